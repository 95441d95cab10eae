"""The verdict of a chart in plain English: first what varies, then the target, then what weakens the verdict."""

from collections.abc import Callable
from math import isnan
from typing import TYPE_CHECKING, Protocol

import numpy as np

from qms.spc.enums import Assurance, ChartKind, PointType, SpecialCause
from qms.spc.explain_cusum import sum_outside, sum_within
from qms.spc.kind_words import COUNTED, centre_name, point_words
from qms.spc.periods import cadence, name_period
from qms.spc.speech import Rounding, unit_of, whole
from qms.spc.verdicts import PROVISIONAL_BELOW, REGULAR

if TYPE_CHECKING:
    from qms.spc.chart import ControlChart
    from qms.spc.signals import Signal

_MEANING = {"improvement": "an improvement", "concern": "a concern", "neutral": "a change, neither better nor worse"}

_TOO_REGULAR = "a pattern that chance rarely makes, so look at how the figures are gathered"

_PROMISE = {
    Assurance.PASS: "The target of {target} will be met consistently.",
    Assurance.FAIL: "The target of {target} will not be met unless the process changes.",
    Assurance.HIT_OR_MISS: "The target of {target} may be met or missed by chance.",
}


class Wording(Protocol):
    """How the numbers of one text are said; `Rounding` says them plainly.

    `unit` is what lies between events, such as "days"; empty where it is not known."""

    @property
    def unit(self) -> str: ...

    def say(self, number: float) -> str:
        """A number that was measured or calculated."""

    def say_given(self, number: float) -> str:
        """A number that a person chose."""


def explain(chart: "ControlChart", wording: Callable[[list[float]], Wording] = Rounding) -> str:
    """The sentences, in the order in which people need them.

    `wording` takes all numbers of the text, so that they are rounded alike; another may add a percent sign.
    """
    speaker = _Speaker(chart, chart.last, wording)
    return " ".join((speaker.variation(), *speaker.rest()))


def describe(chart: "ControlChart", signal: "Signal", wording: Callable[[list[float]], Wording] = Rounding) -> str:
    """One signal of the chart in a sentence: "7 months in a row above the average of 5.1 since March 2026: a concern."."""
    return _Speaker(chart, signal.last, wording).signal(signal)


