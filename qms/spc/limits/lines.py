"""What every chart kind hands to the rules: points, centre and limits."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qms.spc.arrays import Booleans, Floats


@dataclass(frozen=True)
class Lines:
    """The plotted points and the lines around them. All broadcast over series × points; NaN where there is none.

    sigma: one standard deviation as the chart estimates it, before a limit is floored or capped; two-of-three uses it.
    fell_back: series × phases where screening left no variation and the unscreened moving ranges were used.
    """

    plotted: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    sigma: Floats
    fell_back: Booleans | None = None

    @cached_property
    def rounding(self) -> Floats:
        """How far from a line a point must be before it counts as off the line: what floating point may lose."""
        return 1e-12 * (np.abs(self.centre) + np.nan_to_num(self.sigma))
