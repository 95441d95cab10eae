"""The numbers of a cycle as people say them."""

from collections.abc import Sequence

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.metrics.presenters import with_unit
from qms.golden_thread.readings.queries import readings_of
from qms.improvement.measures.presenters import series_name
from qms.improvement.pdsa.foretelling import side_of, was_rounded
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.scales import typed
from qms.kernel import formats

MOST_FIGURES = 6


def last_figures(series: Sequence[Series]) -> list[str]:
    """What each measure showed last, with its unit: "Falls, Ward 1: 3.2 per 1,000 bed days, October 2026". Those that show
    nothing yet, and those beyond a handful, are left out. One query."""
    readings = readings_of([each.id for each in series])
    return [
        f"{series_name(each)}: {said(readings[each.id].value, each)}, {formats.month(readings[each.id].period)}"
        for each in series
        if each.id in readings
    ][:MOST_FIGURES]


def said(value: float, series: Series | None) -> str:
    """A number with the unit of its series."""
    return with_unit(value, series.metric) if series is not None else formats.number(value)


def predicted(cycle: PdsaCycle) -> str:
    """ "At most 3 per 1,000 bed days", "between 2 and 4", "3"; empty without numbers."""
    low, high, series = cycle.predicted_low, cycle.predicted_high, cycle.series
    if low is None:
        return "" if high is None else f"at most {said(high, series)}"
    if high is None:
        return f"at least {said(low, series)}"
    if low == high:
        return said(low, series)
    percent = "%" if series is not None and series.metric.is_percentage else ""
    return f"between {formats.number(typed(low, series))}{percent} and {said(high, series)}"


def comparison(cycle: PdsaCycle) -> str:
    """Prediction against result in one sentence; only what is there, and empty without numbers."""
    before, after = predicted(cycle), cycle.measured_value
    if after is None:
        return f"Predicted {before}." if before else ""
    measured = said(after, cycle.series)
    if not before:
        return f"Measured {measured}."
    side, rounded = side_of(cycle, after), was_rounded(cycle, after)
    return f"Predicted {before}, measured {measured}: {f'{side} than' if side else 'as'} predicted{rounded}."
