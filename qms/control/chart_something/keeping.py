"""Writes: a pasted series kept as a proposed metric with its measurements."""

from sqlalchemy import select

from qms.control.chart_something.charting import Charted, values_on_scale
from qms.control.chart_something.layout import Shape
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.actions import propose_metric
from qms.golden_thread.metrics.definitions import Definition
from qms.golden_thread.metrics.models import Series
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

REASON = "Kept from a pasted table."


def keep_as_metric(*, charted: Charted, name: str, purpose: str, unit: Unit, by: Person) -> Series:
    """Propose a metric owned by the unit with this definition, and store the measurements there; returns the series.

    Raises RefusedError where the name is taken or the definition does not fit together."""
    given, pasted = charted.metric, charted.pasted
    metric = propose_metric(
        definition=Definition(
            name=name,
            unit_id=unit.id,
            data_kind=given.data_kind,
            chart=given.chart,
            rules=given.rules,
            direction=given.direction,
            cadence=given.cadence,
            multiplier=given.multiplier,
            measured_in=given.measured_in,
            purpose=purpose,
        ),
        target=given.targets[0].value if given.targets else None,
        target_from=pasted.periods[0],
        by=by,
    )
    store_measurements(_rows(charted, metric.id, unit.id), by=by, reason=REASON)
    statement = select(Series).where(Series.metric_id == metric.id, Series.unit_id == unit.id, Series.stratum == "")
    return db.session.execute(statement).scalar_one()


def _rows(charted: Charted, metric_id: int, unit_id: int) -> list[Row]:
    """The measurements; a period without a number is left out, because a gap says the same. Of events the first has none."""
    pasted = charted.pasted
    if pasted.shape is Shape.EVENTS:
        return [Row(metric_id, unit_id, "", period) for period in pasted.periods]
    if pasted.denominators is None:
        none: list[float | None] = [None] * len(pasted.periods)
        values = values_on_scale(pasted, charted.metric)
        numbers = zip(pasted.periods, values, pasted.sizes or none, pasted.deviations or none, strict=True)
        return [
            Row(metric_id, unit_id, "", period, value=value, n=n, sd=sd)
            for period, value, n, sd in numbers
            if value is not None
        ]
    counts = zip(pasted.periods, pasted.values, pasted.denominators, strict=True)
    return [
        Row(metric_id, unit_id, "", period, numerator=above, denominator=below)
        for period, above, below in counts
        if above is not None and below is not None
    ]
