"""Writes of readings: what the chart of each series says now, and the signals that follow from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import lazyload

from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.reasons import CORRECTED
from qms.golden_thread.readings.signalling import follow_signals
from qms.golden_thread.readings.summing_up import reading_row
from qms.kernel.audit import Author
from qms.kernel.db import db, forget
from qms.spc import ControlChart


def write_readings(
    charts: Mapping[int, ControlChart], *, by: Author, without: Sequence[int] = (), why: str = CORRECTED
) -> None:
    """One reading for each charted series, by series id, and its signals opened, carried on or closed.

    `without`: series that have no measurement left, whose readings go. `why` is kept with each signal that this closes."""
    metrics = _metrics_of([*charts, *without])
    rows = {series_id: reading_row(series_id, chart, metrics[series_id]) for series_id, chart in sorted(charts.items())}
    _upsert([row for row in rows.values() if row is not None])
    gone = [*without, *(series_id for series_id, row in rows.items() if row is None)]
    if gone:
        db.session.execute(delete(Reading).where(Reading.series_id.in_(gone)))
    follow_signals(charts, metrics, without=without, by=by, why=why)
    db.session.flush()


def _metrics_of(series_ids: Sequence[int]) -> dict[int, Metric]:
    found = db.session.execute(select(Series.id, Series.metric_id).where(Series.id.in_(series_ids))).all()
    wanted = select(Metric).where(Metric.id.in_({metric_id for _, metric_id in found}))
    wanted = wanted.options(lazyload(Metric.unit), lazyload(Metric.signatures))
    metrics = {each.id: each for each in db.session.execute(wanted).scalars()}
    return {series_id: metrics[metric_id] for series_id, metric_id in found}


def _upsert(rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    connection = db.session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Reading)
    replaced = {name: statement.excluded[name] for name in rows[0] if name != "series_id"}
    connection.execute(statement.on_conflict_do_update(index_elements=["series_id"], set_=replaced), rows)
    forget(Reading)
