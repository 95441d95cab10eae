"""The list of collaboratives, and the page of one."""

import pytest

from qms.improvement.collaboratives.queries import every_team_of, of_project, teams_of
from qms.kernel import clock
from qms.kernel.db import db
from tests.improvement.collaboratives.making import collaborative, event, team
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


def test_the_list_says_what_runs_and_what_comes_next(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    collaborative(place.trust, place.coach, title="Pressure ulcers", ended_on=clock.today(), learned="Measure weekly.")
    team(found, project(place.ward, place.nurse))
    event(found, 14)
    client.sign_in(place.nurse)
    page = client.get("/improvement/collaboratives").text
    assert "1 collaborative is running, with 1 team. 1 has ended." in page
    assert "Learning session 2, 6 December 2026 (in 14 days)" in page
    assert page.index("Fewer falls together") < page.index("Pressure ulcers"), "those that run come first"
    assert "Fewer falls together" not in client.get("/improvement/collaboratives?words=ulcers+six").text
    assert "Nothing found" in client.get("/improvement/collaboratives?words=100%25").text


@pytest.mark.one_database
def test_an_address_that_names_no_part_shows_the_first(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    client.sign_in(place.nurse)
    for tab in ("", "?tab=ideas", "?tab=calendar", "?tab=nothing"):
        assert client.get(f"/improvement/collaboratives/{found.id}{tab}").status_code == 200
    assert client.get("/improvement/collaboratives/999").status_code == 404


def test_teams_of_a_day_and_drafts_that_are_kept_back(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    stays = team(found, project(place.ward, place.nurse, title="Stays"))
    left = team(found, project(place.ward, place.nurse, title="Left"), left_on=clock.today(), left_why="No time")
    kept = project(place.ward, place.nurse, title="Kept back")
    kept.team_only = True
    db.session.commit()
    team(found, kept)
    assert [each.id for each in teams_of(found.id)] == [stays.id]
    assert {each.id for each in teams_of(found.id, found.starts_on)} == {stays.id, left.id}
    assert [each.id for each in every_team_of(found.id)] == [stays.id, left.id]
    assert of_project(kept.id) == []
