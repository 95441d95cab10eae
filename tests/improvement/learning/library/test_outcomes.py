"""What came of things: of tests, projects, plans and ideas."""

import datetime as dt

from qms.golden_thread.documents import Outcome
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Stage
from qms.kernel import clock
from qms.kernel.db import db
from qms.planning.drivers.models import Driver
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY, ask, entry, plan_with_idea
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient


def test_tests_tell_what_came_of_them(place: Place, addresses: None) -> None:
    made = project(place.ward, place.nurse)
    kept, dropped = (cycle(made, place.nurse, question=f"Does a {what} help?") for what in ("lamp", "bell"))
    decide(kept, decision=Decision.ADOPT, reason="No fall since.", by=place.nurse)
    decide(dropped, decision=Decision.ABANDON, reason="It woke everybody.", by=place.nurse)
    db.session.commit()
    assert ask(outcome=Outcome.ADOPTED) == ["Does a lamp help?"]
    assert ask(outcome=Outcome.ABANDONED) == ["Does a bell help?"]
    assert ask(outcome=Outcome.WORKED) == [], "that is for a chart to say"
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


def test_a_project_that_its_team_abandoned_says_so_and_why(place: Place, reading: PageClient) -> None:
    made = project(place.ward, place.nurse)
    change_stage(made, stage=Stage.ABANDONED, since=clock.today(), learned="Low beds alone did not help.", by=place.nurse)
    db.session.commit()
    page = reading.get(f"{LIBRARY}?q=falls&outcome=abandoned").text
    assert "1 thing tells of “falls”: teams abandoned 1." in page
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
    assert (known.outcome, known.result) == (Outcome.ADOPTED, "Adopted once.")
    db.session.delete(db.session.get_one(Driver, plan_with_idea(build, place, "Glow paint").id))
    db.session.commit()
    assert ask("glow paint") == []
