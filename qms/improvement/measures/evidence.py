"""Did it work? A measure before and since the change, from the same values as its chart.

Averages are those of the two phases of an XmR chart split at the change; the judgement is that chart's rules, with the
limits made from the points before the change. A difference without special cause may be chance, and is said to be so."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qms import spc
from qms.golden_thread.metrics.models import Cadence, Metric
from qms.golden_thread.readings.due import later

Values = Sequence[tuple[dt.date, float | None]]

FEWEST_BEFORE = 12  # limits are frozen on no fewer points


class Judgement(StrEnum):
    """What the chart says of the points since the change."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"  # special cause where neither way is better
    CHANCE = "chance"  # no special cause
    FADED = "faded"  # there was special cause, but not in the latest points
    TOO_EARLY = "too-early"  # too few points to judge


@dataclass(frozen=True)
class Evidence:
    """A measure's averages before and since a change, over how many periods, and what the chart makes of it."""

    before: float
    after: float
    periods_before: int
    periods_after: int
    judgement: Judgement
    run: int = 0  # points of the longest run of special cause since the change


def compare(values: Values, metric: Metric, change: dt.date) -> Evidence | None:
    """The evidence; None where nothing was measured before the change, or nothing since.

    The period that the change falls into counts as after it where most of it lies after the change."""
    present = [(period, value) for period, value in values if value is not None]
    periods = [period for period, _ in present]
    split = split_at(periods, change, metric.cadence)
    if not 0 < split < len(present):
        return None
    chart = spc.analyse([value for _, value in present], rebase=[split])
    before, after = (phase.centre for phase in chart.phases)
    if before is None or after is None:
        return None
    judgement, run = _judge([value for _, value in present], metric, split)
    if abs(after - before) <= 1e-9 * max(abs(after), abs(before)):
        after = before  # what differs by rounding alone is the same
    return Evidence(before, after, split, len(present) - split, judgement, run)


def split_at(periods: Sequence[dt.date], change: dt.date, cadence: Cadence) -> int:
    """The position of the first period that mostly lies after the change; the periods are in order."""
    at = bisect_right(periods, change)
    if at == 0:
        return 0
    start, end = periods[at - 1], later(periods[at - 1], cadence, 1)
    return at - 1 if 2 * (change - start) <= end - start else at


def _judge(values: Sequence[float], metric: Metric, split: int) -> tuple[Judgement, int]:
    """What the rules say of the points from `split` on, judged by the limits of those before."""
    if split < FEWEST_BEFORE:
        return Judgement.TOO_EARLY, 0
    chart = spc.analyse(values, direction=metric.direction.value, freeze=split)
    since = [signal for signal in chart.signals if signal.last >= split]
    if not since:
        return Judgement.CHANCE, 0
    now = [signal for signal in since if signal.current]
    if not now:
        return Judgement.FADED, 0
    strongest = max(now, key=lambda signal: signal.points)
    word = strongest.type.value.partition("-")[0]
    judgement = Judgement(word) if word in {"improvement", "concern"} else Judgement.CHANGE
    return judgement, strongest.last - max(strongest.first, split) + 1
