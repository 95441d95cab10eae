"""The panel: checked, sorted series side by side. A single chart is a panel of one."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qms.spc.arrays import Booleans, Dates, Floats, Integers
from qms.spc.enums import ChartKind
from qms.spc.phases import Phases, ratio


@dataclass(frozen=True)
class Panel:
    """Series × points, sorted by period, NaN where a value is missing and after a series' end.

    values: numerators where there are denominators. A value or denominator without the other is missing.
    periods: datetime64[D], 1 × points where shared, or None.
    excluded, baseline (the points that limits are made from): None for none and all; 1 × points where shared.
    lengths: the points of each series, without the padding at its end.
    """

    kind: ChartKind
    values: Floats
    denominators: Floats | None
    periods: Dates | None
    excluded: Booleans | None
    phases: Phases
    baseline: Booleans | None
    lengths: Integers

    @cached_property
    def ratios(self) -> Floats:
        """What a chart of single values shows: value / denominator where there are denominators."""
        return self.values if self.denominators is None else ratio(self.values, self.denominators)

    @cached_property
    def opportunities(self) -> Floats:
        """The denominators, 1 where there are none."""
        return np.ones_like(self.values) if self.denominators is None else self.denominators

    @cached_property
    def included(self) -> "Booleans | bool":
        """The points that take part in limits and runs, whether or not a value is there."""
        return True if self.excluded is None else ~self.excluded

    @cached_property
    def in_baseline(self) -> "Booleans | bool":
        """The included points that limits are made from, whether or not a value is there."""
        return self.included if self.baseline is None else self.baseline & self.included
