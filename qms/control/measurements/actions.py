"""Writes of measurements: store, remove, and sum again. Each brings roll-ups, readings and signals with it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import delete, insert, select, update

from qms.control.charts.refreshing import refresh_readings
from qms.control.measurements.between import days_after_removal, with_days_between
from qms.control.measurements.comparing import SeriesByName, compare, series_by_name
from qms.control.measurements.models import Measurement, MeasurementRevision, Upload
from qms.control.measurements.queries import FIGURES
from qms.control.measurements.rows import Comparison, Row, Stored
from qms.control.measurements.settling import settle
from qms.control.measurements.writing import Written, delete_measurements, upsert_measurements
from qms.golden_thread.metrics.holding import hold_metrics
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.reasons import CORRECTED, MORE_DATA, REMOVED
from qms.kernel import audit, clock
from qms.kernel.audit import Author
from qms.kernel.db import db

STORED = audit.declare("measurement.stored", "new", "changed", "same", "metrics", "upload", "reason")
EVENT_BEFORE_REMOVED = "The event before it was removed"
MEASUREMENT_REMOVED = audit.declare("measurement.removed", "periods", "reason")


def store_measurements(rows: Sequence[Row], *, by: Author, upload: Upload | None = None, reason: str = "") -> Stored:
    """Store the rows: new ones are added, others replace what is there and keep it as a revision, equal ones touch nothing.

    Days between events that were not sent are worked out from the dates. Roll-ups, readings and signals follow in the same
    transaction. A row for a unit whose series was summed from below makes that series the unit's own. Raises ValueError
    where two rows are for the same period of the same series."""
    hold_metrics(row.metric_id for row in rows)
    rows = with_days_between(rows)
    known = series_by_name(rows)
    comparison = compare(rows, known)
    counts = comparison.counts
    if counts.nothing_changed:
        return counts
    ids, restructured = _own_series(rows, comparison, known)
    _keep_replaced(rows, comparison, ids, by=by, reason=reason)
    places = [*comparison.new, *comparison.changed]
    upload_id = upload.id if upload else None
    upsert_measurements([Written(ids[rows[at][:3]], rows[at].period, rows[at].figures, None, upload_id) for at in places])
    touched = {ids[rows[at][:3]] for at in places}
    metrics = sorted({rows[at].metric_id for at in places})
    touched |= settle(metrics, periods=None if restructured else {rows[at].period for at in places})
    audit.record(
        STORED, by=by, subject_id=upload_id, upload=upload_id, reason=reason, metrics=metrics,
        new=counts.new, changed=counts.changed, same=counts.same,
    )  # fmt: skip
    refresh_readings(sorted(touched), by=by, why=CORRECTED if counts.changed or restructured else MORE_DATA)
    return Stored(counts.new, counts.changed, counts.same, frozenset(touched))


def remove_measurements(series: Series, periods: Iterable[dt.date], *, by: Author, reason: str) -> int:
    """Take measurements out of a series that reports its own, keeping each as a revision; returns how many there were.

    Raises ValueError for a rolled-up series: what it is summed from must be corrected instead."""
    if series.rolled_up:
        raise ValueError("This series is summed from the units below it. Correct the figures there.")
    hold_metrics([series.metric_id])
    statement = select(Measurement.period, *FIGURES).where(
        Measurement.series_id == series.id, Measurement.period.in_(sorted(set(periods)))
    )
    found = db.session.execute(statement).all()
    if not found:
        return 0
    now = clock.now()
    following = days_after_removal((series.metric_id, series.unit_id, series.stratum), {row.period for row in found})
    db.session.execute(
        insert(MeasurementRevision),
        [
            {**row._mapping, "series_id": series.id, "replaced_at": now, "replaced_by_id": by.id, "reason": reason}
            for row in found
        ],
    )
    delete_measurements([(series.id, row.period) for row in found])
    if following:
        store_measurements(following, by=by, reason=EVENT_BEFORE_REMOVED)
    audit.record(
        MEASUREMENT_REMOVED, by=by, subject_id=series.id, reason=reason, periods=[row.period.isoformat() for row in found]
    )
    touched = {series.id} | settle([series.metric_id])
    refresh_readings(sorted(touched), by=by, why=REMOVED)
    return len(found)


def sum_again(metric_ids: Iterable[int], *, by: Author, why: str = CORRECTED, also: Iterable[int] = ()) -> None:
    """Recompute the metrics' roll-ups after units moved or a definition changed, and the readings that follow.

    `also`: series whose readings are stale although no measurement of theirs changed."""
    ids = sorted(set(metric_ids))
    hold_metrics(ids)
    refresh_readings(sorted(settle(ids) | set(also)), by=by, why=why)


def _own_series(
    rows: Sequence[Row], comparison: Comparison, known: SeriesByName
) -> tuple[dict[tuple[int, int, str], int], bool]:
    """The ids of the rows' series, made where missing; and whether what reports for what has changed by that."""
    names = {rows[at][:3] for at in (*comparison.new, *comparison.changed)}
    summed = [known[name].id for name in names if name in known and known[name].rolled_up]
    if summed:
        db.session.execute(update(Series).where(Series.id.in_(summed)).values(rolled_up=False))
        db.session.execute(delete(Measurement).where(Measurement.series_id.in_(summed)))
    missing = sorted(names - known.keys())
    if missing:
        db.session.execute(
            insert(Series), [{"metric_id": metric, "unit_id": unit, "stratum": stratum} for metric, unit, stratum in missing]
        )
        known = series_by_name(rows)
    return {name: known[name].id for name in names}, bool(summed or missing)


def _keep_replaced(
    rows: Sequence[Row], comparison: Comparison, ids: dict[tuple[int, int, str], int], *, by: Author, reason: str
) -> None:
    now = clock.now()
    revisions = [
        {
            "series_id": ids[rows[at][:3]], "period": rows[at].period, **before._asdict(),
            "replaced_at": now, "replaced_by_id": by.id, "reason": reason,
        }
        for at, before in comparison.changed.items()
    ]  # fmt: skip
    if revisions:
        db.session.execute(insert(MeasurementRevision), revisions)
