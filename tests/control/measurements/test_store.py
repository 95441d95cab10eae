"""Storing measurements: what is new, changed and the same, and what is kept of what was replaced."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.control.measurements.actions import remove_measurements, store_measurements
from qms.control.measurements.comparing import compare
from qms.control.measurements.models import Measurement, MeasurementRevision
from qms.control.measurements.queries import measurements_of, revisions_of
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.builder import Builder, months
from tests.control.rows import rates, series_of


def audited(event: str) -> list[dict]:
    return list(
        db.session.execute(select(AuditEvent.detail).where(AuditEvent.event == event).order_by(AuditEvent.id)).scalars()
    )


def test_new_rows_are_stored_with_a_reading(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    stored = store_measurements(rates(metric, ward, [5, 4, 6, 5]), by=by, reason="First data")
    assert str(stored) == "4 new, 0 changed, 0 the same"
    series = series_of(metric, ward)
    assert readings_of([series.id])[series.id].value == 5.0
    assert [each.numerator for each in measurements_of(series.id)] == [5, 4, 6, 5]
    assert stored.series_ids == {series.id}
    assert audited("measurement.stored") == [
        {"new": 4, "changed": 0, "same": 0, "metrics": [metric.id], "upload": None, "reason": "First data"}
    ]


def test_the_same_rows_again_touch_nothing_and_say_so(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    rows = rates(metric, ward, [5, 4, 6, 5])
    store_measurements(rows, by=by)
    db.session.commit()
    written = db.session.scalar(select(Reading.written_at))
    again = store_measurements(rows, by=by)
    assert str(again) == "0 new, 0 changed, 4 the same"
    assert again.nothing_changed
    assert again.sentence == "Nothing changed: all 4 rows are stored already."
    assert not again.series_ids
    assert db.session.scalar(select(Reading.written_at)) == written
    assert len(audited("measurement.stored")) == 1


def test_a_changed_value_keeps_the_replaced_one_with_who_and_why(build: Builder) -> None:
    ward, by = build.unit(), build.person(name="Sam Okoro")
    metric = build.metric(ward)
    rows = rates(metric, ward, [5, 4, 6, 5])
    store_measurements(rows, by=by)
    changed = rows[2]._replace(numerator=9.0)
    stored = store_measurements([*rows[:2], changed, rows[3]], by=by, reason="Two falls were reported late")
    assert str(stored) == "0 new, 1 changed, 3 the same"
    series = series_of(metric, ward)
    (revision,) = revisions_of(series.id)
    assert (revision.period, revision.numerator, revision.denominator) == (rows[2].period, 6, 1000)
    assert revision.replaced_by.name == "Sam Okoro"
    assert revision.reason == "Two falls were reported late"
    assert db.session.get(Measurement, (series.id, rows[2].period)).numerator == 9


def test_comparing_counts_and_stores_nothing(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    rows = rates(metric, ward, [5, 4, 6])
    assert str(compare(rows).counts) == "3 new, 0 changed, 0 the same"
    assert db.session.scalar(select(func.count()).select_from(Series)) == 0
    store_measurements(rows[:2], by=by)
    assert str(compare([rows[0]._replace(numerator=1.0), *rows[1:]]).counts) == "1 new, 1 changed, 1 the same"
    assert store_measurements([], by=by).sentence == "There were no rows."


def test_two_rows_for_the_same_period_are_refused(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    (row,) = rates(build.metric(ward), ward, [5])
    with pytest.raises(ValueError, match="Two rows are for"):
        store_measurements([row, row._replace(numerator=6.0)], by=by)


def test_a_failed_store_leaves_nothing(app: Flask, build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward, name="Seen in time", chart="p", data_kind="proportion", multiplier=1.0)
    rows = rates(metric, ward, [5, 4, 6])
    with pytest.raises(ValueError, match=r"Seen in time, Unit 1 in 2026-09-01: the numerator .* is above the denominator"):
        store_measurements([rows[0], rows[1]._replace(numerator=2000.0)], by=by)
    db.session.rollback()
    for table in (Series, Measurement, Reading, AuditEvent):
        where = AuditEvent.event == "measurement.stored" if table is AuditEvent else True
        assert db.session.scalar(select(func.count()).select_from(table).where(where)) == 0


def test_removed_measurements_are_kept_as_revisions(build: Builder) -> None:
    ward, by = build.unit(), build.person()
    metric = build.metric(ward)
    store_measurements(rates(metric, ward, [5, 4, 6, 5]), by=by)
    series, last = series_of(metric, ward), months(1)[0]
    assert remove_measurements(series, [last], by=by, reason="Counted twice") == 1
    assert readings_of([series.id])[series.id].value == 6.0
    assert [(each.period, each.reason) for each in revisions_of(series.id)] == [(last, "Counted twice")]
    assert remove_measurements(series, [last], by=by, reason="Again") == 0


def test_a_series_that_lost_everything_has_no_reading(build: Builder) -> None:
    trust = build.trust()
    ward, by = build.unit(parent=trust), build.person()
    metric = build.metric(trust)
    store_measurements(rates(metric, ward, [5, 4, 6]), by=by)
    assert len(readings_of([series_of(metric, unit).id for unit in (ward, trust)])) == 2
    remove_measurements(series_of(metric, ward), months(3), by=by, reason="Another ward's")
    assert not readings_of([series_of(metric, unit).id for unit in (ward, trust)])
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 0
    assert db.session.scalar(select(func.count()).select_from(MeasurementRevision)) == 3


def test_what_is_summed_can_only_be_corrected_where_it_is_reported(build: Builder) -> None:
    trust = build.trust()
    ward, by = build.unit(parent=trust), build.person()
    metric = build.metric(trust)
    store_measurements(rates(metric, ward, [5, 4, 6]), by=by)
    with pytest.raises(ValueError, match="summed from the units below"):
        remove_measurements(series_of(metric, trust), months(1), by=by, reason="")
