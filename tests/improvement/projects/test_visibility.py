"""Projects are open, unless a team keeps a draft to itself; and people on a project may write in it."""

import datetime as dt

import pytest

from qms.improvement.measures.actions import link_measure
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import LogEntry, Project, Stage
from qms.improvement.strand import ImprovementStrand
from qms.improvement.team.actions import add_member
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, objective, project
from tests.page_client import PageClient

STRAND = ImprovementStrand()


@pytest.fixture
def draft(place: Place, build: Builder) -> Project:
    """A plan of Ward 1 that only its lead and its sponsor see, tied to everything that a strand could show it by."""
    series = build.series(build.metric(place.ward), place.ward)
    made = project(place.ward, place.nurse, title="Quiet plan", objective=objective(place.trust))
    link_measure(made, series=series, by=place.nurse)
    edit_charter(made, team_only=True, sponsor=place.reader, by=place.nurse)
    change_stage(made, stage=Stage.PLANNING, since=clock.today(), by=place.nurse)
    db.session.commit()
    return made


PAGES = (
    "/improvement/",
    "/improvement/projects.csv",
    "/search?words=Quiet",
    "/search?q=Quiet",
    "/objectives/{objective}",
    "/",
)


def test_a_draft_of_the_team_shows_to_the_team_alone(client: PageClient, place: Place, draft: Project) -> None:
    def sees(who: Person) -> bool:
        client.sign_in(who)
        lists = [client.get(page.format(objective=draft.objective_id)).text for page in PAGES[:2]]
        return all("Quiet plan" in page for page in lists)

    assert [sees(who) for who in (place.nurse, place.reader)] == [True, True]
    assert not sees(place.coach)
    for page in PAGES:
        assert "Quiet plan" not in client.get(page.format(objective=draft.objective_id)).text, page
    change_stage(db.session.get_one(Project, draft.id), stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    db.session.commit()
    assert sees(place.coach), "what is being tested is open"


@pytest.mark.one_database
def test_its_address_is_not_found_by_others(client: PageClient, place: Place, draft: Project) -> None:
    test = cycle(draft, place.nurse, starts_on=clock.today() + dt.timedelta(days=100))
    client.sign_in(place.coach)
    for url in (f"projects/{draft.id}", f"projects/{draft.id}/edit", f"cycles/{test.id}"):
        assert client.get(f"/improvement/{url}").status_code == 404, url
    assert client.submit(f"/improvement/projects/{draft.id}/entries", {"text": "Hello"}).status_code == 404
    assert (
        "Only the people on this project see it" in client.sign_in(place.reader).get(f"/improvement/projects/{draft.id}").text
    )


def test_no_strand_tells_of_it_outside_a_request(place: Place, draft: Project, addresses: None) -> None:
    series_id, metric_id = draft_series(draft)
    assert STRAND.serving([draft.objective_id or 0]) == {}
    assert STRAND.acting_on([series_id]) == {}
    assert STRAND.measured_by([metric_id]) == {}
    assert STRAND.marks([series_id]) == {}
    assert STRAND.by_ids([draft.id]) == {}
    assert STRAND.search("Quiet", 10) == []
    assert [each for each in STRAND.gaps(place.trust) if "Quiet" in each.sentence] == []
    assert [each for each in STRAND.news(place.trust, clock.today()) if "Quiet" in each.text] == []
    assert STRAND.choices(place.ward) == []


def draft_series(draft: Project) -> tuple[int, int]:
    from qms.improvement.projects.queries import measures_of

    link = measures_of([draft.id])[draft.id][0]
    return link.series_id, link.series.metric_id


@pytest.mark.parametrize("part", ["sponsor", "coach", "member"])
def test_people_on_a_project_write_in_it_wherever_their_roles_lie(client: PageClient, place: Place, part: str) -> None:
    made = project(place.ward, place.nurse)
    url = f"/improvement/projects/{made.id}"
    entry = {"text": "I counted.", "happened_on": clock.today().isoformat()}
    assert client.sign_in(place.reader).submit(f"{url}/entries", entry).status_code == 403
    if part == "member":
        add_member(made, person=place.reader, part="Counts", by=place.nurse)
    else:
        edit_charter(made, by=place.nurse, **{part: place.reader})
    db.session.commit()
    assert "What happened today?" in client.get(url).text
    assert client.submit(f"{url}/entries", entry).status_code == 303
    assert db.session.query(LogEntry).one().by_id == place.reader.id
    assert client.get(f"{url}/edit").status_code == 200
    assert client.submit(f"{url}/coach-scores", {"coach_score": "5.0"}).status_code == 403, "that stays with coaches"
