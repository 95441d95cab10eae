"""Funnel plots: units of different size compared with what chance allows for each size."""

from collections.abc import Sequence

import numpy as np

from qms.spc.arrays import Floats, Integers
from qms.spc.errors import SeriesError
from qms.spc.funnel.dispersion import between_units, dispersion, truncated, winsorised
from qms.spc.funnel.limits import LEVELS, LimitRule, Limits
from qms.spc.funnel.methods import FunnelMethod, overall, scores
from qms.spc.funnel.reading import read_units
from qms.spc.funnel.result import Curve, Funnel

__all__ = ["Curve", "Funnel", "FunnelMethod", "Limits", "funnel"]


def funnel(
    numerators: object,
    denominators: object,
    *,
    groups: Sequence[object] | None = None,
    method: str = "pr",
    overdispersion: bool = False,
    limit: int = 99,
    multiplier: float = 1,
    trim: float = 0.1,
    round_expected: bool | None = None,
    corrected: bool = False,
) -> Funnel:
    """Compare units. Rows of one group are summed.

    method: "pr" events among cases (arcsine), "rc" ratio of two counts (log), "sr" observed against expected events (exact
    Poisson; with overdispersion on the log scale), "sr-shmi" (log, expected events rounded to two decimals), "sr-cqc" (square
    root). overdispersion: limits allow for the variance between units beyond chance. limit: 95, or 99 for 99.8 %.
    multiplier: what ratios are reported per, such as 100. trim: share of the scores at each end that the estimate of
    overdispersion draws in (or leaves out). round_expected: by default for "sr-shmi" alone. corrected: limits where the
    reference's do not follow from its scores, see the decision record on funnel plots.

    Spiegelhalter 2005, Statistics in Medicine 24:1185; values as FunnelPlotR 0.6.0. Raises SeriesError naming the row or the
    setting that cannot be used.
    """
    way = _method(method)
    level, factor, share = _level(limit), _multiplier(multiplier), _trim(trim)
    rows = read_units(numerators, denominators, groups, way)
    below = rows.denominators
    if round_expected if round_expected is not None else way is FunnelMethod.SR_SHMI:
        below = _rounded(below, rows.names)
    target = overall(way, rows.numerators, below)
    found = scores(way, rows.numerators, below, target)
    kept = (truncated if way.truncates else winsorised)(found.z, share)
    spread = dispersion(kept.z)
    tau2 = between_units(kept.z, found.s) if overdispersion else 0.0
    rule = LimitRule(way, target, tau2, corrected, below)
    plain = {step: rule.plain(below, step).times(factor) for step in LEVELS}
    adjusted = {step: rule.adjusted(below, step).times(factor) for step in LEVELS}
    used = adjusted if overdispersion else plain
    ratio = rows.numerators / rows.denominators  # what was observed, whatever rounding the method asks for
    beyond = {step: _beyond(ratio * factor, used[step]) for step in LEVELS}
    return Funnel(
        method=way,
        overdispersion=bool(overdispersion),
        limit=level,
        multiplier=factor,
        target=target,
        phi=spread if overdispersion else 0.0,
        tau2=tau2,
        dispersion=spread,
        units=rows.names,
        numerators=rows.numerators,
        denominators=below,
        ratio=ratio,
        y=found.y,
        s=found.s,
        z=found.z,
        trimmed_z=kept.z,
        trimmed=kept.touched,
        limits=plain,
        adjusted_limits=adjusted,
        outside=beyond[level],
        position=beyond[95] + beyond[99],
        rule=rule,
    )


def _beyond(values: Floats, limits: Limits) -> Integers:
    """−1 below, 1 above, 0 on or between the limits."""
    return (values > limits.upper).astype(np.int8) - (values < limits.lower).astype(np.int8)


def _rounded(expected: Floats, names: Sequence[str]) -> Floats:
    """Expected events to two decimals, as published. Raises SeriesError where nothing is left."""
    hundreds = expected * 100
    low, high = np.floor(hundreds) / 100, np.ceil(hundreds) / 100
    # the nearer of the two; half-way goes to the even one, as R rounds since version 4
    down = (expected - low < high - expected) | ((expected - low == high - expected) & (np.floor(hundreds) % 2 == 0))
    rounded = np.where(down, low, high)
    if (rounded <= 0).any():
        at = int(np.argmin(rounded))
        few = f"{names[at]} has {expected[at]:g} expected events, 0 when rounded to two decimals"
        raise SeriesError(f"{few}. Leave it out, or use method sr", argument="denominators")
    return rounded


def _method(method: str) -> FunnelMethod:
    try:
        return FunnelMethod(method)
    except ValueError:
        problem = f"there is no method {method!r}. Use one of: {', '.join(FunnelMethod)}"
        raise SeriesError(problem, argument="method") from None


def _level(limit: object) -> int:
    levels = {95: 95, 99: 99, 99.8: 99}
    if isinstance(limit, bool) or limit not in levels:
        raise SeriesError(f"there is no limit {limit!r}. Use 95, or 99 for 99.8 %", argument="limit")
    return levels[limit]


def _multiplier(multiplier: float) -> float:
    number = float(multiplier)
    if not np.isfinite(number) or number <= 0:
        raise SeriesError(f"the multiplier is {multiplier!r}. Use a number above 0, such as 100", argument="multiplier")
    return number


def _trim(trim: float) -> float:
    share = float(trim)
    if not 0 <= share < 0.5:
        raise SeriesError(f"trim is {trim!r}. Use a share of the units at each end, from 0 to below 0.5", argument="trim")
    return share
