"""The portfolio as a table: its sentence, filters, order, and the same as CSV and Excel."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam
from qms.improvement.log.actions import add_entry
from qms.improvement.progress.actions import change_stage, score_by_team
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Approval, Method, Project, Stage
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, objective, project, written_down
from tests.page_client import PageClient


def titles(client: PageClient, query: str) -> list[str]:
    text = client.get(f"/improvement/projects.csv?{query}").text.removeprefix("\ufeff")
    return [row["project"] for row in csv.DictReader(io.StringIO(text))]


def words(page: str) -> str:
    """What somebody reads, without what is marked up."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def quiet_for(made: Project, days: int) -> None:
    made.last_entry_at = clock.now() - dt.timedelta(days=days)
    db.session.commit()


@pytest.fixture
def four(place: Place) -> list[Project]:
    """An idea, one being tested, one stalled elsewhere, one completed."""
    idea = project(place.ward, place.nurse, title="Quieter nights")
    testing = project(place.ward, place.coach, title="Fewer falls", objective=objective(place.trust, "Safe care"))
    change_stage(testing, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    score_by_team(testing, score=2.5, by=place.nurse)
    stalled = project(place.other_ward, place.other_nurse, title="Better 100% handovers")
    done = project(place.ward, place.nurse, title="Clean hands")
    change_stage(done, stage=Stage.COMPLETED, since=clock.today(), learned="Ask patients.", by=place.nurse)
    db.session.commit()
    quiet_for(stalled, 61)
    written_down(70, idea, testing, stalled, done)
    return [idea, testing, stalled, done]


def test_the_sentence_counts_stages_and_what_is_stalled(client: PageClient, place: Place, four: list[Project]) -> None:
    page = client.sign_in(place.reader).get("/improvement/").text
    said = words(page)
    assert "4 projects: 2 ideas, 1 testing, 1 completed. Of those that go on: 1 stalled, 3 without an aim," in said
    assert said.count("2 ideas") == 1, "nothing is counted twice"
    assert '<a href="/improvement/?stage=testing">1 testing</a>' in page
    assert '<a href="/improvement/?lacks=objective">2 without an objective</a>' in page
    assert "Start a project" not in page, "a reader may not start one"
    assert "2.5" in page


EVERYTHING = {"Fewer falls", "Quieter nights", "Better 100% handovers", "Clean hands"}
FILTERED = {
    "stage=testing": {"Fewer falls"},
    "stage=active": {"Fewer falls", "Quieter nights", "Better 100% handovers"},
    "lead=me": {"Quieter nights", "Clean hands"},
    "words=falls+fewer": {"Fewer falls"},
    "words=100%25+handovers": {"Better 100% handovers"},
    "words=100%25+hand_vers": set(),  # an underscore is no wildcard
    "words=bell": {"Clean hands"},  # it stands in the log
    "stage=nonsense": EVERYTHING,
    "sort=nonsense": EVERYTHING,
    "lacks=entry": {"Better 100% handovers"},
    "lacks=objective": {"Quieter nights", "Better 100% handovers"},
    "lacks=score": {"Fewer falls"},
    "lacks=nonsense": EVERYTHING,
    "score=middle": {"Fewer falls"},
    "score=none&stage=active": {"Quieter nights", "Better 100% handovers"},
    "coach=me": {"Quieter nights"},
    "coach=nobody&stage=active": {"Fewer falls", "Better 100% handovers"},
    "coach=99999999999": EVERYTHING,
    "method=lean-a3": {"Clean hands"},
    "method=nonsense": EVERYTHING,
    "stage=archived": set(),
    "quiet=recent": {"Fewer falls", "Quieter nights", "Clean hands"},
    "quiet=60": {"Better 100% handovers"},
    "quiet=90": set(),
    "quiet=-1": EVERYTHING,
    "approval=approved": {"Quieter nights"},
    "approval=not-asked&stage=active": {"Fewer falls", "Better 100% handovers"},
    "approval=nonsense": EVERYTHING,
}


def test_filters(client: PageClient, place: Place, four: list[Project]) -> None:
    add_entry(four[3], text="We moved the bell.", happened_on=clock.today(), by=place.nurse)
    edit_charter(four[0], coach=place.nurse, by=place.nurse)
    edit_charter(four[3], method=Method.LEAN_A3, by=place.nurse)
    four[0].approval = Approval.APPROVED
    db.session.commit()
    client.sign_in(place.nurse)
    assert {query: set(titles(client, query)) for query in FILTERED} == FILTERED


def test_a_unit_counts_with_everything_below_it(client: PageClient, place: Place, four: list[Project]) -> None:
    client.sign_in(place.reader)
    assert len(titles(client, f"unit={place.trust.id}")) == 4
    assert titles(client, f"unit={place.other_ward.id}") == ["Better 100% handovers"]
    assert titles(client, f"objective={four[1].objective_id}") == ["Fewer falls"]
    assert client.get("/improvement/?unit=999").status_code == 404


def test_a_collaborative_narrows_to_the_teams_that_take_part(client: PageClient, place: Place, four: list[Project]) -> None:
    days = {"starts_on": clock.today(), "ends_on": clock.today()}
    programme = Collaborative(title="Safe nights", aim="Fewer", unit_id=place.trust.id, lead_id=place.coach.id, **days)
    db.session.add(programme)
    db.session.flush()
    joined = {"collaborative_id": programme.id, "joined_on": clock.today(), "by_id": place.coach.id}
    db.session.add(CollaborativeTeam(project_id=four[0].id, **joined))
    db.session.add(CollaborativeTeam(project_id=four[1].id, left_on=clock.today(), **joined))
    db.session.commit()
    client.sign_in(place.reader)
    assert titles(client, f"programme={programme.id}") == ["Quieter nights"]
    page = client.get(f"/improvement/?programme={programme.id}").text
    assert "1 project: 1 idea. Of those that go on: 1 without an aim," in words(page), "the totals are those of the list"
    assert "Collaborative: Safe nights" in page


FIRST = {
    "title": "Better 100% handovers",
    "-title": "Quieter nights",
    "-stage": "Clean hands",
    "-score": "Fewer falls",
    "entry": "Better 100% handovers",
    "-unit": "Better 100% handovers",
    "objective": "Fewer falls",
    "-objective": "Fewer falls",  # those without one come last either way
    "-lead": "Fewer falls",
}


def test_an_idea_of_the_last_days_is_not_told_what_it_lacks(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse, title="Quieter nights")
    client.sign_in(place.reader)
    for days, found in ((0, []), (13, []), (15, ["Quieter nights"])):
        written_down(days, made)
        assert {lack: titles(client, f"lacks={lack}") for lack in ("aim", "objective", "data")} == {
            "aim": found, "objective": found, "data": found,
        }  # fmt: skip
        page = client.get("/improvement/").text
        assert ("1 without an aim" in page) is bool(found)
        assert "An idea of the last 14 days is not counted" in page
    written_down(0, made)
    change_stage(made, stage=Stage.PLANNING, since=clock.today(), by=place.nurse)
    db.session.commit()
    assert titles(client, "lacks=aim") == ["Quieter nights"], "whoever plans needs an aim"


def test_order(client: PageClient, place: Place, four: list[Project]) -> None:
    client.sign_in(place.reader)
    assert {sort: titles(client, f"sort={sort}")[0] for sort in FIRST} == FIRST


def test_the_csv_is_safe_to_open_and_says_the_next_step(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse, title="=HYPERLINK(1)")
    due = clock.today() - dt.timedelta(days=2)
    cycle(made, place.nurse, starts_on=due - dt.timedelta(days=5), result_due_on=due)
    response = client.sign_in(place.reader).get("/improvement/projects.csv")
    row = next(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert response.mimetype == "text/csv"
    assert row["project"] == "'=HYPERLINK(1)"
    assert row["next step"].startswith("Decide on cycle 1: its result was due on ")
    assert row["stage"] == "Testing"
    assert (row["project id"], row["unit id"], row["objective id"]) == (str(made.id), str(place.ward.id), "")


@pytest.mark.one_database
def test_a_measure_shows_its_verdict(client: PageClient, place: Place, build: Builder) -> None:
    series = falls(build.metric(place.ward, name="Falls"), place.ward, [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 30])
    project(place.ward, place.nurse, series=series)
    assert "Concern" in client.sign_in(place.reader).get("/improvement/").text


@pytest.mark.one_database
def test_an_empty_list_teaches(client: PageClient, place: Place) -> None:
    assert "What a project is for" in client.sign_in(place.nurse).get("/improvement/").text
    assert "Start the first project" in client.get("/improvement/").text
    assert "No project matches these filters." in client.get("/improvement/?stage=testing").text


def test_data_is_what_a_measure_has_measured(client: PageClient, place: Place, build: Builder) -> None:
    metric = build.metric(place.ward, name="Falls")
    empty = project(place.ward, place.nurse, title="Linked to an empty chart", series=build.series(metric, place.other_ward))
    written_down(15, empty)
    project(place.ward, place.nurse, title="Measured", series=falls(metric, place.ward, [5, 6, 5, 6, 5, 6]))
    client.sign_in(place.reader)
    assert titles(client, "lacks=data") == ["Linked to an empty chart"]
    assert "1 without data" in client.get("/improvement/").text
    assert "1 without data" not in client.get("/improvement/?words=measured").text


@pytest.mark.one_database
def test_an_address_is_a_link_to_share(client: PageClient, place: Place, four: list[Project]) -> None:
    """What is set stands in the form and as a chip that takes it away; the files keep it."""
    page = client.sign_in(place.reader).get(f"/improvement/?unit={place.ward.id}&lacks=objective&words=nights").text
    assert "Ward 1 and below" in page
    assert f'href="/improvement/?unit={place.ward.id}&amp;lacks=objective">“nights”' in page
    assert '<option value="objective" selected>No objective</option>' in page
    assert f'href="/improvement/projects.xlsx?unit={place.ward.id}&amp;lacks=objective&amp;words=nights"' in page


@pytest.mark.one_database
def test_excel_holds_the_same_table(client: PageClient, place: Place, four: list[Project]) -> None:
    response = client.sign_in(place.reader).get("/improvement/projects.xlsx?stage=active&sort=title")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(response.data)).get_sheet_by_name("Projects").to_python()
    assert [row[0] for row in sheet] == ["project", "Better 100% handovers", "Fewer falls", "Quieter nights"]
    by_name = dict(zip(sheet[0], sheet[1], strict=True))
    assert (by_name["stalled"], by_name["days since last entry"]) == ("yes", 61)


@pytest.mark.one_database
def test_a_score_beyond_its_evidence_is_said(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    score_by_team(made, score=4.0, by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.reader).get("/improvement/").text
    assert "Claims 4.0, but" in page
    assert "Evidence " in page


def test_the_queries_do_not_grow_with_the_list(
    client: PageClient, place: Place, build: Builder, count_queries: Callable[[], Any]
) -> None:
    series = build.series(build.metric(place.ward), place.ward)
    client.sign_in(place.nurse)

    def opened() -> int:
        with count_queries() as queries:
            client.get("/improvement/")
            client.get("/improvement/projects.csv")
            client.get("/improvement/projects.xlsx")
        return len(queries)

    cycle(project(place.ward, place.nurse, series=series), place.nurse)
    few = opened()
    for number in range(12):
        lead = build.person(name=f"Lead {number}")
        unit = place.ward if number % 2 else place.other_ward
        cycle(project(unit, lead, title=f"Project {number}", series=series, objective=objective(unit)), lead)
    assert opened() == few


@pytest.mark.one_database
def test_only_those_who_may_take_the_next_step_are_led_to_it(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse, title="Fewer falls")
    steps = f"/improvement/projects/{made.id}?tab=measures#measures"

    def offered(who: Person) -> list[bool]:
        client.sign_in(who)
        return [
            f'href="{steps}">Link a measure' in client.get(page).text
            for page in ("/improvement/", f"/improvement/projects/{made.id}")
        ]

    assert offered(place.nurse) == [True, True]
    assert offered(place.other_nurse) == [False, False]
    assert "Link a measure that will show whether it works" in client.get("/improvement/").text
