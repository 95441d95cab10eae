"""Does each value resemble the one before it?

Limits and runs suppose that values do not depend on each other. Where neighbours are alike, moving ranges are small, limits
narrow, and runs come by themselves (Alwan LC, Roberts HV, 1988, Journal of Business & Economic Statistics 6(1): 87-95).
"""

from math import sqrt

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.judgement.caution import Caution, CautionKind
from qms.spc.judgement.level import without_step
from qms.spc.judgement.points import Points

FEWEST = 20
"""With fewer points a correlation of 0.4 is still chance."""

LEAST = 0.3
"""A weaker correlation hardly moves the limits: at 0.3 they are about 15 % too narrow."""


def neighbour_correlation(values: Floats) -> float:
    """The correlation of each value with the one before it (lag 1), 0 where nothing varies."""
    away = values - values.mean()
    total = float(np.sum(away**2))
    return float(np.sum(away[1:] * away[:-1])) / total if total > 0 else 0.0


def memory_caution(points: Points) -> Caution | None:
    """A caution where the correlation is above 2/√n (Bartlett MS, 1946, Supplement to the Journal of the Royal Statistical
    Society 8: 27-41) once a lasting change of level is taken out."""
    if len(points) < FEWEST:
        return None
    correlation = neighbour_correlation(without_step(points.level, points.weights))
    if correlation <= max(LEAST, 2 / sqrt(len(points))):
        return None
    return Caution(
        CautionKind.AUTOCORRELATED,
        f"Each value resembles the one before it (correlation {correlation:.2f}), so the limits may be too narrow and runs "
        "may come by themselves. Look for what carries over, or measure less often.",
    )
