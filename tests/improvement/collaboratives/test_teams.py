"""Teams: invited, joining by themselves, starting in the programme, leaving; and the measures that they share."""

from typing import Any

import pytest

from qms.improvement.collaboratives.measures.actions import share_measure
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam
from qms.improvement.collaboratives.queries import measures_of, teams_of
from qms.improvement.collaboratives.teams.actions import join, leave
from qms.improvement.collaboratives.teams.rows import sentence, team_rows
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.measures.actions import link_measure
from qms.improvement.projects.models import Method, Project, ProjectMeasure
from qms.improvement.projects.queries import measures_of as links_of
from qms.kernel.db import db
from tests.builder import Builder
from tests.improvement.collaboratives.making import collaborative, measure, team
from tests.improvement.conftest import Place
from tests.improvement.making import falls, objective, project
from tests.page_client import PageClient


@pytest.fixture
def found(place: Place) -> Collaborative:
    return collaborative(place.trust, place.coach)


def linked(of: Project) -> list[tuple[int, int]]:
    """Metric and unit of the project's measures."""
    return [(each.series.metric_id, each.series.unit_id) for each in links_of([of.id]).get(of.id, [])]


def test_the_overview_says_first_whether_it_works(
    client: PageClient, build: Builder, place: Place, found: Collaborative
) -> None:
    metric = build.metric(place.trust, name="Falls")
    measure(found, metric.id)
    team(found, project(place.ward, place.nurse))
    client.sign_in(place.reader)
    address = f"/improvement/collaboratives/{found.id}"
    assert "See all teams together" not in client.get(address).text, "nothing is measured yet"
    falls(metric, place.ward, [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5, 6])
    page = client.get(address).text
    assert page.index("See all teams together") < page.index("up to date with the figures")


def test_the_lead_finds_projects_and_adds_them(client: PageClient, place: Place, found: Collaborative) -> None:
    first, second = project(place.ward, place.nurse), project(place.other_ward, place.other_nurse, title="Slippers")
    client.sign_in(place.coach)
    url = f"/improvement/collaboratives/{found.id}/teams/add"
    assert "Fewer falls at night" not in client.get(f"{url}?words=slippers").text
    page = client.get(url).text
    assert "Fewer falls at night (Ward 1)" in page
    assert client.submit(url).status_code == 422, "nothing was ticked"
    client.submit(url, {"projects": [str(first.id), str(second.id)]})
    assert [each.project_id for each in teams_of(found.id)] == [first.id, second.id]
    told = db.session.query(Notice).filter_by(kind=NoticeKind.COLLABORATIVE)
    assert {each.person_id for each in told} == {place.nurse.id, place.other_nurse.id}
    assert client.submit(url, {"projects": [str(first.id)]}).status_code == 422, "it takes part already"


def test_a_shared_measure_comes_and_goes_with_the_team(place: Place, build: Builder, found: Collaborative) -> None:
    ours, theirs = project(place.ward, place.nurse), project(place.other_ward, place.other_nurse)
    metric, own = build.metric(place.trust), build.metric(place.ward)
    falls(metric, place.ward, [4.0] * 6)
    join(found, project=ours, by=place.coach)
    share_measure(found, metric=metric, teams=teams_of(found.id), by=place.coach)
    _, left_out = share_measure(found, metric=own, teams=teams_of(found.id), by=place.coach)
    assert left_out == []
    assert linked(ours) == [(metric.id, place.ward.id), (own.id, place.ward.id)]
    _, left_out = join(found, project=theirs, by=place.coach)
    assert left_out == [own.name], "its definition is another ward's"
    assert linked(theirs) == [(metric.id, place.other_ward.id)], "a series begins where there was none"

    leave(teams_of(found.id)[0], why="No time", keep_measures=False, by=place.nurse)
    assert linked(ours) == []
    join(found, project=ours, by=place.nurse)
    assert len(linked(ours)) == 2, "it comes back"
    leave(
        next(each for each in teams_of(found.id) if each.project_id == ours.id), why="X", keep_measures=True, by=place.nurse
    )
    assert len(linked(ours)) == 2
    assert db.session.query(CollaborativeTeam).count() == 2
    db.session.commit()


def test_what_a_project_measured_before_stays_its_own(place: Place, build: Builder, found: Collaborative) -> None:
    ours, metric = project(place.ward, place.nurse), build.metric(place.trust)
    series = falls(metric, place.ward, [4.0] * 6)
    link_measure(ours, series=series, by=place.nurse)
    share_measure(found, metric=metric, teams=[], by=place.coach)
    made, _ = join(found, project=ours, by=place.nurse)
    leave(made, why="No time", keep_measures=False, by=place.nurse)
    assert db.session.query(ProjectMeasure).count() == 1
    db.session.commit()


