"""Are events so rare that most points say "none"?

Then the median is 0, no point can fall below the lower limit, and the chart is blind to improvement. Charts of the time or
the number of cases between events see it (Benneyan JC, 2001, Health Care Management Science 4: 305-318; Provost LP, Murray
SK, The Health Care Data Guide: t and g charts for rare events).
"""

import numpy as np

from qms.spc.judgement.caution import Caution, CautionKind
from qms.spc.judgement.points import Points

SHARE = 0.5
"""From half the points on, the median itself is 0."""

FEWEST = 8
"""With fewer points half of them are a handful."""

_COUNTED = ("run", "xmr", "i", "p", "pp", "u", "up", "c", "ip", "ewma", "cusum")
_PROPORTIONS = ("p", "pp")


def zeros_caution(points: Points) -> Caution | None:
    """A caution where half the points or more are 0, or for proportions 100 %."""
    if points.kind.value not in _COUNTED or len(points) < FEWEST or (points.numerators < 0).any():
        return None
    if not points.plotted.any():
        return None  # nothing has ever happened: there are no times between events to chart
    zeros = float(np.mean(points.plotted == 0))
    proportions = points.kind.value in _PROPORTIONS
    whole = float(np.mean(points.plotted == 1)) if proportions else 0.0
    if zeros >= SHARE:
        said = "zero: events are rare, and a chart of how many cannot show that there are fewer"
        return _caution(zeros, said, "g" if proportions else "t")
    if SHARE <= whole < 1:
        return _caution(whole, "100%: misses are rare, and a chart of how many cannot show that there are fewer", "g")
    return None


def _caution(share: float, said: str, offer: str) -> Caution:
    what = "days between events (a t chart)" if offer == "t" else "cases between events (a g chart)"
    return Caution(CautionKind.MOSTLY_ZEROS, f"{share:.0%} of the points are {said}. Try charting the {what}.", offer)
