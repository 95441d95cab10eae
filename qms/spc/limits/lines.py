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

    def outside(self, shape: tuple[int, int]) -> Booleans:
        """Points strictly above the upper and strictly below the lower limit: sides × points × series."""
        return _marked(self.plotted, self.upper + self.rounding, self.lower - self.rounding, shape)

    def beyond(self, sigmas: float, shape: tuple[int, int]) -> Booleans:
        """Points more than so many standard deviations (0 or more) above, and below, the centre: as in `outside`."""
        if sigmas and self.scores is not None:
            margin = np.full((1, 1), sigmas * (1 + 1e-12))
            return _marked(self.scores, margin, -margin, shape)
        reach = sigmas * self.sigma + self.rounding if sigmas else self.rounding
        return _marked(self.plotted, self.centre + reach, self.centre - reach, shape)


def _marked(points: Floats, high: Floats, low: Floats, shape: tuple[int, int]) -> Booleans:
    """Which of series × points lie above one line and below the other. The transpose is how points lie in memory."""
    marks = np.empty((2, *shape[::-1]), dtype=bool)
    np.greater(points.T, high.T, out=marks[0])
    np.less(points.T, low.T, out=marks[1])
    return marks
