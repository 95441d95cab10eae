"""Writes of readings: what the chart of each series says now, and the signals that follow from it."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import lazyload

from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.readings.due import next_due
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.reasons import CORRECTED
from qms.golden_thread.readings.signalling import follow_signals
from qms.kernel import clock
from qms.kernel.audit import Author
from qms.kernel.db import db, forget
from qms.spc import ControlChart
from qms.spc.explain import explain

RECENT = 24
"""Points kept for the sparkline."""


def write_readings(
    charts: Mapping[int, ControlChart], *, by: Author, without: Sequence[int] = (), why: str = CORRECTED
) -> None:
    """One reading for each charted series, by series id, and its signals opened, carried on or closed.

    `without`: series that have no measurement left, whose readings go. `why` is kept with each signal that this closes."""
    metrics = _metrics_of([*charts, *without])
    if charts:
        _upsert([_reading(series_id, chart, metrics[series_id]) for series_id, chart in sorted(charts.items())])
    if without:
        db.session.execute(delete(Reading).where(Reading.series_id.in_(without)))
    follow_signals(charts, metrics, without=without, by=by, why=why)
    db.session.flush()


def _metrics_of(series_ids: Sequence[int]) -> dict[int, Metric]:
    found = db.session.execute(select(Series.id, Series.metric_id).where(Series.id.in_(series_ids))).all()
    wanted = select(Metric).where(Metric.id.in_({metric_id for _, metric_id in found}))
    wanted = wanted.options(lazyload(Metric.unit), lazyload(Metric.signatures))
    metrics = {each.id: each for each in db.session.execute(wanted).scalars()}
    return {series_id: metrics[metric_id] for series_id, metric_id in found}


def _reading(series_id: int, chart: ControlChart, metric: Metric) -> dict[str, Any]:
    """The row of a chart. The verdict is that of the last point not left out; lateness counts from the last measured."""
    at = chart.last
    measured = [place for place, value in enumerate(chart.numerators.tolist()) if not math.isnan(value)]
    periods = chart.periods
    if periods is None:
        raise ValueError("A series without periods has no reading.")
    cause = chart.special_causes[at]
    return {
        "series_id": series_id,
        "period": periods[at].item(),
        "value": float(chart.values[at]),
        "centre": _known(chart.centre[at]),
        "lower": _known(chart.lower[at]),
        "upper": _known(chart.upper[at]),
        "target": chart.target,
        "variation": chart.variation.value,
        "assurance": chart.assurance and chart.assurance.value,
        "special_cause": cause and cause.value,
        "provisional": chart.provisional,
        "points": len(measured),
        "explanation": explain(chart, wording(metric)),
        "recent": _recent(chart, measured[-1]),
        "next_due": next_due(periods[measured[-1]].item(), metric.cadence),
        "written_at": clock.now(),
    }


def _recent(chart: ControlChart, last: int) -> list[list[float | str | None]]:
    first = max(0, last + 1 - RECENT)
    values = chart.values[first : last + 1].tolist()
    return [[_known(value), type_.value] for value, type_ in zip(values, chart.types[first : last + 1], strict=True)]


def _known(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None


def _upsert(rows: list[dict[str, Any]]) -> None:
    connection = db.session.connection()
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(Reading)
    replaced = {name: statement.excluded[name] for name in rows[0] if name != "series_id"}
    connection.execute(statement.on_conflict_do_update(index_elements=["series_id"], set_=replaced), rows)
    forget(Reading)
