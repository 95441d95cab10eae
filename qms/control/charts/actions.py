"""Writes of what people decide about a chart: limits recalculated, notes, points left out; and each undone again."""

import datetime as dt
from typing import TypeVar

from sqlalchemy import func, select

from qms.control.charts.lines import FEWEST
from qms.control.charts.models import Annotation, Baseline, Exclusion, PhaseStart, SuggestionSetAside
from qms.control.charts.queries import active_baselines, active_periods
from qms.control.charts.refreshing import refresh_readings
from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.reasons import EXCLUDED, recalculated
from qms.kernel import audit, clock
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.kernel.formats import day

LIMITS_RECALCULATED = audit.declare("series.limits-recalculated", "period", "reason")
BASELINE_SET = audit.declare("series.baseline-set", "period", "until", "reason")
SUGGESTION_SET_ASIDE = audit.declare("series.suggestion-set-aside", "period", "reason")
POINT_EXCLUDED = audit.declare("series.point-excluded", "period", "reason")
ANNOTATED = audit.declare("series.annotated", "period", "text")
UNDONE = audit.declare("series.decision-undone", "what", "decision_id", "period")

Decision = PhaseStart | Annotation | Exclusion | Baseline | SuggestionSetAside
Made = TypeVar("Made", PhaseStart, Annotation, Exclusion, Baseline, SuggestionSetAside)


class DecisionRefused(ValueError):  # noqa: N818  it is said to a person, who does not read class names
    """The chart does not allow this decision; the message says why and what to do instead."""


def why_not_recalculated(series: Series) -> str:
    """What stands in the way of recalculating limits, with the remedy; "" for nothing."""
    baseline = active_baselines([series.id]).get(series.id)
    if baseline is None:
        return ""
    return (
        f"The limits rest on the points from {day(baseline[0])} to {day(baseline[1])}, so nothing is recalculated later. "
        "Undo that in the history of the chart first."
    )


def why_no_baseline(series: Series) -> str:
    """What stands in the way of a baseline, with the remedy; "" for nothing."""
    if active_periods(PhaseStart, [series.id]):
        return (
            "The limits of this chart are recalculated at a later point. They can rest on a baseline or be recalculated, not "
            "both: undo the recalculation in the history first."
        )
    if active_baselines([series.id]):
        return "The limits of this chart rest on a baseline already. Undo it in the history first."
    return ""


def recalculate_limits(series: Series, *, period: dt.date, reason: str, by: Author) -> PhaseStart:
    """Calculate the limits anew from `period` on. Raises DecisionRefused where no point of the chart allows it."""
    if obstacle := why_not_recalculated(series):
        raise DecisionRefused(obstacle)
    _check(series, period, PhaseStart, "The limits are calculated anew from {} already.")
    first = db.session.scalar(select(func.min(Measurement.period)).where(Measurement.series_id == series.id))
    if period == first:
        raise DecisionRefused("The limits begin at the first point anyway. Choose a later one.")
    decision = _decide(PhaseStart(series_id=series.id, period=period, reason=reason, by_id=by.id))
    audit.record(LIMITS_RECALCULATED, by=by, subject_id=series.id, period=period.isoformat(), reason=reason)
    refresh_readings([series.id], by=by, why=recalculated(clock.today()))
    return decision


def set_baseline(series: Series, *, period: dt.date, until: dt.date, reason: str, by: Author) -> Baseline:
    """Rest the limits on the points from `period` to `until` alone; all others are judged against them.

    Raises DecisionRefused where the limits are recalculated at some point, where the chart has a baseline already, and for
    fewer than 12 points."""
    if obstacle := why_no_baseline(series):
        raise DecisionRefused(obstacle)
    for end in (period, until):
        _check_measured(series, end)
    known = select(func.count()).where(Measurement.series_id == series.id, Measurement.period.between(period, until))
    left_out = [each for each in active_periods(Exclusion, [series.id]).get(series.id, ()) if period <= each <= until]
    points = (db.session.scalar(known) or 0) - len(left_out)
    if until < period or points < FEWEST:
        raise DecisionRefused(f"A baseline needs {FEWEST} points or more. Choose ends that are further apart.")
    decision = _decide(Baseline(series_id=series.id, period=period, until=until, reason=reason, by_id=by.id))
    words = {"period": period.isoformat(), "until": until.isoformat(), "reason": reason}
    audit.record(BASELINE_SET, by=by, subject_id=series.id, **words)
    refresh_readings([series.id], by=by, why=recalculated(clock.today()))
    return decision


def set_suggestion_aside(series: Series, *, period: dt.date, reason: str, by: Author) -> SuggestionSetAside:
    """Keep that new limits from `period` on were suggested and are not wanted; the chart stays as it is."""
    _check(series, period, SuggestionSetAside, "The suggestion for {} has been set aside already.")
    decision = _decide(SuggestionSetAside(series_id=series.id, period=period, reason=reason, by_id=by.id))
    audit.record(SUGGESTION_SET_ASIDE, by=by, subject_id=series.id, period=period.isoformat(), reason=reason)
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
    if isinstance(decision, PhaseStart | Baseline):
        refresh_readings([decision.series_id], by=by, why=recalculated(clock.today()))
    elif isinstance(decision, Exclusion):
        refresh_readings([decision.series_id], by=by, why=EXCLUDED)


def _check(series: Series, period: dt.date, kind: type[PhaseStart | Exclusion | SuggestionSetAside], twice: str) -> None:
    _check_measured(series, period)
    standing = select(kind.id).where(kind.series_id == series.id, kind.period == period, kind.undone_at.is_(None))
    if db.session.execute(standing).first():
        raise DecisionRefused(twice.format(day(period)))


def _check_measured(series: Series, period: dt.date) -> None:
    if db.session.get(Measurement, (series.id, period)) is None:
        raise DecisionRefused(f"There is no point on {day(period)}. Choose one of the points on the chart.")


def _decide(decision: Made) -> Made:
    db.session.add(decision)
    db.session.flush()
    return decision