class _Speaker:
    """The words of one chart at one of its points: its lines there, and how numbers and periods are said."""

    def __init__(self, chart: "ControlChart", at: int, wording: Callable[[list[float]], Wording]) -> None:
        self.chart = chart
        self.at = at
        self.every = "point" if chart.periods is None else cadence(chart.periods)
        lines = [float(line[self.at]) for line in (chart.values, chart.centre, chart.lower, chart.upper)]
        target = [] if chart.assurance is None or chart.target is None else [chart.target]
        self.rounding = wording(lines + target)
        self.say = self.rounding.say
        self.value, self.centre, self.lower, self.upper = ("" if isnan(line) else self.say(line) for line in lines)
        self.value = whole(self.value) if chart.kind in COUNTED else self.value
        supplied = chart.analysis.panel.given_centre
        self.centre_name = centre_name(chart.kind, supplied is not None and not np.isnan(supplied).any())

    def variation(self) -> str:
        """What the last point means."""
        if not self.chart.analysis.active[0, self.at]:
            alone = self.chart.kind is ChartKind.MR and np.count_nonzero(~np.isnan(self.chart.numerators)) > 0
            why = "a moving range needs two neighbouring points" if alone else "every point is missing or excluded"
            return f"There is nothing to judge: {why}."
        if self.chart.variation is PointType.COMMON_CAUSE:
            return self._common_cause()
        return self.signal(self._signal())

    def signal(self, signal: "Signal") -> str:
        """A run of special cause that ends at this point."""
        meaning = _TOO_REGULAR if signal.rule in REGULAR else _MEANING[signal.type.partition("-")[0]]
        return f"{self._special_cause(signal)}: {meaning}."

    def rest(self) -> list[str]:
        """Assurance and reservations."""
        promise = self.chart.assurance and _PROMISE[self.chart.assurance]
        words = [promise.format(target=self.rounding.say_given(self.chart.target or 0.0))] if promise else []
        fell_back = self.chart.analysis.lines.fell_back
        if not self.chart.provisional and (fell_back is None or not fell_back.any()):
            return words
        phase = [phase for phase in self.chart.phases if phase.start <= self.at][-1]
        if self.chart.provisional and self.chart.analysis.active[0, self.at]:
            points = f"{phase.points} point{'' if phase.points == 1 else 's'}"
            firm = "a firm median" if self.chart.kind is ChartKind.RUN else "firm limits"
            since = " since the limits were last recalculated" if len(self.chart.phases) > 1 else ""
            words.append(f"Provisional: {points}{since}; {PROVISIONAL_BELOW} or more are needed for {firm}.")
        if phase.screening_fell_back:
            words.append("Almost all values are the same, so the moving ranges were not screened.")
        return words

    def _signal(self) -> "Signal":
        """The signal of the last point's own rule."""
        rule = self.chart.special_causes[self.at]
        return next(signal for signal in reversed(self.chart.signals) if signal.rule is rule and signal.last == self.at)

    def _special_cause(self, signal: "Signal") -> str:
        high = signal.type.endswith("high")
        if signal.rule is SpecialCause.OUTSIDE_LIMITS:
            if self.chart.kind is ChartKind.CUSUM:
                return sum_outside(self.chart, self.at, self.every)
            limit = f"above the upper limit of {self.upper}" if high else f"below the lower limit of {self.lower}"
            return f"{self._last_point()} is {limit}"
        if signal.rule is SpecialCause.TWO_OF_THREE:
            limit = f"upper limit of {self.upper}" if high else f"lower limit of {self.lower}"
            return f"At least 2 of 3 neighbouring points{self._since(signal)} are close to the {limit}"
        if signal.rule is SpecialCause.FOUR_OF_FIVE:
            side = "above" if high else "below"
            return f"At least 4 of 5 neighbouring points{self._since(signal)} are well {side} {self._centre_line()}"
        counted = f"{signal.points} {unit_of(self.chart.periods, self.every, signal.first, signal.last, signal.points)}"
        return self._in_a_row(signal.rule, f"{counted} in a row", high) + self._since(signal)

    def _in_a_row(self, rule: SpecialCause, counted: str, high: bool) -> str:
        if rule is SpecialCause.TREND:
            return f"{'Rising' if high else 'Falling'} for {counted}"
        if rule is SpecialCause.ALTERNATING:
            return f"Rising and falling in turn for {counted}"
        if rule is SpecialCause.HUGGING:
            return f"{counted} close to {self._centre_line()}"
        if rule is SpecialCause.AVOIDING:
            return f"{counted} well above or well below {self._centre_line()}"
        return f"{counted} {'above' if high else 'below'} {self._centre_line()}"

    def _centre_line(self) -> str:
        return f"the {self.centre_name} of {self.centre}"

    def _common_cause(self) -> str:
        if self.chart.kind is ChartKind.CUSUM:
            return sum_within(self.chart, self.at, self.every)
        point = self._last_point()
        runs = self.chart.runs if self.chart.rules.anhoej_runs else None
        if runs is not None and runs.signal:
            return f"The points do not vary about the {self.centre_name} of {self.centre} as chance would: {self._why()}."
        if isnan(self.chart.upper[self.at]):
            return self._without_limits(point)
        if self.lower == self.upper and self.chart.lower[self.at] == self.chart.upper[self.at]:
            return self._without_variation(point)
        if self.chart.lower[self.at] < 0 <= np.nanmin(self.chart.values):
            # No value can reach that lower limit, and a reader would stumble over "−1.4 falls".
            return f"{point} is below the upper limit of {self.upper}: no sign of change."
        return f"{point} is within the limits of {self.lower} to {self.upper}: no sign of change."

    def _without_variation(self, point: str) -> str:
        phase = [phase for phase in self.chart.phases if phase.start <= self.at][-1]
        values = self.chart.values[phase.start :][self.chart.analysis.active[0][phase.start :]]
        if np.ptp(values) > self.chart.analysis.lines.rounding.max():
            return f"{point} is at the {self.centre_name}: no sign of change."
        since = " since the limits were last recalculated" if len(self.chart.phases) > 1 else ""
        return f"{point} is as all points{since} are: no variation."

    def _without_limits(self, point: str) -> str:
        if self.chart.kind is ChartKind.RUN:
            return f"{point} is near enough to the {self.centre_name} of {self.centre}: no sign of change."
        if self.chart.kind in (ChartKind.XBAR, ChartKind.S):
            return f"{point} has no limits: too few observations."
        return f"{point} stands alone: too few points for limits."

    def _why(self) -> str:
        runs = self.chart.runs
        if runs is None or runs.longest_run is None or runs.longest_run_max is None:
            return ""
        if runs.longest_run > runs.longest_run_max:
            return f"{runs.longest_run} in a row lay on one side, where {runs.longest_run_max} at most are expected"
        return f"they cross it {runs.crossings} times, where {runs.crossings_min} or more are expected"

    def _last_point(self) -> str:
        value = point_words(self.chart.kind, self.value, self.rounding.unit)
        if self.chart.periods is None:
            return f"The last point, {value.removeprefix('at ')}"
        return f"{name_period(self.chart.periods[self.at], self.every)}, {value}"

    def _since(self, signal: "Signal") -> str:
        if self.chart.periods is None:
            return ""
        return f" since {name_period(self.chart.periods[signal.first], self.every)}"
