"""The list of collaboratives, and the page of one."""

import pytest

from qms.improvement.collaboratives.models import IdeaInUse, Storyboard
from qms.improvement.collaboratives.parts import PARTS
from qms.improvement.collaboratives.queries import every_team_of, of_project, teams_of
from qms.kernel import clock
from qms.kernel.db import db
from tests.improvement.collaboratives.making import collaborative, event, idea, stored, team
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


def test_any_words_can_be_looked_for(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach)
    client.sign_in(place.coach)
    for address in ("", f"/{found.id}/teams/add"):
        for words in ("a+" * 2000, "%25_%5C", "%27%22%3B--"):
            assert client.get(f"/improvement/collaboratives{address}?words={words}").status_code == 200
        assert client.get(f"/improvement/collaboratives{address}?words=%00").status_code in {200, 400}


def test_a_draft_that_is_kept_back_is_in_no_page_and_no_file(client: PageClient, place: Place) -> None:
    found, other = collaborative(place.trust, place.coach), collaborative(place.trust, place.coach, title="Other")
    kept = project(place.ward, place.nurse, title="Secretly quicker")
    kept.team_only = True
    made, session, used = team(found, kept), event(found, -7), idea(found)
    stored(IdeaInUse(idea_id=used.id, team_id=made.id, since=clock.today(), by_id=place.nurse.id))
    stored(Storyboard(event_id=session.id, team_id=made.id, headline="Secretly quicker", by_id=place.nurse.id))
    here = f"/improvement/collaboratives/{found.id}"
    pages = [
        "/improvement/collaboratives", *(f"{here}?tab={each.key}" for each in PARTS),
        f"{here}.csv", f"/improvement/collaboratives/ideas/{used.id}",
        f"/improvement/collaboratives/events/{session.id}/storyboards",
        f"/improvement/collaboratives/{other.id}/teams/add?words=secretly",
        f"/improvement/collaboratives/{other.id}/join", f"/improvement/collaboratives/events/{session.id}/attendance",
    ]  # fmt: skip
    client.sign_in(place.coach)
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert "Secretly quicker" not in answer.text.replace("secretly", ""), page
    for page in ("leave", "figures"):
        assert client.submit(f"/improvement/collaboratives/teams/{made.id}/{page}").status_code == 404
    assert client.submit(f"/improvement/collaboratives/ideas/{used.id}/teams/{made.id}/in-use").status_code == 404
    assert client.get(f"/improvement/projects/{kept.id}/join").status_code == 404
    seen = client.sign_in(place.nurse).get(here).text
    assert "Secretly quicker" in seen, "its own team sees it"


def test_forms_take_nothing_that_the_reader_was_not_offered(client: PageClient, place: Place) -> None:
    found = collaborative(place.trust, place.coach, open_to_join=False)
    foreign = project(place.other_ward, place.other_nurse)
    kept = project(place.ward, place.nurse)
    kept.team_only = True
    db.session.commit()
    here = f"/improvement/collaboratives/{found.id}"
    client.sign_in(place.coach)
    assert client.submit(f"{here}/teams/add", {"projects": [str(kept.id)]}).status_code == 422
    client.sign_in(place.nurse)
    assert client.submit(f"{here}/join", {"project": str(kept.id)}).status_code == 403, "it is not open"
    assert client.submit(f"/improvement/projects/{foreign.id}/join", {"collaborative": str(found.id)}).status_code == 403
    assert client.submit(f"/improvement/projects/{kept.id}/join", {"collaborative": str(found.id)}).status_code == 422
    opened = collaborative(place.trust, place.coach, title="Open")
    taken = client.submit(f"/improvement/collaboratives/{opened.id}/join", {"project": str(foreign.id)})
    assert taken.status_code == 422, "another ward's project"
    joined = {"project": str(kept.id)}
    assert client.submit(f"/improvement/collaboratives/{opened.id}/join", joined).status_code == 303
    assert client.submit(f"/improvement/collaboratives/{opened.id}/join", joined).status_code == 422, "a second tab"
