"""Decisions on a chart: each changes the reading in the same transaction, stays on record, and can be undone."""

import pytest
from sqlalchemy import select

from qms.control.charts.actions import DecisionRefused, annotate, exclude_point, recalculate_limits, undo
from qms.control.charts.models import Annotation, Exclusion, PhaseStart
from qms.control.charts.queries import decisions
from qms.control.measurements.actions import remove_measurements, store_measurements
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from tests.builder import Builder, months
from tests.control.rows import STEADY, rates, series_of


@pytest.fixture
def by(build: Builder) -> Person:
    return build.person()


@pytest.fixture
def series(build: Builder, by: Person) -> Series:
    """Two steady years, then one far higher."""
    ward = build.unit()
    metric = build.metric(ward)
    store_measurements(rates(metric, ward, [*STEADY, *STEADY, *(number + 40 for number in STEADY)]), by=by)
    return series_of(metric, ward)


def reading(series: Series) -> dict:
    """What the reading says now, the moment aside."""
    row = db.session.execute(select(Reading).filter_by(series_id=series.id)).scalar_one()
    db.session.refresh(row)
    names = [column.name for column in Reading.__table__.columns if column.name != "written_at"]
    return {name: getattr(row, name) for name in names}


def test_limits_recalculated_and_undone(series: Series, by: Person) -> None:
    before = reading(series)
    decision = recalculate_limits(series, period=months(12)[0], reason="The ward moved", by=by)
    after = reading(series)
    assert before["variation"] == "concern-high"
    assert after["variation"] == "common-cause"
    assert after["centre"] > before["centre"]
    undo(decision, by=by)
    assert reading(series) == before
    assert decisions(PhaseStart, series.id) == []
    assert [each.undone_by_id for each in decisions(PhaseStart, series.id, undone=True)] == [by.id]


def test_a_signal_that_recalculated_limits_end_is_closed_with_that_reason(series: Series, by: Person) -> None:
    recalculate_limits(series, period=months(12)[0], reason="The ward moved", by=by)
    signals = list(db.session.execute(select(Signal).order_by(Signal.id)).scalars())
    assert signals
    assert {each.state for each in signals} == {SignalState.CLOSED}
    assert all(each.closed_reason.startswith("Limits were recalculated on ") for each in signals)


def test_a_point_left_out_and_put_back(series: Series, by: Person) -> None:
    before = reading(series)
    decision = exclude_point(series, period=months(1)[0], reason="The ward was closed", by=by)
    assert reading(series)["period"] == months(2)[0]
    assert reading(series)["next_due"] == before["next_due"], "an excluded point was measured: nothing is late"
    undo(decision, by=by)
    assert reading(series) == before


def test_a_note_leaves_the_reading_alone(series: Series, by: Person) -> None:
    before = reading(series)
    note = annotate(series, period=months(5)[0], text="New falls bundle", by=by)
    assert [each.text for each in decisions(Annotation, series.id)] == ["New falls bundle"]
    undo(note, by=by)
    assert decisions(Annotation, series.id) == []
    assert reading(series) == before


def test_each_decision_is_audited(series: Series, by: Person) -> None:
    undo(exclude_point(series, period=months(1)[0], reason="Closed", by=by), by=by)
    events = db.session.execute(select(AuditEvent.event).filter_by(subject="series").order_by(AuditEvent.id)).scalars()
    assert list(events) == ["series.point-excluded", "series.decision-undone"]


def test_what_the_chart_does_not_allow_is_refused(series: Series, by: Person) -> None:
    with pytest.raises(DecisionRefused, match="There is no point on 1 November 2026"):
        recalculate_limits(series, period=months(1)[0].replace(month=11), reason="", by=by)
    with pytest.raises(DecisionRefused, match="begin at the first point anyway"):
        recalculate_limits(series, period=months(36)[0], reason="", by=by)
    decision = exclude_point(series, period=months(1)[0], reason="", by=by)
    with pytest.raises(DecisionRefused, match="left out already"):
        exclude_point(series, period=months(1)[0], reason="", by=by)
    undo(decision, by=by)
    with pytest.raises(DecisionRefused, match="undone already"):
        undo(decision, by=by)


def test_an_exclusion_outlives_its_measurement(series: Series, by: Person) -> None:
    exclude_point(series, period=months(2)[0], reason="", by=by)
    remove_measurements(series, [months(2)[0]], by=by, reason="")
    assert reading(series)["points"] == 35
    assert len(decisions(Exclusion, series.id)) == 1
