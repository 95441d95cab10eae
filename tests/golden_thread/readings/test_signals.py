"""Signals follow their charts: opened, carried on, closed by a correction, opened again, never doubled."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from qms.control.charts.refreshing import refresh_readings
from qms.control.measurements.actions import remove_measurements, store_measurements
from qms.golden_thread.metrics.models import Direction, Metric, MetricState
from qms.golden_thread.readings.models import Signal, SignalState
from qms.golden_thread.readings.queries import live_signals_of
from qms.golden_thread.readings.reasons import BACK, CORRECTED, MORE_DATA, REMOVED
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from tests.builder import Builder, months
from tests.control.rows import STEADY, rates, series_of

HIGH = (60, 58, 61, 59, 60, 62, 58)  # a run above the mean, and within the limits


@pytest.fixture
def by(build: Builder) -> Person:
    return build.person(name="Sam Okoro")


@pytest.fixture
def ward(build: Builder) -> Unit:
    return build.unit("Ward 7")


@pytest.fixture
def metric(build: Builder, ward: Unit) -> Metric:
    return build.metric(ward)


def store(metric: Metric, ward: Unit, numbers: Sequence[float], by: Person, *, until: int = 0) -> None:
    store_measurements(rates(metric, ward, numbers, until=until), by=by)


def signals(rule: str = "shift") -> list[Signal]:
    db.session.expire_all()
    return list(db.session.execute(select(Signal).filter_by(rule=rule).order_by(Signal.id)).scalars())


def test_a_shift_opens_a_signal_in_the_same_transaction(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    (signal,) = signals()
    assert (signal.first_period, signal.last_period) == (months(7)[0], months(1)[0])
    assert (signal.state, signal.type) == (SignalState.OPEN, "concern-high")
    assert signal.sentence == "7 months in a row above the average of 52.5 since April 2026: a concern."
    assert [(step.state, step.by.name) for step in signal.steps] == [(SignalState.OPEN, "Sam Okoro")]
    assert live_signals_of([signal.series_id]) == {signal.series_id: [signal]}


def test_a_steady_process_opens_none(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY], by)
    assert db.session.execute(select(Signal)).first() is None


def test_recomputing_changes_nothing(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    before = [(each.id, each.version, each.sentence) for each in signals()]
    for _ in range(2):
        refresh_readings([series_of(metric, ward).id], by=by)
    assert [(each.id, each.version, each.sentence) for each in signals()] == before
    followed = db.session.execute(select(AuditEvent.detail).filter_by(event="signal.followed")).scalars()
    assert list(followed) == [{"opened": 1, "closed": 0, "reopened": 0, "why": ""}]


def test_the_next_month_carries_the_signal_on(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by, until=1)
    (signal,) = signals()
    signal.state = SignalState.ACKNOWLEDGED
    store(metric, ward, [*STEADY, *STEADY, *HIGH, 61], by)
    (carried,) = signals()
    assert carried.id == signal.id
    assert (carried.last_period, carried.state) == (months(1)[0], SignalState.ACKNOWLEDGED)
    assert carried.sentence.startswith("8 months in a row")


def test_a_moved_mean_moves_the_first_period_and_not_the_signal(metric: Metric, ward: Unit, by: Person) -> None:
    numbers = [*STEADY, *STEADY, 53, *HIGH]
    store(metric, ward, numbers, by, until=1)
    (signal,) = signals()
    assert signal.first_period == months(9)[0]
    store(metric, ward, [*numbers, 80], by)
    (carried,) = signals()
    assert (carried.id, carried.first_period) == (signal.id, months(8)[0])
    assert carried.state is SignalState.OPEN


def test_a_correction_closes_it_with_that_reason(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    store(metric, ward, [*STEADY, *STEADY, *HIGH[:3], 40, *HIGH[4:]], by)
    (signal,) = signals()
    assert (signal.state, signal.closed_reason, signal.vanished) == (SignalState.CLOSED, CORRECTED, True)
    assert [(step.state, step.note) for step in signal.steps][1:] == [(SignalState.CLOSED, CORRECTED)]
    assert not live_signals_of([signal.series_id])


def test_a_correction_of_the_correction_opens_it_again(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    store(metric, ward, [*STEADY, *STEADY, *HIGH[:3], 40, *HIGH[4:]], by)
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    (signal,) = signals()
    assert (signal.state, signal.closed_reason, signal.vanished) == (SignalState.OPEN, "", False)
    assert [step.note for step in signal.steps] == ["", CORRECTED, BACK]


def test_one_that_a_person_closed_stays_closed(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by, until=1)
    (signal,) = signals()
    signal.state, signal.closed_reason = SignalState.CLOSED, "The bundle is in place"
    store(metric, ward, [*STEADY, *STEADY, *HIGH, 61], by)
    (kept,) = signals()
    assert (kept.state, kept.closed_reason) == (SignalState.CLOSED, "The bundle is in place")


def test_newer_data_that_move_the_limits_close_it_with_that_reason(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, 66], by, until=3)
    (signal,) = signals("outside-limits")
    assert signal.state is SignalState.OPEN
    store(metric, ward, [*STEADY, *STEADY, 66, 40, 65, 42], by)
    (closed,) = signals("outside-limits")
    assert (closed.state, closed.closed_reason) == (SignalState.CLOSED, MORE_DATA)


def test_removed_measurements_take_their_signals_along(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    remove_measurements(series_of(metric, ward), months(31), by=by, reason="Another ward's")
    assert [(each.state, each.closed_reason) for each in signals()] == [(SignalState.CLOSED, REMOVED)]


def test_an_improvement_is_a_signal_too(build: Builder, ward: Unit, by: Person) -> None:
    metric = build.metric(ward, direction="increase")
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    (signal,) = signals()
    assert (signal.type, signal.is_good_news, signal.gives_concern) == ("improvement-high", True, False)


def test_a_changed_direction_changes_what_the_signal_means(metric: Metric, ward: Unit, by: Person) -> None:
    store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    metric.direction = Direction.INCREASE
    refresh_readings([series_of(metric, ward).id], by=by)
    (signal,) = signals()
    assert (signal.type, signal.state) == ("improvement-high", SignalState.OPEN)
    assert signal.sentence.endswith("an improvement.")


def test_proposed_metrics_have_signals_and_retired_ones_open_none(build: Builder, ward: Unit, by: Person) -> None:
    proposed, retired = build.metric(ward, agreed=False), build.metric(ward, state=MetricState.RETIRED, agreed=False)
    for metric in (proposed, retired):
        store(metric, ward, [*STEADY, *STEADY, *HIGH], by)
    (signal,) = signals()
    assert signal.series.metric_id == proposed.id


def test_a_roll_up_has_a_signal_of_its_own(build: Builder, by: Person) -> None:
    trust = build.trust()
    build.unit()
    metric = build.metric(trust)
    division = db.session.execute(select(Unit).filter_by(name="Medicine")).scalar_one()
    store(metric, division, [*STEADY, *STEADY, *HIGH], by)
    assert {each.series.unit.name for each in signals()} == {"Medicine", "Riverside Trust"}


def test_the_number_of_queries_does_not_grow_with_signals(
    build: Builder, by: Person, count_queries: Callable[[], Any]
) -> None:
    counts = []
    for how_many in (2, 9):
        metric = build.metric(build.unit())
        wards = [build.unit() for _ in range(how_many)]
        for numbers in ([*STEADY, *STEADY, *HIGH], [*STEADY, *STEADY, *HIGH[:3], 40, *HIGH[4:]]):
            rows = [row for ward in wards for row in rates(metric, ward, numbers)]
            db.session.expire_all()
            with count_queries() as queries:
                store_measurements(rows, by=by)
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert len(signals()) == 11
