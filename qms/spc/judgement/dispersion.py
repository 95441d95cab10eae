"""Do counts vary more, or less, than a p, u or c chart assumes?

Counts of independent events vary by themselves; large denominators make that variation tiny, and what differs from period to
period besides (case mix, season, staffing) then makes every point special (Heimann PA, 1996, Journal of Quality Technology
28(4): 451-459; Spiegelhalter DJ, 2005, Quality and Safety in Health Care 14: 347-351). The factor is Laney's: the moving
ranges of the standardised points, averaged and divided by 1.128 (Laney DB, 2002, Quality Engineering 14(4): 531-537). Moving
ranges see variation between neighbours alone, so that a lasting change is not taken for it.
"""

from math import sqrt

import numpy as np

from qms.spc.enums import ChartKind
from qms.spc.judgement.caution import Caution, CautionKind
from qms.spc.judgement.points import Points
from qms.spc.rule_sets import D2_FOR_TWO

FEWEST = 13
"""As few points as make limits firm."""

FEWEST_EVENTS = 1.0
"""Expected events per point; with fewer the points are too coarse for their spread to be judged."""

FACTOR_SPREAD = 0.91
"""The standard deviation of the factor among n points is about 0.91 / √n where the chart's assumption holds."""

MORE, LESS = 1.25, 0.75
"""Limits a quarter too narrow or too wide: what is less does not change how a chart is read."""

_OFFERS = {"p": "pp", "u": "up", "c": "xmr"}
_OFFERED = {"pp": "a p′ chart", "up": "a u′ chart", "xmr": "an XmR chart"}


def dispersion_factor(points: Points) -> float:
    """How many times as much as the chart assumes the points vary from one to the next. NaN where there are too few."""
    if len(points) < 2:
        return float("nan")
    return float(np.mean(np.abs(np.diff(points.standardised)))) / D2_FOR_TWO


def dispersion_caution(points: Points) -> Caution | None:
    """A caution where the factor is beyond chance (two standard errors) and large enough to matter."""
    offer = _OFFERS.get(points.kind.value)
    if offer is None or len(points) < FEWEST or _expected_events(points) < FEWEST_EVENTS:
        return None
    factor, chance = dispersion_factor(points), 2 * FACTOR_SPREAD / sqrt(len(points))
    name = f"{'an' if points.kind is ChartKind.XMR else 'a'} {points.kind.value} chart"
    if factor > max(MORE, 1 + chance):
        words = (
            f"The points vary {factor:.1f} times as much as {name} assumes, so its limits are too narrow and too many points"
        )
        return Caution(CautionKind.OVERDISPERSED, f"{words} look special. Try {_OFFERED[offer]}.", offer)
    if factor < min(LESS, 1 - chance):
        words = (
            f"The points vary only {factor:.1f} times as much as {name} assumes, so its limits are too wide and real changes"
        )
        return Caution(CautionKind.UNDERDISPERSED, f"{words} may go unseen. Try {_OFFERED[offer]}.", offer)
    return None


def _expected_events(points: Points) -> float:
    """Expected events in the usual point; for proportions the rarer of happening and not happening."""
    share = points.centre
    rarer = np.minimum(share, 1 - share) if points.kind is ChartKind.P else share
    return float(np.median(rarer * points.weights))
