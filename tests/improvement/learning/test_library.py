"""The library: what it holds, what is found, and who sees it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.library import index, keeping
from qms.improvement.learning.library.asking import Asked
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.queries import counted, found, tried_before
from qms.improvement.learning.library.words import telling_words, words_of
from qms.improvement.log.actions import add_entry, delete_entry
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Method, Project, Stage
from qms.kernel import clock
from qms.kernel.db import db
from qms.planning.drivers.models import Driver, DriverKind, DriverLink
from qms.planning.plans.models import QualityPlan
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

LIBRARY = "/improvement/library"


def ask(typed: str = "", **narrower: Any) -> list[str]:
    """The titles found, in their order."""
    return [each.title for each in found(Asked(typed=typed, words=words_of(typed), **narrower)).items]


def entry(kind: str, ref_id: int) -> LibraryEntry:
    """The entry as it is stored."""
    return db.session.query(LibraryEntry).filter_by(kind=kind, ref_id=ref_id).one()


def plan_with_idea(build: Builder, place: Place, text: str = "Night lights in every bay") -> Driver:
    """A change idea below one primary driver of a plan."""
    plan = build.commit(QualityPlan(unit_id=place.ward.id, title="Safe nights", aim="Nobody falls at night."))
    primary = build.commit(Driver(plan_id=plan.id, kind=DriverKind.PRIMARY, text="Seeing where one walks"))
    idea = build.commit(Driver(plan_id=plan.id, kind=DriverKind.CHANGE_IDEA, text=text))
    plan.drawn_at = clock.now()  # as every change of a diagram writes it
    build.commit(DriverLink(parent_id=primary.id, child_id=idea.id))
    return idea


@pytest.fixture
def reading(client: PageClient, place: Place) -> PageClient:
    """Somebody without any role, who may read."""
    return client.sign_in(place.reader)


def test_words_are_found_in_other_forms_and_titles_come_first(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse, title="Quieter nights", why="Bells wake people who then fall.")
    project(place.ward, place.nurse, title="Falling less often", why="Too many.")
    assert ask("falls") == ["Falling less often", "Quieter nights"]
    assert ask("FALL bell") == ["Quieter nights"]
    assert ask("quieter fall") == ["Quieter nights"]
    assert ask("zebra") == []


def test_the_beginning_of_the_last_word_is_enough(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse, title="Anticoagulants checked", why="Some were missed.")
    assert ask("antico") == ["Anticoagulants checked"]
    assert ask("antico checked") == []


@pytest.mark.parametrize(
    "typed", ["%", '"', "fall*", "NEAR(a b)", "title:falls", "'; DROP TABLE unit", "fall AND", "(", "\\", "x" * 500, "² ½"]
)
def test_odd_words_break_nothing(place: Place, reading: PageClient, typed: str) -> None:
    project(place.ward, place.nurse)
    assert reading.get(LIBRARY, query_string={"q": typed}).status_code == 200


def test_signs_between_words_part_them(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse, title="Handover day/night", why="Co-designed (with carers); the ward's own.")
    for typed in ("night", "carers", "co-designed", "ward's"):
        assert ask(typed) == ["Handover day/night"], typed


def test_what_is_written_is_found_at_once_and_what_is_deleted_no_longer(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    assert ask("chandelier") == []
    noted = add_entry(made, text="We hung a chandelier.", happened_on=clock.today(), by=place.nurse)
    db.session.commit()
    assert ask("chandelier") == ["Fewer falls at night"]
    delete_entry(noted, by=place.nurse)
    db.session.commit()
    assert ask("chandelier") == []


def test_what_was_rolled_back_was_never_there(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    add_entry(made, text="We hung a chandelier.", happened_on=clock.today(), by=place.nurse)
    db.session.rollback()
    edit_charter(db.session.get_one(Project, made.id), title="Brighter nights", by=place.nurse)
    db.session.commit()
    assert ask("chandelier") == []
    assert ask("brighter") == ["Brighter nights"]


def test_tests_tell_what_came_of_them(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    kept, dropped = (cycle(made, place.nurse, question=f"Does a {what} help?") for what in ("lamp", "bell"))
    decide(kept, decision=Decision.ADOPT, reason="No fall since.", by=place.nurse)
    decide(dropped, decision=Decision.ABANDON, reason="It woke everybody.", by=place.nurse)
    db.session.commit()
    assert ask(outcome=Outcome.WORKED) == ["Does a lamp help?"]
    assert ask(outcome=Outcome.DID_NOT) == ["Does a bell help?"]
    assert entry("cycle", dropped.id).result == "It woke everybody."


def test_a_project_worked_when_its_chart_says_so(place: Place, build: Builder, addresses: None) -> None:
    series = falls(
        build.metric(place.ward), place.ward, [6.0, 5.8, 6.3, 6.1, 5.9, 6.2, 6.0, 5.7, 6.1, 6.2, 5.9, 6.0] + [2.0] * 9
    )
    made = project(place.ward, place.nurse)
    link_measure(made, series=series, by=place.nurse)
    begun = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 1))
    decide(begun, decision=Decision.ADOPT, reason="Fewer.", on=dt.date(2026, 2, 1), by=place.nurse)
    db.session.commit()
    assert entry("project", made.id).outcome is Outcome.WORKED


def test_new_measurements_change_what_is_known(place: Place, build: Builder, addresses: None) -> None:
    metric = build.metric(place.ward)
    before = [6.0, 5.8, 6.3, 6.1, 5.9, 6.2, 6.0, 5.7, 6.1, 6.2, 5.9, 6.0]
    series = falls(metric, place.ward, before, until=dt.date(2026, 1, 1))
    made = project(place.ward, place.nurse)
    link_measure(made, series=series, by=place.nurse)
    begun = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 1))
    decide(begun, decision=Decision.ADOPT, reason="Fewer.", on=dt.date(2026, 2, 1), by=place.nurse)
    db.session.commit()
    assert entry("project", made.id).outcome is Outcome.UNKNOWN
    falls(metric, place.ward, [2.0] * 9)
    assert entry("project", made.id).outcome is Outcome.WORKED


def test_an_abandoned_project_did_not_work_and_says_why(place: Place, reading: PageClient) -> None:
    made = project(place.ward, place.nurse)
    change_stage(made, stage=Stage.ABANDONED, since=clock.today(), learned="Low beds alone did not help.", by=place.nurse)
    db.session.commit()
    page = reading.get(f"{LIBRARY}?q=falls&outcome=did-not").text
    assert "1 thing tells of “falls”: 1 did not." in page
    assert "Abandoned. Low beds alone did not help." in page


def test_plans_and_ideas_are_in_it_with_the_tests_of_an_idea(place: Place, build: Builder, addresses: None) -> None:
    idea = plan_with_idea(build, place)
    assert ask("night lights") == ["Night lights in every bay"]
    assert ask("walks", kind="idea") == ["Night lights in every bay"], "an idea is found by what it serves"
    assert ask("nobody", kind="plan") == ["Safe nights"]
    tested = cycle(project(place.ward, place.nurse), place.nurse, driver_id=idea.id)
    decide(tested, decision=Decision.ADOPT, reason="Fewer falls.", by=place.nurse)
    db.session.commit()
    known = entry("idea", idea.id)
    assert (known.outcome, known.result) == (Outcome.WORKED, "Adopted once.")
    db.session.delete(db.session.get_one(Driver, plan_with_idea(build, place, "Glow paint").id))
    db.session.commit()
    assert ask("glow paint") == []


def test_drafts_of_a_team_alone_stay_with_the_team(place: Place, client: PageClient) -> None:
    made = project(place.ward, place.nurse, title="Secret lamps")
    cycle(made, place.nurse, question="Does a secret lamp help?")
    edit_charter(made, team_only=True, stage=Stage.IDEA, by=place.nurse)
    db.session.commit()
    assert "Secret" in client.sign_in(place.nurse).get(f"{LIBRARY}?q=lamps").text
    page = client.sign_in(place.reader).get(f"{LIBRARY}?q=lamps").text
    assert "Nothing here tells of “lamps”." in page
    assert "ecret" not in page
    assert "Secret" not in client.get("/search?q=lamps").text
    assert "Secret" not in client.get(f"{LIBRARY}/tried?title=Brass+lamps").text
    assert "Secret" in client.sign_in(place.nurse).get(f"{LIBRARY}/tried?title=Brass+lamps").text


def test_it_is_narrowed_by_unit_kind_method_outcome_and_year(place: Place, addresses: None) -> None:
    here = project(place.ward, place.nurse, title="Here")
    project(place.other_ward, place.other_nurse, title="There")
    edit_charter(here, method=Method.LEAN_A3, started_on=dt.date(2024, 5, 1), by=place.nurse)
    db.session.commit()
    assert sorted(ask()) == ["Here", "There"]
    assert ask(unit=place.ward) == ["Here"]
    assert sorted(ask(unit=place.trust)) == ["Here", "There"]
    assert ask(year=2024) == ["Here"]
    assert ask(method=Method.LEAN_A3) == ["Here"]
    assert ask(kind="cycle") == []
    assert counted(Asked()) == {("project", Outcome.UNKNOWN): 2}


@pytest.mark.parametrize("query", ["kind=nothing&method=magic&outcome=maybe&year=12&unit=abc&page=-3", "year=999999999"])
def test_nonsense_in_the_address_is_passed_over(place: Place, reading: PageClient, query: str) -> None:
    project(place.ward, place.nurse)
    assert "1 thing to learn from" in reading.get(f"{LIBRARY}?{query}").text


@pytest.mark.one_database
def test_a_unit_that_is_not_there_is_not_found(reading: PageClient) -> None:
    assert reading.get(f"{LIBRARY}?unit=999").status_code == 404


def test_words_that_say_nothing_are_told_so(place: Place, reading: PageClient) -> None:
    project(place.ward, place.nurse)
    page = reading.get(f"{LIBRARY}?q=the+of").text
    assert "“the of” holds no word to look for." in page
    assert "Fewer falls at night" not in page


def test_what_was_found_is_marked_and_markup_in_texts_stays_text(place: Place, reading: PageClient) -> None:
    project(place.ward, place.nurse, title="<b>Falls</b> & beds", why="They fall <script>alert(1)</script> often.")
    page = reading.get(f"{LIBRARY}?q=falls").text
    assert '&lt;b&gt;<mark class="qms-found">Falls</mark>&lt;/b&gt; &amp; beds' in page
    assert '<mark class="qms-found">fall</mark> &lt;script&gt;' in page


def test_a_long_list_is_paged_and_costs_no_more_queries(
    place: Place, reading: PageClient, count_queries: Callable[[], Any]
) -> None:
    def asked() -> int:
        with count_queries() as queries:
            assert reading.get(f"{LIBRARY}?q=falls").status_code == 200
        return len(queries)

    project(place.ward, place.nurse, title="Falls 0")
    asked()
    few = asked()
    for number in range(1, 25):
        project(place.ward, place.nurse, title=f"Falls {number}")
    assert asked() == few
    page = reading.get(f"{LIBRARY}?q=falls&page=2").text
    assert "Showing 21 to 25 of 25" in page


def test_a_rebuild_repairs_what_was_written_in_bulk(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    db.session.execute(db.update(Project).where(Project.id == made.id).values(title="Changed in bulk"))
    db.session.execute(db.insert(LibraryEntry).values(_stray(place)))
    db.session.commit()
    assert ask("bulk") == []
    assert keeping.rebuild() == 2
    assert ask("bulk") == ["Changed in bulk"]
    assert ask("stray") == []
    assert keeping.rebuild() == 0


def _stray(place: Place) -> dict[str, Any]:
    words = {"noun": "project", "kind": "project", "title": "Stray", "body": "", "state": "", "result": "", "method": ""}
    return words | {"root_id": 999, "ref_id": 999, "unit_id": place.ward.id, "on": clock.today(), "outcome": Outcome.UNKNOWN}


def test_an_outcome_keeps_the_day_on_which_it_was_first_known(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    day = dt.datetime(2026, 6, 3, 9, tzinfo=dt.UTC)
    with clock.standing_at(day):
        change_stage(made, stage=Stage.ABANDONED, since=day.date(), learned="No.", by=place.nurse)
        db.session.commit()
    edit_charter(made, title="Other words", by=place.nurse)
    db.session.commit()
    assert entry("project", made.id).outcome_since == day.date()


def test_tried_before_wants_half_of_the_telling_words(place: Place, addresses: None) -> None:
    earlier = project(place.other_ward, place.other_nurse, title="Fewer falls at night on Ward 2")
    project(place.other_ward, place.other_nurse, title="Quicker discharge letters")
    project(place.other_ward, place.other_nurse, title="Visiting hours", why="Night and day, falls or not.")
    assert [each.ref_id for each in tried_before("Reduce falls during the night")] == [earlier.id]
    assert tried_before("Better care for patients") == [], "words that everybody uses make nothing alike"
    assert tried_before("") == []
    assert tried_before("Falls", but=earlier.id) == []


def test_tried_before_answers_a_script_with_a_piece_and_a_person_with_a_page(place: Place, reading: PageClient) -> None:
    made = project(place.other_ward, place.other_nurse, title="Fewer falls at night")
    change_stage(
        made, stage=Stage.ABANDONED, since=clock.today(), learned="Low beds alone did not help.", by=place.other_nurse
    )
    db.session.commit()
    address = f"{LIBRARY}/tried?title=Falls+by+night"
    page = reading.get(address).text
    assert "<h1" in page
    assert "Low beds alone did not help." in page
    answer = FlaskClient.open(reading, address, headers={"Accept": "text/html, application/json"})
    assert "<h1" not in answer.text
    assert "Low beds alone did not help." in answer.text


def test_search_over_everything_finds_tests_too_and_leads_to_the_library(place: Place, reading: PageClient) -> None:
    made = project(place.ward, place.nurse, title="Calm")
    cycle(made, place.nurse, question="Does a lamp help?")
    page = reading.get("/search?q=lamp").text
    assert "Does a lamp help?" in page
    assert "Test of change, Ward 1" in page
    for number in range(11):
        cycle(made, place.nurse, question=f"Does lamp {number} help?")
    assert f"{LIBRARY}?q=lamp" in reading.get("/search?q=lamp").text


@pytest.mark.one_database
def test_words_to_look_for() -> None:
    assert words_of("The FALLS, the falls & a patient’s 2 beds_x") == ["falls", "patient", "2", "beds", "x"][:4]
    assert words_of("é" * 100) == ["é" * 40]
    assert len(words_of(" ".join(f"word{n}" for n in range(30)))) == 8
    assert telling_words("Improving pressure ulcers on our ward by 2027") == ["pressure", "ulcers"]


@pytest.mark.one_database
def test_marks_become_runs() -> None:
    assert [(run.text, run.found) for run in index.runs("a \x02fall\x03 b")] == [("a ", False), ("fall", True), (" b", False)]
    assert index.runs("") == []
