"""What cases do to the signals and the reading of their sequence."""

import datetime as dt
from dataclasses import replace

import pytest

from qms.control.cusums import queries
from qms.control.cusums.actions import SequenceRefused, change_sequence, close_sequence, reopen_sequence, start_sequence
from qms.control.cusums.case_actions import (
    CaseFacts,
    CaseRefused,
    add_case,
    add_cases,
    correct_case,
    remove_case,
    restore_case,
)
from qms.control.cusums.charting import charts_of
from qms.control.cusums.models import OutcomeReading, OutcomeSequence, Side
from qms.control.cusums.signal_actions import NotPossible, explain, see
from qms.control.cusums.watching import bring_up_to_date
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from qms.unit_uses import uses_of
from tests.builder import Builder
from tests.control.cusums.making import FACTS, FIRST, happen, signals, start

CLUSTER = [0] * 5 + [1] * 4
LATER = FIRST + dt.timedelta(days=60)


@pytest.fixture
def lead(build: Builder) -> Person:
    return build.person(RoleName.WARD_MANAGER, build.unit("Oak Ward"))


@pytest.fixture
def flaps(lead: Person) -> OutcomeSequence:
    return start(lead.memberships[0].unit, lead)


def test_a_cluster_of_events_raises_one_signal_that_says_since_when(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, CLUSTER)
    (signal,) = signals()
    assert (signal.side, signal.is_live) == (Side.WORSE, True)
    assert signal.began_on == FIRST + dt.timedelta(days=5)
    assert signal.crossed_on == FIRST + dt.timedelta(days=8)
    happen(flaps, lead, [1, 1], first=LATER)
    assert signals() == [signal]


def test_many_cases_without_the_event_are_good_news(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, [0] * 60)
    assert [signal.side for signal in signals()] == [Side.BETTER]


def test_an_explained_signal_begins_its_chart_again_and_the_next_crossing_is_another(
    flaps: OutcomeSequence, lead: Person
) -> None:
    happen(flaps, lead, CLUSTER)
    explain(signals()[0], cause="The microscope was out for repair.", by=lead)
    db.session.commit()
    assert [signal.is_live for signal in signals()] == [False]
    happen(flaps, lead, [0], first=LATER)
    charts = charts_of(flaps, queries.cases_of(flaps), queries.signals_of(flaps))
    assert charts is not None
    assert charts.worse.sums[-1] == 0
    happen(flaps, lead, [1] * 4, first=LATER + dt.timedelta(days=1))
    assert [signal.is_live for signal in signals()] == [False, True]
    assert signals()[1].began_on == LATER + dt.timedelta(days=1)


def test_a_correction_withdraws_the_signal_and_another_brings_one_back(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, CLUSTER)
    last = queries.cases_of(flaps)[-1]
    correct_case(last, facts=CaseFacts(last.happened_on, False), by=lead)
    db.session.commit()
    assert signals() == []
    correct_case(last, facts=CaseFacts(last.happened_on, True), by=lead)
    db.session.commit()
    assert len(signals()) == 1


def test_a_removed_case_leaves_every_chart_and_can_be_put_back(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, CLUSTER)
    case = queries.cases_of(flaps)[6]
    remove_case(case, by=lead)
    db.session.commit()
    assert (len(queries.cases_of(flaps)), signals()) == (8, [])
    assert queries.removed_cases(flaps) == [case]
    restore_case(case, by=lead)
    db.session.commit()
    assert (len(queries.cases_of(flaps)), len(signals())) == (9, 1)


def test_cases_count_in_the_order_of_their_days(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, [0, 0], first=LATER)
    add_case(flaps, facts=CaseFacts(FIRST, True), by=lead)
    assert next(case.happened_on for case in queries.cases_of(flaps)) == FIRST


def test_the_reading_is_what_the_charts_say(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, CLUSTER)
    charts = charts_of(flaps, queries.cases_of(flaps), queries.signals_of(flaps))
    reading = db.session.get_one(OutcomeReading, flaps.id)
    assert charts is not None
    assert (reading.cases, reading.events) == (9, 4)
    assert reading.expected == pytest.approx(0.9)
    assert reading.worse_sum == pytest.approx(charts.worse.sums[-1])
    assert reading.last_on == FIRST + dt.timedelta(days=8)


def test_bringing_it_up_to_date_again_changes_nothing(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, CLUSTER)
    before = db.session.query(AuditEvent).count()
    bring_up_to_date(flaps)
    bring_up_to_date(flaps)
    assert (len(signals()), db.session.query(AuditEvent).count()) == (1, before)


def test_new_limits_judge_all_cases_anew(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, CLUSTER)
    change_sequence(flaps, facts=replace(FACTS, worse_limit=4.0), owner=lead, by=lead)
    assert signals() == []


def test_somebody_looks_into_it_and_nobody_else(flaps: OutcomeSequence, lead: Person, build: Builder) -> None:
    happen(flaps, lead, CLUSTER)
    (signal,) = signals()
    see(signal, by=lead)
    see(signal, by=lead)
    with pytest.raises(NotPossible, match="already"):
        see(signal, by=build.person(name="Somebody else"))
    explain(signal, cause="Found.", by=lead)
    with pytest.raises(NotPossible, match="answered"):
        explain(signal, cause="Found again.", by=lead)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (CaseFacts(dt.date(2027, 1, 1), False), "has not come"),
        (CaseFacts(dt.date(1926, 1, 1), False), "year"),
    ],
)
def test_refuses_a_day_that_cannot_be(flaps: OutcomeSequence, lead: Person, facts: CaseFacts, said: str) -> None:
    with pytest.raises(CaseRefused, match=said):
        add_case(flaps, facts=facts, by=lead)


@pytest.mark.parametrize("risk", [None, 0.0, 1.0, 5.0])
def test_refuses_a_risk_that_cannot_be_where_each_case_has_its_own(lead: Person, risk: float | None) -> None:
    one = start(lead.memberships[0].unit, lead, replace(FACTS, expected_risk=None))
    with pytest.raises(CaseRefused, match="risk"):
        add_case(one, facts=CaseFacts(FIRST, True, risk), by=lead)
    with pytest.raises(CaseRefused, match="risk"):
        add_cases(one, many=[CaseFacts(FIRST, True, 0.2), CaseFacts(FIRST, True, risk)], by=lead)
    assert queries.cases_of(one) == []


def test_one_risk_for_all_is_kept_where_cases_have_none(flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, [0])
    with pytest.raises(SequenceRefused, match="no risk of their own"):
        change_sequence(flaps, facts=replace(FACTS, expected_risk=None), owner=lead, by=lead)


def test_a_closed_sequence_takes_no_cases_and_frees_its_name(flaps: OutcomeSequence, lead: Person) -> None:
    unit = lead.memberships[0].unit
    with pytest.raises(SequenceRefused, match="already"):
        start_sequence(facts=replace(FACTS, name="FREE FLAPS"), unit=unit, owner=lead, by=lead)
    assert len(uses_of(unit)) == 1
    close_sequence(flaps, reason="The service has moved.", by=lead)
    assert not uses_of(unit)
    with pytest.raises(CaseRefused, match="not followed"):
        add_case(flaps, facts=CaseFacts(FIRST, True), by=lead)
    start(unit, lead)
    with pytest.raises(SequenceRefused, match="already"):
        reopen_sequence(flaps, by=lead)
