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
    scores: how many standard deviations each point lies from the centre, where the limits are not as far above it as below
    (t and g charts); None where that is (plotted − centre) / sigma.
    high_arm, low_arm: the two sums of a cusum chart, low_arm as it is drawn, 0 or below.
    """

    plotted: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    sigma: Floats
    fell_back: Booleans | None = None
    scores: Floats | None = None
    high_arm: Floats | None = None
    low_arm: Floats | None = None

    @cached_property
    def rounding(self) -> Floats:
        """How far from a line a point must be before it counts as off the line: what floating point may lose."""
        return 1e-12 * (np.abs(self.centre) + np.fmax(self.sigma, 0.0))

    def mark(self, sigmas: int | None, into: Booleans) -> None:
        """Marks the points strictly above and below so many standard deviations from the centre, or the limits for None.

        into: sides × points × series, the high side first; this is how points lie in memory.
        """
        points = self.plotted
        if sigmas is None:
            high, low = self.upper + self.rounding, self.lower - self.rounding
        elif sigmas and self.scores is not None:
            points, high = self.scores, np.full((1, 1), sigmas * (1 + 1e-12))
            low = -high
        else:
            reach = sigmas * self.sigma + self.rounding if sigmas else self.rounding
            high, low = self.centre + reach, self.centre - reach
        np.greater(points.T, high.T, out=into[0])
        np.less(points.T, low.T, out=into[1])
