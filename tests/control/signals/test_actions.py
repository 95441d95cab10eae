"""What somebody says about a signal is stored, in order, under their name."""

import pytest
from sqlalchemy import select

from qms.control.signals import actions
from qms.control.signals.actions import NotPossibleError
from qms.control.signals.queries import possible_owners
from qms.golden_thread.readings.models import Signal, SignalState
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.signals.making import WORSE, measured, signal_at, ward_of


@pytest.fixture
def signal(build: Builder) -> Signal:
    """An open concern on Ward 1."""
    trust = build.trust()
    ward = ward_of(trust)
    measured(build, build.metric(trust, name="Falls"), ward)
    return signal_at(ward)


@pytest.fixture
def manager(build: Builder, signal: Signal) -> Person:
    """The ward's manager."""
    return build.person(RoleName.WARD_MANAGER, signal.series.unit, name="Ann Lee")


def _stored(signal: Signal) -> Signal:
    db.session.commit()
    db.session.expire_all()
    return db.session.get_one(Signal, signal.id)


def test_the_whole_life_is_kept_step_by_step(signal: Signal, manager: Person) -> None:
    actions.acknowledge(signal, by=manager)
    actions.explain(signal, cause="The alarm was off.", by=manager)
    actions.act(signal, decision="Charge the alarms.", owner=manager, by=manager)
    actions.close(signal, reason="Falls are back at their usual level.", by=manager)
    stored = _stored(signal)
    states = [each.state for each in stored.steps]
    assert states == [*SignalState]
    assert [each.by_id for each in stored.steps[1:]] == [manager.id] * 4
    assert (stored.owner_id, stored.cause, stored.decision) == (manager.id, "The alarm was off.", "Charge the alarms.")
    events = db.session.execute(select(AuditEvent).where(AuditEvent.by_id == manager.id).order_by(AuditEvent.id)).scalars()
    assert [each.event for each in events] == ["signal.acknowledged", "signal.explained", "signal.acted", "signal.closed"]


def test_acknowledging_twice_is_one_step(signal: Signal, manager: Person) -> None:
    actions.acknowledge(signal, by=manager)
    actions.acknowledge(signal, by=manager)
    assert len(_stored(signal).steps) == 2


def test_another_person_learns_who_has_it(build: Builder, signal: Signal, manager: Person) -> None:
    actions.acknowledge(signal, by=manager)
    other = build.person(RoleName.WARD_MANAGER, signal.series.unit)
    with pytest.raises(NotPossibleError, match="Ann Lee is looking into it already"):
        actions.acknowledge(signal, by=other)


def test_a_cause_found_after_the_decision_does_not_undo_it(signal: Signal, manager: Person) -> None:
    actions.act(signal, decision="Charge the alarms.", owner=manager, by=manager)
    actions.explain(signal, cause="They were flat.", by=manager)
    stored = _stored(signal)
    assert stored.state is SignalState.ACTED
    assert stored.steps[-1].note == "They were flat."


def test_the_same_words_again_are_no_further_step(signal: Signal, manager: Person) -> None:
    for _ in range(2):
        actions.explain(signal, cause="They were flat.", by=manager)
        actions.act(signal, decision="Charge them.", owner=manager, by=manager)
    assert len(_stored(signal).steps) == 3


def test_what_is_closed_must_be_opened_before_it_is_answered(signal: Signal, manager: Person) -> None:
    actions.close(signal, reason="One very ill patient.", by=manager)
    for answer in (
        lambda: actions.acknowledge(signal, by=manager),
        lambda: actions.explain(signal, cause="x", by=manager),
        lambda: actions.act(signal, decision="x", owner=manager, by=manager),
        lambda: actions.close(signal, reason="x", by=manager),
    ):
        with pytest.raises(NotPossibleError, match="closed"):
            answer()
    actions.reopen(signal, reason="It happened again.", by=manager)
    stored = _stored(signal)
    assert (stored.state, stored.owner_id, stored.closed_reason) == (SignalState.OPEN, None, "")


def test_what_the_chart_no_longer_has_cannot_be_opened(build: Builder, signal: Signal, manager: Person) -> None:
    metric, unit = signal.series.metric, signal.series.unit
    measured(build, metric, unit, (*WORSE[:-1], 50))
    stored = _stored(signal)
    assert (stored.state, stored.vanished) == (SignalState.CLOSED, True)
    with pytest.raises(NotPossibleError, match="does not show it any more"):
        actions.reopen(stored, reason="But still.", by=manager)


def test_closed_by_a_person_stays_closed_when_more_data_come(build: Builder, signal: Signal, manager: Person) -> None:
    actions.close(signal, reason="One very ill patient.", by=manager)
    db.session.commit()
    measured(build, signal.series.metric, signal.series.unit, (*WORSE[1:], 52))
    assert _stored(signal).state is SignalState.CLOSED


def test_owners_are_those_who_may_answer_here(build: Builder, signal: Signal, manager: Person) -> None:
    division = signal.series.unit.parent
    assert division is not None
    coach = build.person(RoleName.COACH, division, name="Coach Cole")
    build.person(RoleName.VIEWER, signal.series.unit)
    build.person(RoleName.WARD_MANAGER, ward_of(division, "Ward 2"))
    assert [each.id for each in possible_owners(signal.series)] == [manager.id, coach.id]
