"""What is kept of charts: in step with measurements, the day of the change and the links, in as many queries for many."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.metrics.models import Metric, Series
from qms.improvement.evidence.comparing import judgements_of
from qms.improvement.evidence.gathering import facts_of
from qms.improvement.evidence.jobs import mend_findings, recheck_findings
from qms.improvement.evidence.models import Finding
from qms.improvement.evidence.queries import trials_of
from qms.improvement.evidence.standing import standings
from qms.improvement.evidence.verdict import verdict_of
from qms.improvement.measures.actions import link_measure, unlink_measure
from qms.improvement.measures.presenters import change_of
from qms.improvement.measures.queries import link as link_by_id
from qms.improvement.pdsa.actions import decide, undo_decision
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.team.actions import add_member
from qms.kernel.db import db
from qms.spc import Judgement
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, falls, project
from tests.page_client import PageClient

CHANGE, LATE = dt.date(2026, 3, 3), dt.date(2026, 10, 28)
BEFORE = [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5]
SINCE = [3.0, 2, 3, 4, 3, 2, 3, 4]


def changed(place: Place, metric: Metric, values: list[float]) -> tuple[Project, Series, PdsaCycle]:
    """A project with an aim, a colleague and a change adopted in March, on the monthly values until October."""
    series = falls(metric, place.ward, values)
    made = project(place.ward, place.nurse, series=series)
    edit_charter(made, aim="From 6 to 4 by March.", by=place.nurse)
    add_member(made, person=place.reader, part="Nurse", by=place.nurse)
    test = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 1))
    decide(test, decision=Decision.ADOPT, reason="It works.", on=CHANGE, by=place.nurse)
    db.session.commit()
    return made, series, test


def past_the_session(statement: Any) -> None:
    """A statement that no session is told of, as a table that is restored."""
    db.session.connection().execute(statement)
    db.session.commit()
    db.session.expire_all()


def kept() -> list[tuple[dt.date, Judgement | None]]:
    return [(each.change_on, each.judgement) for each in db.session.query(Finding).order_by(Finding.link_id)]


def test_a_project_stands_where_its_chart_says(place: Place, build: Builder) -> None:
    made, _, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    found = standings([made.id])[made.id]
    assert found.judgement is Judgement.IMPROVEMENT
    assert found.score == 4.0
    assert found.words == "Real improvement"


def test_new_measurements_bring_the_finding_along_in_the_same_transaction(place: Place, build: Builder) -> None:
    metric = build.metric(place.ward, name="Falls")
    changed(place, metric, [*BEFORE, 3.0, 2, 3])
    assert kept() == [(CHANGE, Judgement.TOO_EARLY)], "asked when the change was adopted"
    falls(metric, place.ward, [*BEFORE, *SINCE])
    assert kept() == [(CHANGE, Judgement.IMPROVEMENT)]
    falls(metric, place.ward, [*BEFORE, *BEFORE[:8]])
    assert kept() == [(CHANGE, Judgement.CHANCE)]


def test_findings_follow_the_tests_of_change(place: Place, build: Builder) -> None:
    made, _, test = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    assert kept() == [(CHANGE, Judgement.IMPROVEMENT)]
    undo_decision(test, by=place.nurse)
    decide(test, decision=Decision.ADOPT, reason="It works.", on=LATE, by=place.nurse)
    db.session.commit()
    assert kept() == [(LATE, None)], "nothing was measured since"
    assert verdict_of(facts_of([made.id])[made.id].measures) is None
    undo_decision(test, by=place.nurse)
    db.session.delete(test)
    db.session.commit()
    assert kept() == [], "without a change nothing is kept"
    assert verdict_of(facts_of([made.id])[made.id].measures) is None


def test_a_change_that_was_rolled_back_leaves_the_finding_as_it_was(place: Place, build: Builder) -> None:
    _, _, test = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    undo_decision(test, by=place.nurse)
    db.session.rollback()
    db.session.commit()
    assert kept() == [(CHANGE, Judgement.IMPROVEMENT)]


def test_a_finding_of_another_day_is_passed_over_and_mended_at_night(place: Place, build: Builder) -> None:
    made, _, test = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    assert recheck_findings() == "1 project with measures rechecked, 0 findings brought up to date."
    past_the_session(db.update(PdsaCycle.__table__).where(PdsaCycle.id == test.id).values(decided_on=LATE))
    assert kept() == [(CHANGE, Judgement.IMPROVEMENT)]
    assert verdict_of(facts_of([made.id])[made.id].measures) is None, "nothing was measured since"
    assert recheck_findings() == "1 project with measures rechecked, 1 finding brought up to date."
    assert recheck_findings() == "1 project with measures rechecked, 0 findings brought up to date."


def test_what_is_written_in_bulk_is_followed_before_the_commit(place: Place, build: Builder) -> None:
    _, _, test = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    db.session.execute(db.update(PdsaCycle).where(PdsaCycle.id == test.id).values(decided_on=LATE))
    db.session.rollback()
    db.session.commit()
    assert kept() == [(CHANGE, Judgement.IMPROVEMENT)]
    db.session.execute(db.update(PdsaCycle).where(PdsaCycle.id == test.id).values(decided_on=LATE))
    db.session.commit()
    assert kept() == [(LATE, None)]
    db.session.execute(db.delete(PdsaCycle).where(PdsaCycle.id == test.id))
    db.session.commit()
    assert kept() == []


def test_what_came_past_the_session_is_seen_to_within_minutes(place: Place, build: Builder) -> None:
    made, _, test = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    assert mend_findings() == "Every finding is kept."
    past_the_session(db.delete(Finding.__table__))
    assert judgements_of([made.id]) == {made.id: Judgement.IMPROVEMENT}, "asked of the chart"
    assert kept() == [], "reading writes nothing"
    assert mend_findings() == "1 project had findings that were missing or of another day."
    assert kept() == [(CHANGE, Judgement.IMPROVEMENT)]
    past_the_session(db.update(PdsaCycle.__table__).where(PdsaCycle.id == test.id).values(decided_on=LATE))
    mend_findings()
    assert kept() == [(LATE, None)]
    past_the_session(db.delete(PdsaCycle.__table__).where(PdsaCycle.id == test.id))
    mend_findings()
    assert kept() == []
    assert mend_findings() == "Every finding is kept."


@pytest.mark.one_database
def test_a_page_asks_the_charts_once_and_keeps_nothing(client: PageClient, place: Place, build: Builder) -> None:
    made, _, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    address = f"/improvement/projects.csv?unit={place.ward.id}"
    whole = client.sign_in(place.reader).get(address).text
    assert made.title in whole
    past_the_session(db.delete(Finding.__table__))
    assert client.get(address).text == whole
    assert kept() == []


def test_unlinking_takes_the_finding_with_it(place: Place, build: Builder) -> None:
    made, _, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    assert kept()
    unlink_measure(link_by_id(db.session.query(ProjectMeasure.id).scalar()), by=place.nurse)
    db.session.commit()
    assert kept() == []
    assert facts_of([made.id])[made.id].measures == ()


def test_lists_compare_from_the_same_day_as_the_projects_page(place: Place) -> None:
    made = project(place.ward, place.nurse)
    days = [dt.date(2026, 2, 10), dt.date(2026, 1, 5), dt.date(2999, 1, 1)]
    tests = [cycle(made, place.nurse, starts_on=day) for day in days]

    def same() -> dt.date | None:
        change = change_of(cycles_of([made.id])[made.id])
        assert trials_of([made.id])[made.id].change_on == (change.on if change else None)
        return change.on if change else None

    assert same() == dt.date(2026, 1, 5)
    decide(tests[0], decision=Decision.ADAPT, reason="Too bright.", by=place.nurse)
    assert same() == dt.date(2026, 1, 5)
    decide(tests[1], decision=Decision.ADOPT, reason="It works.", on=CHANGE, by=place.nurse)
    assert same() == CHANGE
    found = trials_of([made.id])[made.id]
    assert (found.done, found.running, found.adopted) == (2, 0, 1)


def test_everybody_named_counts_once(place: Place) -> None:
    made = project(place.ward, place.nurse)
    assert facts_of([made.id])[made.id].people == 1
    edit_charter(made, sponsor=place.nurse, coach=place.coach, by=place.nurse)
    assert facts_of([made.id])[made.id].people == 2


@pytest.mark.one_database
def test_the_queries_do_not_grow_with_the_projects(place: Place, build: Builder, count_queries: Callable[[], Any]) -> None:
    ids = []
    for number in range(5):
        made, _, test = changed(place, build.metric(place.ward, name=f"Falls {number}"), [*BEFORE, *SINCE])
        undo_decision(test, by=place.nurse)
        decide(test, decision=Decision.ADOPT, reason="Yes.", on=CHANGE + dt.timedelta(days=number), by=place.nurse)
        db.session.commit()
        ids.append(made.id)

    def asked(some: list[int]) -> int:
        db.session.expunge_all()
        with count_queries() as queries:
            assert len(standings(some)) == len(some)
        return len(queries)

    db.session.execute(db.delete(Finding))
    db.session.commit()
    asked(ids[:1])  # reads the settings, which are read once
    of_charts = asked(ids[1:2])
    assert asked(ids[2:]) == of_charts
    recheck_findings()
    db.session.commit()
    kept_one = asked(ids[:1])
    assert asked(ids) == asked(ids[:1]) <= kept_one < of_charts, "what is kept needs no chart"
    assert standings([]) == {}
    assert standings([9999]) == {}


def test_linking_a_measure_of_another_project_keeps_them_apart(place: Place, build: Builder) -> None:
    made, series, _ = changed(place, build.metric(place.ward, name="Falls"), [*BEFORE, *SINCE])
    other = project(place.other_ward, place.other_nurse, title="Another")
    link_measure(other, series=series, by=place.other_nurse)
    db.session.commit()
    found = standings([made.id, other.id])
    assert found[made.id].judgement is Judgement.IMPROVEMENT
    assert found[other.id].verdict is None, "it has changed nothing yet"
