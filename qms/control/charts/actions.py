"""Writes of what people decide about a chart: limits recalculated, notes, points left out; and each undone again."""

import datetime as dt
from typing import TypeVar

from sqlalchemy import func, select

from qms.control.charts.models import Annotation, Exclusion, PhaseStart
from qms.control.charts.refreshing import refresh_readings
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.reasons import EXCLUDED, recalculated
from qms.kernel import audit, clock
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.kernel.formats import day

LIMITS_RECALCULATED = audit.declare("series.limits-recalculated", "period", "reason")
POINT_EXCLUDED = audit.declare("series.point-excluded", "period", "reason")
ANNOTATED = audit.declare("series.annotated", "period", "text")
UNDONE = audit.declare("series.decision-undone", "what", "decision_id", "period")

Decision = PhaseStart | Annotation | Exclusion
Made = TypeVar("Made", PhaseStart, Annotation, Exclusion)


class DecisionRefused(ValueError):  # noqa: N818  it is said to a person, who does not read class names
    """The chart does not allow this decision; the message says why and what to do instead."""


def recalculate_limits(series: Series, *, period: dt.date, reason: str, by: Author) -> PhaseStart:
    """Calculate the limits anew from `period` on. Raises DecisionRefused where no point of the chart allows it."""
    _check(series, period, PhaseStart, "The limits are calculated anew from {} already.")
    first = db.session.scalar(select(func.min(Measurement.period)).where(Measurement.series_id == series.id))
    if period == first:
        raise DecisionRefused("The limits begin at the first point anyway. Choose a later one.")
    decision = _decide(PhaseStart(series_id=series.id, period=period, reason=reason, by_id=by.id))
    audit.record(LIMITS_RECALCULATED, by=by, subject_id=series.id, period=period.isoformat(), reason=reason)
    refresh_readings([series.id], by=by, why=recalculated(clock.today()))
    return decision


def exclude_point(series: Series, *, period: dt.date, reason: str, by: Author) -> Exclusion:
    """Leave the point of `period` out of limits and rules. Raises DecisionRefused where none is in."""
    _check(series, period, Exclusion, "The point of {} is left out already.")
    decision = _decide(Exclusion(series_id=series.id, period=period, reason=reason, by_id=by.id))
    audit.record(POINT_EXCLUDED, by=by, subject_id=series.id, period=period.isoformat(), reason=reason)
    refresh_readings([series.id], by=by, why=EXCLUDED)
    return decision


def annotate(series: Series, *, period: dt.date, text: str, by: Author) -> Annotation:
    """Put a note on a period, which need not be measured: a note may tell why nothing was."""
    decision = _decide(Annotation(series_id=series.id, period=period, text=text, by_id=by.id))
    audit.record(ANNOTATED, by=by, subject_id=series.id, period=period.isoformat(), text=text)
    return decision


def undo(decision: Decision, *, by: Author) -> None:
    """Take a decision back; it stays on record. Raises DecisionRefused where that has been done already."""
    if decision.undone_at is not None:
        raise DecisionRefused("This has been undone already.")
    decision.undone_at, decision.undone_by_id = clock.now(), by.id
    audit.record(
        UNDONE,
        by=by,
        subject_id=decision.series_id,
        what=decision.__tablename__,
        decision_id=decision.id,
        period=decision.period.isoformat(),
    )
    db.session.flush()
    if not isinstance(decision, Annotation):
        why = EXCLUDED if isinstance(decision, Exclusion) else recalculated(clock.today())
        refresh_readings([decision.series_id], by=by, why=why)


def _check(series: Series, period: dt.date, kind: type[PhaseStart | Exclusion], twice: str) -> None:
    if db.session.get(Measurement, (series.id, period)) is None:
        raise DecisionRefused(f"There is no point on {day(period)}. Choose one of the points on the chart.")
    standing = select(kind.id).where(kind.series_id == series.id, kind.period == period, kind.undone_at.is_(None))
    if db.session.execute(standing).first():
        raise DecisionRefused(twice.format(day(period)))


def _decide(decision: Made) -> Made:
    db.session.add(decision)
    db.session.flush()
    return decision
