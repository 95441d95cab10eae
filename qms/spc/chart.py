"""The control chart of one series: what pages, files and the API read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qms.spc.analysis import Analysis
from qms.spc.arrays import Dates, Floats, Integers, spread_over
from qms.spc.enums import (
    ASSURANCES,
    DIRECTIONS,
    POINT_TYPES,
    SPECIAL_CAUSES,
    Assurance,
    ChartKind,
    Direction,
    PointType,
    SpecialCause,
)
from qms.spc.errors import SeriesError
from qms.spc.explain import explain
from qms.spc.rule_sets import RuleSet
from qms.spc.signals import Signal, signals_of


@dataclass(frozen=True)
class Runs:
    """Anhøj's runs analysis of one phase; None where no point is off the centre line."""

    useful: int
    longest_run: int | None
    longest_run_max: int | None
    crossings: int | None
    crossings_min: int | None
    signal: bool


@dataclass(frozen=True)
class Phase:
    """One stretch between rebases. start: its first position; centre and limits as at its last point, None for none.

    screening_fell_back: screening left no variation, so the limits rest on all moving ranges.
    """

    start: int
    points: int
    first_period: str | None
    centre: float | None
    lower: float | None
    upper: float | None
    screening_fell_back: bool
    runs: Runs | None


@dataclass(frozen=True)
class ControlChart:
    """One series with its limits and verdicts, sorted by period. Arrays are floats with NaN for "none"."""

    analysis: Analysis

    def __post_init__(self) -> None:
        if not np.count_nonzero(self.analysis.active) and np.isnan(self.analysis.panel.values).all():
            raise SeriesError("there are no values to chart. Give one or more")

    @property
    def kind(self) -> ChartKind:
        """The chart kind."""
        return self.analysis.panel.kind

    @property
    def rules(self) -> RuleSet:
        """The rule set applied."""
        return self.analysis.setting.rules

    @property
    def direction(self) -> Direction:
        """Which way is better."""
        return DIRECTIONS[self.analysis.directions[0]]

    @property
    def target(self) -> float | None:
        """The target, the latest where it changed; None for none."""
        return _or_none(self.analysis.targets[0])

    @property
    def targets(self) -> Floats:
        """The target at each point, NaN where there was none."""
        return self._line(self.analysis.panel.targets)

    @property
    def periods(self) -> Dates | None:
        """datetime64[D] per point, None where the series has none."""
        return None if self.analysis.panel.periods is None else self.analysis.panel.periods[0]

    @property
    def values(self) -> Floats:
        """What is plotted: the value, the ratio or the moving range of each point."""
        return self.analysis.lines.plotted[0]

    @property
    def numerators(self) -> Floats:
        """The values as given (numerators where there are denominators)."""
        return self.analysis.panel.values[0]

    @property
    def denominators(self) -> Floats | None:
        """The denominators, None for none."""
        return None if self.analysis.panel.denominators is None else self.analysis.panel.denominators[0]

    @cached_property
    def centre(self) -> Floats:
        """The centre line at each point."""
        return self._line(self.analysis.lines.centre)

    @cached_property
    def lower(self) -> Floats:
        """The lower limit at each point."""
        return self._line(self.analysis.lines.lower)

    @cached_property
    def upper(self) -> Floats:
        """The upper limit at each point."""
        return self._line(self.analysis.lines.upper)

    @property
    def arms(self) -> tuple[Floats, Floats] | None:
        """Both sums of a cusum chart as drawn: the upper above 0, the lower below; None for other charts."""
        high, low = self.analysis.lines.high_arm, self.analysis.lines.low_arm
        return None if high is None or low is None else (high[0], low[0])

    @property
    def sizes(self) -> Floats | None:
        """Observations in each subgroup; None for charts of anything else."""
        return None if self.analysis.panel.sizes is None else self.analysis.panel.sizes[0]

    @property
    def deviations(self) -> Floats | None:
        """The standard deviation of each subgroup; None for charts of anything else."""
        return None if self.analysis.panel.deviations is None else self.analysis.panel.deviations[0]

    @cached_property
    def excluded(self) -> list[bool]:
        """Whether each point is left out of limits and runs."""
        ghosts = self.analysis.panel.excluded
        return [False] * len(self.values) if ghosts is None else ghosts[0].tolist()

    @cached_property
    def special_causes(self) -> list[SpecialCause | None]:
        """The rule that each point breaks."""
        return [SPECIAL_CAUSES[code] for code in self.analysis.special_causes[0].tolist()]

    @cached_property
    def types(self) -> list[PointType]:
        """What each point means."""
        return [POINT_TYPES[code] for code in self.analysis.types[0].tolist()]

    @property
    def variation(self) -> PointType:
        """The type of the last point that is present and not excluded."""
        return POINT_TYPES[self.analysis.variation[0]]

    @property
    def assurance(self) -> Assurance | None:
        """The target against the limits at the last point."""
        return ASSURANCES[self.analysis.assurance[0]]

    @property
    def provisional(self) -> bool:
        """Whether the last phase has fewer than 13 points."""
        return bool(self.analysis.provisional[0])

    @property
    def last(self) -> int:
        """The position of the last point that is present and not excluded: the one that the verdicts speak of."""
        return int(self.analysis.last[0])

    @cached_property
    def runs(self) -> Runs | None:
        """The runs analysis of the last phase; None for moving ranges."""
        return self._runs_of(int(self.analysis.panel.phases.at(self.analysis.last)[0]))

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The phases that have points, in order."""
        ids = self.analysis.panel.phases.ids
        numbers = np.zeros(len(self.values), dtype=int) if ids is None else ids[0]
        return tuple(self._phase(int(number), np.flatnonzero(numbers == number)) for number in np.unique(numbers))

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """The distinct runs of special cause, in order of their first point."""
        return signals_of(self.analysis)

    @cached_property
    def explanation(self) -> str:
        """The verdict in plain English."""
        return explain(self)

    def rows(self) -> list[dict[str, object]]:
        """The points as plain JSON types, first to last; what a point does not have is None."""
        dates = [None] * len(self.values) if self.periods is None else np.datetime_as_string(self.periods).tolist()
        columns = (self.values, self.centre, self.lower, self.upper)
        numbers = [[_or_none(number) for number in column.tolist()] for column in columns]
        names: tuple[str, ...] = ("date", "value", "centre", "lower", "upper", "special_cause", "type", "excluded")
        causes = [cause and cause.value for cause in self.special_causes]
        types = [type_.value for type_ in self.types]
        columns_of_points = [dates, *numbers, causes, types, self.excluded]
        if len(np.unique(self.targets)) > 1:  # NaN counts once
            names = (*names, "target")
            columns_of_points.append([_or_none(number) for number in self.targets.tolist()])
        return [dict(zip(names, point, strict=True)) for point in zip(*columns_of_points, strict=True)]

    def to_dict(self) -> dict[str, object]:
        """The chart as plain JSON types; what the chart does not have is None."""
        return {
            "chart": self.kind.value,
            "rules": self.rules.name,
            "points": self.rows(),
            "variation": self.variation.value,
            "assurance": self.assurance and self.assurance.value,
            "provisional": self.provisional,
            "explanation": self.explanation,
            "runs": self.runs and vars(self.runs).copy(),
        }

    def _line(self, line: Floats) -> Floats:
        return spread_over(line, self.analysis.active.shape)[0]

    def _phase(self, number: int, at: np.ndarray) -> Phase:
        active = at[self.analysis.active[0][at]]
        last = active[-1] if len(active) else at[-1]
        fell_back = self.analysis.lines.fell_back
        return Phase(
            start=int(at[0]),
            points=len(active),
            first_period=None if self.periods is None else str(self.periods[at[0]]),
            centre=_or_none(self.centre[last]),
            lower=_or_none(self.lower[last]),
            upper=_or_none(self.upper[last]),
            screening_fell_back=fell_back is not None and bool(fell_back[0, number]),
            runs=self._runs_of(number),
        )

    def _runs_of(self, phase: int) -> Runs | None:
        if not self.kind.independent:
            return None
        runs = self.analysis.runs

        def figure(by_phase: Integers) -> int | None:
            return None if by_phase[0, phase] < 0 else int(by_phase[0, phase])

        return Runs(
            useful=int(runs.useful[0, phase]),
            longest_run=figure(runs.longest_run),
            longest_run_max=figure(runs.longest_run_max),
            crossings=figure(runs.crossings),
            crossings_min=figure(runs.crossings_min),
            signal=bool(runs.signal[0, phase]),
        )


def _or_none(number: float) -> float | None:
    return None if number != number else float(number)  # noqa: PLR0124 - NaN alone differs from itself