def test_a_team_joins_by_itself_where_that_is_wanted(client: PageClient, place: Place, found: Collaborative) -> None:
    ours = project(place.ward, place.nurse)
    project(place.other_ward, place.other_nurse, title="Of another ward")
    client.sign_in(place.nurse)
    assert "Join a collaborative" in client.get(f"/improvement/projects/{ours.id}").text
    page = client.get(f"/improvement/collaboratives/{found.id}/join").text
    assert "Fewer falls at night" in page
    assert "Of another ward" not in page
    client.submit(f"/improvement/projects/{ours.id}/join", {"collaborative": str(found.id)})
    page = client.get(f"/improvement/projects/{ours.id}").text
    assert "Part of" in page
    assert "Fewer falls together" in page

    made = teams_of(found.id)[0]
    url = f"/improvement/collaboratives/teams/{made.id}/leave"
    client.get(url)
    assert client.submit(url, {"why": ""}).status_code == 422
    client.submit(url, {"why": "The ward moves."})
    assert "The ward moves." in client.get(f"/improvement/collaboratives/{found.id}").text
    found.open_to_join = False
    db.session.commit()
    assert client.get(f"/improvement/collaboratives/{found.id}/join").status_code == 403
    assert client.submit(f"/improvement/projects/{ours.id}/join", {"collaborative": str(found.id)}).status_code == 422


def test_a_project_starts_in_the_programme_with_nothing_typed_twice(
    client: PageClient, place: Place, build: Builder, found: Collaborative
) -> None:
    found.objective = objective(place.trust)
    found.why = "Every fall costs trust."
    metric = build.metric(place.trust)
    share_measure(found, metric=metric, teams=[], by=place.coach)
    db.session.commit()
    client.sign_in(place.nurse)
    page = client.get(f"/improvement/collaboratives/{found.id}/teams/new").text
    assert "Every fall costs trust." in page
    answers = {
        "title": "Fewer falls",
        "why": "Every fall costs trust.",
        "unit": str(place.ward.id),
        "lead": place.nurse.email,
    }
    client.submit(f"/improvement/collaboratives/{found.id}/teams/new", answers | {"due_on": "2027-05-01"})
    made = db.session.query(Project).one()
    assert (made.method, made.aim, made.objective_id) == (Method.BREAKTHROUGH, found.aim, found.objective_id)
    assert linked(made) == [(metric.id, place.ward.id)]
    elsewhere = client.submit(
        f"/improvement/collaboratives/{found.id}/teams/new",
        answers | {"unit": str(place.other_ward.id), "due_on": "2027-05-01"},
    )
    assert elsewhere.status_code == 422, "no project on a unit of others"


def test_the_table_says_who_has_reported(client: PageClient, place: Place, build: Builder, found: Collaborative) -> None:
    metric = build.metric(place.trust)
    falls(metric, place.ward, [4.0] * 13)
    team(found, project(place.ward, place.nurse))
    team(found, project(place.other_ward, place.other_nurse, title="Slippers"))
    share_measure(found, metric=metric, teams=teams_of(found.id), by=place.coach)
    db.session.commit()
    client.sign_in(place.nurse)
    page = client.get(f"/improvement/collaboratives/{found.id}").text
    assert "1 of 2 teams is up to date with the figures; Ward 2 is not." in page
    rows = client.get(f"/improvement/collaboratives/{found.id}.csv").text.splitlines()
    assert rows[1].split(",")[:6] == ["Ward 1", "Fewer falls at night", "Idea", "Ana Reid", "yes", "October 2026"]
    assert ",no,Nothing yet," in rows[2]


def test_queries_do_not_grow_with_the_teams(place: Place, build: Builder, found: Collaborative, count_queries: Any) -> None:
    share_measure(found, metric=build.metric(place.trust), teams=[], by=place.coach)

    def read() -> str:
        return sentence(team_rows(teams_of(found.id), measures_of(found.id)))

    for number in range(2):
        join(found, project=project(place.ward, place.nurse, title=f"Project {number}"), by=place.coach)
    db.session.commit()
    with count_queries() as few:
        read()
    for number in range(6):
        join(found, project=project(place.other_ward, place.other_nurse, title=f"More {number}"), by=place.coach)
    db.session.commit()
    with count_queries() as many:
        read()
    assert len(many) <= len(few)
