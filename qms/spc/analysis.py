"""The analysis of a panel: limits, broken rules and verdicts of many series in one pass of numpy."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans, Floats, Integers, spread_over
from qms.spc.breaking import broken_rules
from qms.spc.enums import DIRECTIONS, ChartKind, Direction, SpecialCause
from qms.spc.limits import Lines, lines_of
from qms.spc.panel import Panel
from qms.spc.phases import Phases
from qms.spc.rules import Broken, Sides, bit
from qms.spc.runs import RunsAnalysis, analyse_runs
from qms.spc.sequence import Sequence
from qms.spc.setting import Setting
from qms.spc.verdicts import PROVISIONAL_BELOW, Codes, assure, last_positions, point_verdicts


@dataclass(frozen=True)
class Analysis:
    """Everything known about a panel. Codes are positions in SPECIAL_CAUSES, POINT_TYPES, ASSURANCES and DIRECTIONS.

    active: points that are present and included. last: the last active point of each series.
    """

    panel: Panel
    setting: Setting
    lines: Lines
    directions: Integers
    targets: Floats
    active: Booleans
    last: Integers
    broken: Broken
    special_causes: Codes
    types: Codes
    variation: Codes
    assurance: Codes
    provisional: Booleans

    @cached_property
    def runs(self) -> RunsAnalysis:
        """Anhøj's runs analysis by phase."""
        sides = _sides(self.lines, self.active.shape)
        return analyse_runs(sides, self.active, self.panel.phases, self.setting.rules.runs_method)

    @property
    def ways(self) -> Integers:
        """The directions by which points are judged."""
        return ways_of(self.panel.kind, self.directions)

    @property
    def has_points(self) -> Booleans:
        """Whether each series has an active point at all."""
        return _at(self.active, self.last)

    @property
    def runs_signal(self) -> Booleans:
        """Whether the runs analysis of each series' last phase signals; never for moving ranges."""
        rows = np.arange(len(self.last))
        if not self.panel.kind.independent:
            return np.zeros(len(rows), dtype=bool)
        return self.runs.signal[rows, self.panel.phases.at(self.last)]

    def at_last(self, points: Floats) -> Floats:
        """The last active point's figure of each series."""
        return _at(points, self.last)

    def of_series(self, row: int) -> "Analysis":
        """One series as an analysis of its own, without padding."""
        length = int(self.panel.lengths[row])
        return _row(self, row, length)


def analyse_panel(panel: Panel, setting: Setting, directions: Integers, targets: Floats) -> Analysis:
    """Analyses every series of a panel; directions and targets are one per series."""
    lines = lines_of(panel, setting.rules, setting.screen_moving_ranges, setting.parameters)
    if lines.plotted is panel.ratios:
        active, counts, sequence = panel.active, panel.counts, panel.sequence
    else:
        active = ~np.isnan(lines.plotted) & panel.included
        counts, sequence = panel.phases.total(active), Sequence.of(active, panel.phases)
    independent = panel.kind.independent
    broken = broken_rules(lines, sequence, setting.rules, independent)
    if setting.rules.anhoej_runs and independent:
        runs = analyse_runs(_sides(lines, active.shape), active, panel.phases, setting.rules.runs_method)
        high, low = runs.too_long
        broken = broken | high * np.uint8(bit(SpecialCause.SHIFT, True)) | low * np.uint8(bit(SpecialCause.SHIFT, False))
    causes, types = point_verdicts(broken, ways_of(panel.kind, directions), setting.rules.improvement_wins)
    last = last_positions(active)
    lower, upper, rounding = (_at(line, last) for line in (lines.lower, lines.upper, lines.rounding))
    judged = targets if panel.kind.assured else np.full(targets.shape, np.nan)
    return Analysis(
        panel,
        setting,
        lines,
        directions,
        targets,
        active,
        last,
        broken,
        causes,
        types,
        variation=_at(types, last) * _at(active, last),
        assurance=assure(lower, upper, rounding, judged, directions),
        provisional=_at(counts, panel.phases.at(last)) < PROVISIONAL_BELOW,
    )


def ways_of(kind: ChartKind, directions: Integers) -> Integers:
    """The directions by which points of a chart are judged: none is better where it shows how much the measure varies."""
    return directions if kind.directed else np.full_like(directions, DIRECTIONS.index(Direction.NEUTRAL))


def _sides(lines: Lines, shape: tuple[int, int]) -> Sides:
    """Points above and below the centre line, as series × points."""
    marks = np.empty((2, *shape[::-1]), dtype=bool)
    lines.mark(0, marks)
    return marks[0].T, marks[1].T


def _at(points: NDArray[Any], last: Integers) -> NDArray[Any]:
    """The figure at one position of each series, of an array that broadcasts to series × points."""
    if points.shape[1] == 1:
        return spread_over(points, (len(last), 1))[:, 0]
    return points[np.arange(len(last)) if len(points) > 1 else 0, last]


def _row(whole: Analysis, row: int, length: int) -> Analysis:
    """The arrays of one series; those that broadcast over series or points stay as they are."""

    def cut(array: Any) -> Any:
        if array is None:
            return None
        series = slice(row, row + 1) if len(array) > 1 else slice(None)
        return array[series, :length] if array.ndim == 2 and array.shape[1] > 1 else array[series]

    def cut_all(parts: Any, *names: str) -> dict[str, Any]:
        return {name: cut(getattr(parts, name)) for name in names}

    panel, lines = whole.panel, whole.lines
    fell_back = None if lines.fell_back is None else lines.fell_back[row : row + 1]
    series = replace(
        panel,
        phases=Phases((1, length), cut(panel.phases.ids)),
        **cut_all(panel, "values", "denominators", "periods", "excluded", "baseline", "lengths"),
        **cut_all(panel, "sizes", "deviations", "targets", "given_centre"),
    )
    drawn = replace(
        lines,
        fell_back=fell_back,
        **cut_all(lines, "plotted", "centre", "lower", "upper", "sigma", "scores", "high_arm", "low_arm"),
    )
    verdicts = ("special_causes", "types", "variation", "assurance", "provisional")
    figures = cut_all(whole, "directions", "targets", "active", "last", "broken", *verdicts)
    figures["last"] = np.minimum(figures["last"], length - 1)  # without an active point it is in the padding
    return replace(whole, panel=series, lines=drawn, **figures)
