"""Where a sustained shift began: a suggestion to recalculate the limits from there. Nobody but a person decides it.

Making Data Count (NHS England) recalculates limits only where a shift is sustained, its cause is known, and the process is
expected to stay so. The arithmetic can find the first; the rest is asked of people.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.chart import ControlChart
from qms.spc.enums import ChartKind, SpecialCause
from qms.spc.explain import Wording
from qms.spc.judgement.level import Split, latest_split
from qms.spc.judgement.points import Points, last_phase
from qms.spc.judgement.redrawing import phase_starts, redrawn
from qms.spc.judgement.student import t_quantile
from qms.spc.periods import cadence, name_period
from qms.spc.speech import Rounding

FEWEST_BEFORE = 12
"""Points that the limits before the shift rest on: as few as limits may be frozen on."""

FEWEST_SINCE = 8
"""Points since the shift: one more than make a shift, so that it has been sustained."""

SUSTAINED = 8
"""The latest points that lie, without a break, on the new side of the average before."""

UNSUITED = ("mr", "s", "ewma", "cusum")
"""Kinds whose lines are not the level of the process."""


@dataclass(frozen=True)
class RebaseSuggestion:
    """position, period: the first point of the new level. points_since: the points from there on. before_centre and
    after_centre: the centre lines of the chart with the limits recalculated there."""

    position: int
    period: str | None
    points_since: int
    before_centre: float
    after_centre: float
    sentence: str


def suggest_rebase(chart: ControlChart) -> RebaseSuggestion | None:
    """Where the level of the chart's last phase last changed for good, or None.

    The place is the split of maximum likelihood (`level`), followed through later splits. It counts where 12 points stand
    before it and 8 since; the latest 8 all lie on the new side of the average before it; and the values no longer move:
    no trend runs, no straight line through the phase explains more than the step, and the points since have no slope.
    """
    if chart.kind.value in UNSUITED:
        return None
    points = last_phase(chart)
    split = latest_split(points.level, points.weights, before=FEWEST_BEFORE, after=FEWEST_SINCE)
    if split is None or _run_at_end(points, split) < SUSTAINED or _still_moves(chart, points, split):
        return None
    position = int(points.positions[split.at])
    then = redrawn(chart, [*phase_starts(chart), position], _baseline(chart, position))
    before, after = (phase.centre for phase in then.phases[-2:])
    if before is None or after is None:
        return None
    period = None if chart.periods is None else str(chart.periods[position])
    plain = RebaseSuggestion(position, period, len(points) - split.at, before, after, sentence="")
    return replace(plain, sentence=describe_suggestion(chart, plain))


def _run_at_end(points: Points, split: Split) -> int:
    """The latest points that lie on the new side of the average before, without a break."""
    other_side = (points.level - split.before) * np.sign(split.after - split.before) <= 0
    return len(points) if not other_side.any() else len(points) - 1 - int(np.flatnonzero(other_side)[-1])


def _still_moves(chart: ControlChart, points: Points, split: Split) -> bool:
    if any(signal.rule is SpecialCause.TREND and signal.current for signal in chart.signals):
        return True
    places = np.arange(len(points), dtype=float)
    step = np.where(places < split.at, split.before, split.after)
    _, line, _ = _line(places, points.level, points.weights)
    if line <= float(np.sum(points.weights * (points.level - step) ** 2)):
        return True
    since = slice(split.at, None)
    slope, left, spread = _line(places[since], points.level[since], points.weights[since])
    degrees = len(places) - split.at - 2
    error = (left / degrees / spread) ** 0.5
    return abs(slope) > t_quantile(0.975, degrees) * error


def _line(places: Floats, level: Floats, weights: Floats) -> tuple[float, float, float]:
    """The slope of the line of least squares, the squares that it leaves, and the spread of the places."""
    across = places - np.average(places, weights=weights)
    up = level - np.average(level, weights=weights)
    spread = float(np.sum(weights * across**2))
    slope = float(np.sum(weights * across * up)) / spread
    return slope, float(np.sum(weights * (up - slope * across) ** 2)), spread


def _baseline(chart: ControlChart, position: int) -> np.ndarray | None:
    """What limits rest on before the new phase stays; the new phase's rest on all its points."""
    baseline = chart.analysis.panel.baseline
    if baseline is None:
        return None
    return np.asarray(baseline[0] | (np.arange(len(chart.values)) >= position))


def describe_suggestion(
    chart: ControlChart, suggestion: RebaseSuggestion, wording: Callable[[list[float]], Wording] = Rounding
) -> str:
    """The suggestion in words, its numbers said by `wording` as in `explain`."""
    before, after, since = suggestion.before_centre, suggestion.after_centre, suggestion.points_since
    say = wording([before, after]).say
    when = f"point {suggestion.position + 1}"
    if chart.periods is not None:
        when = name_period(chart.periods[suggestion.position], cadence(chart.periods))
    name = "median" if chart.kind is ChartKind.RUN else "average"
    side = "higher" if after > before else "lower"
    return (
        f"The values have been {side} since {when}: the {name} of the {since} points since then is {say(after)}, before it "
        f"was {say(before)}. If you know why, and expect it to stay so, recalculate the limits from {when}."
    )
