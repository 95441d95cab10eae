"""How each method puts units of different size on one scale: the transformed value and its standard error.

Spiegelhalter DJ. Funnel plots for comparing institutional performance. Statistics in Medicine 2005;24:1185-1202,
and Handling over-dispersion of performance indicators. Quality and Safety in Health Care 2005;14:347-351.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from qms.spc.arrays import Floats


class FunnelMethod(StrEnum):
    """What is compared."""

    PR = "pr"  # proportions: events among cases, on the arcsine scale
    RC = "rc"  # ratios of two counts, on the log scale
    SR = "sr"  # observed against expected events, exact Poisson limits
    SR_SHMI = "sr-shmi"  # the same on the log scale, as NHS England's hospital mortality indicator
    SR_CQC = "sr-cqc"  # the same on the square root scale, as the Care Quality Commission

    @property
    def standardised(self) -> bool:
        """Whether the denominators are expected events, so that 1 is what is expected."""
        return self not in (FunnelMethod.PR, FunnelMethod.RC)

    @property
    def truncates(self) -> bool:
        """Whether the outermost scores are left out of the estimate of overdispersion, instead of drawn in."""
        return self in (FunnelMethod.SR, FunnelMethod.SR_SHMI)


@dataclass(frozen=True)
class Scores:
    """One value a unit on the method's scale.

    y: transformed ratio (minus infinity for a zero on the log scale). s: its standard error. z: (y − target) / s.
    """

    y: Floats
    s: Floats
    z: Floats
    centre: float


def overall(method: FunnelMethod, numerators: Floats, denominators: Floats) -> float:
    """The target: 1 for standardised ratios, otherwise the ratio of the totals."""
    return 1.0 if method.standardised else float(numerators.sum() / denominators.sum())


def scores(method: FunnelMethod, numerators: Floats, denominators: Floats, target: float) -> Scores:
    """The transformed values, standard errors and z scores of the units."""
    with np.errstate(divide="ignore"):  # a zero on the log scale is minus infinity, and says so
        y = _transformed(method, numerators, denominators)
    s = standard_errors(method, numerators, denominators)
    centre = transformed_target(method, target)
    if not np.isfinite(centre):  # nothing happened anywhere: nobody differs
        return Scores(y, s, np.zeros_like(s), centre)
    return Scores(y, s, (y - centre) / s, centre)


def _transformed(method: FunnelMethod, numerators: Floats, denominators: Floats) -> Floats:
    if method is FunnelMethod.PR:
        return np.arcsin(np.sqrt(numerators / denominators))
    if method is FunnelMethod.RC:
        return np.log((numerators + 0.5) / (denominators + 0.5))
    if method is FunnelMethod.SR_CQC:
        return np.sqrt(numerators / denominators)
    return np.log(numerators / denominators)


def standard_errors(method: FunnelMethod, numerators: Floats, denominators: Floats) -> Floats:
    """What chance alone gives the transformed values."""
    if method in (FunnelMethod.PR, FunnelMethod.SR_CQC):
        return 1 / (2 * np.sqrt(denominators))
    if method is FunnelMethod.RC:
        return np.sqrt(numerators / (numerators + 0.5) ** 2 + denominators / (denominators + 0.5) ** 2)
    return 1 / np.sqrt(denominators)


def transformed_target(method: FunnelMethod, target: float) -> float:
    """The target on the method's scale; minus infinity for a target of 0 on the log scale."""
    if method is FunnelMethod.PR:
        return float(np.arcsin(np.sqrt(target)))
    if method is FunnelMethod.RC:
        return float(np.log(target)) if target > 0 else -np.inf
    return 1.0 if method is FunnelMethod.SR_CQC else 0.0
