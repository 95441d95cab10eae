"""The panel: checked, sorted series side by side. A single chart is a panel of one."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qms.spc.arrays import Booleans, Dates, Floats, Integers, spread_over
from qms.spc.enums import ChartKind
from qms.spc.phases import Phases, ratio
from qms.spc.sequence import Sequence


@dataclass(frozen=True)
class Panel:
    """Series × points, sorted by period, NaN where a value is missing and after a series' end.

    values: numerators where there are denominators. A value or denominator without the other is missing.
    periods: datetime64[D], 1 × points where shared, or None.
    excluded, baseline (the points that limits are made from): None for none and all; 1 × points where shared.
    lengths: the points of each series, without the padding at its end.
    sizes, deviations: of the subgroups whose means the values are; None for charts of anything else.
    targets: 1 or series × 1 or points, NaN for none. given_centre: a centre line that the caller supplies, 1 or
    series × 1 with NaN where it is calculated; None where all are.
    """

    kind: ChartKind
    values: Floats
    denominators: Floats | None
    periods: Dates | None
    excluded: Booleans | None
    phases: Phases
    baseline: Booleans | None
    lengths: Integers
    sizes: Floats | None
    deviations: Floats | None
    targets: Floats
    given_centre: Floats | None

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

    @cached_property
    def active(self) -> Booleans:
        """The points that are present and included."""
        present = ~np.isnan(self.ratios)
        return present if self.excluded is None else present & self.included

    @cached_property
    def complete(self) -> bool:
        """Whether all points are active."""
        return np.count_nonzero(self.active) == self.active.size

    @cached_property
    def counts(self) -> Floats:
        """How many active points there are, as series × phases."""
        return self.phases.total(self.active)

    @cached_property
    def sequence(self) -> Sequence:
        """The active points, one after another."""
        if self.complete and self.phases.ids is None:
            return Sequence(self.active.shape)
        return Sequence.of(self.active, self.phases)

    @property
    def latest_targets(self) -> Floats:
        """The last target that each series has, NaN where it has none."""
        targets = self.targets
        if targets.shape[1] > 1:
            there = ~np.isnan(targets[:, ::-1])
            latest = targets.shape[1] - 1 - np.argmax(there, axis=1)[:, None]
            targets = np.take_along_axis(targets, latest, axis=1)
        return spread_over(targets, (len(self.values), 1))[:, 0]

    def centred(self, by_phase: Floats) -> Floats:
        """The centre by phase, as calculated or as supplied."""
        if self.given_centre is None:
            return by_phase
        return np.where(np.isnan(self.given_centre), by_phase, self.given_centre)
