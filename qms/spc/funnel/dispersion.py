"""Overdispersion: how much more the units differ than chance alone explains.

Spiegelhalter 2005 (see methods.py): φ is the mean squared z score after the outermost are drawn in or left out, τ² the
variance between units by the method of moments (DerSimonian and Laird 1986).
"""

from dataclasses import dataclass

import numpy as np

from qms.spc.arrays import Booleans, Floats

_FUZZ = 4 * np.finfo(float).eps  # a position this close to a whole number is that number


@dataclass(frozen=True)
class Trimmed:
    """z scores that the estimate of overdispersion uses (NaN where left out), and which of them were touched."""

    z: Floats
    touched: Booleans


def winsorised(z: Floats, trim: float) -> Trimmed:
    """Scores beyond the `trim` and 1 − `trim` quantiles are drawn in to them."""
    low, high = _quantile(z, trim), _quantile(z, 1 - trim)
    return Trimmed(np.clip(z, low, high), ~((z > low) & (z < high)))


def truncated(z: Floats, trim: float) -> Trimmed:
    """The lowest and the highest share of `trim` of the scores are left out. Ties share the mean of their ranks.

    A score of minus infinity (a unit without an event, on the log scale) is always left out: no variance can hold it.
    """
    if trim == 0:
        out = ~np.isfinite(z)
    else:
        groups = 1 / trim
        part = np.floor(_ranks(z) * groups / (len(z) + 1))
        out = ~((part > 0) & (part < groups - 1)) | ~np.isfinite(z)
    return Trimmed(np.where(out, np.nan, z), out)


def dispersion(z: Floats) -> float:
    """φ, the mean of the squared scores that are there; 0 where none is."""
    known = z[~np.isnan(z)]
    return float((known**2).sum() / len(known)) if len(known) else 0.0


def between_units(z: Floats, s: Floats) -> float:
    """τ², the variance between units beyond chance, on the method's scale; 0 where there is none, and for one unit."""
    kept = ~np.isnan(z)
    count = int(kept.sum())
    weights = 1 / s[kept] ** 2
    phi = dispersion(z)
    if count < 2 or count * phi < count - 1:
        return 0.0
    below = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float((count * phi - (count - 1)) / below)) if below > 0 else 0.0


def _quantile(z: Floats, share: float) -> float:
    """The quantile by linear interpolation of order statistics (type 7 of Hyndman and Fan 1996)."""
    ordered = np.sort(z)
    place = (len(z) - 1) * share
    low = int(np.floor(place + _FUZZ * max(1.0, place)))
    part = place - low
    if low + 1 >= len(z) or part <= _FUZZ * max(1.0, place) or ordered[low] == ordered[low + 1]:
        return float(ordered[min(low, len(z) - 1)])
    return float((1 - part) * ordered[low] + part * ordered[low + 1])


def _ranks(z: Floats) -> Floats:
    """Ranks from 1; equal scores share the mean of theirs."""
    _, which, counts = np.unique(z, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return ((last - counts + 1 + last) / 2)[which]
