"""A funnel: every unit against what chance allows for one of its size."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from qms.spc.arrays import Booleans, Floats, Integers
from qms.spc.funnel.limits import LimitRule, Limits
from qms.spc.funnel.methods import FunnelMethod
from qms.spc.funnel.words import explain


@dataclass(frozen=True)
class Curve:
    """The limits as lines: one denominator a place, and the limits of the ratio times the multiplier there."""

    denominators: Floats
    inner: Limits  # 95 %
    outer: Limits  # 99.8 %


@dataclass(frozen=True, eq=False)
class Funnel:
    """Arrays hold one value a unit, in the order of `units`.

    ratio: numerator / denominator. values: ratio × multiplier, what is drawn. y, s, z: transformed ratio, its standard
    error and score. trimmed_z: the scores that estimate overdispersion, winsorised, or NaN where truncated; `trimmed` says
    which were touched. limits and adjusted_limits: at each unit's denominator, by level (95, or 99 for 99.8), times the
    multiplier, without and with τ². outside: −1 below, 1 above the limits that were asked for, 0 between. position: −2 to 2,
    counting how many of the 95 % and 99.8 % limits a unit lies beyond. phi and tau2 are what the limits use (0 without
    overdispersion); `dispersion` is φ either way.
    """

    method: FunnelMethod
    overdispersion: bool
    limit: int
    multiplier: float
    target: float
    phi: float
    tau2: float
    dispersion: float
    units: tuple[str, ...]
    numerators: Floats
    denominators: Floats
    ratio: Floats
    y: Floats
    s: Floats
    z: Floats
    trimmed_z: Floats
    trimmed: Booleans
    limits: dict[int, Limits]
    adjusted_limits: dict[int, Limits]
    outside: Integers
    position: Integers
    rule: LimitRule

    @property
    def values(self) -> Floats:
        """The ratios times the multiplier."""
        return self.ratio * self.multiplier

    @property
    def centre(self) -> float:
        """The target times the multiplier."""
        return self.target * self.multiplier

    @property
    def used_limits(self) -> dict[int, Limits]:
        """The limits by which units are judged."""
        return self.adjusted_limits if self.overdispersion else self.limits

    @property
    def lower(self) -> Floats:
        """The lower limit that decides about each unit."""
        return self.used_limits[self.limit].lower

    @property
    def upper(self) -> Floats:
        """The upper limit that decides about each unit."""
        return self.used_limits[self.limit].upper

    @cached_property
    def outliers(self) -> tuple[str, ...]:
        """The units outside, the highest value first."""
        order = np.argsort(-self.values, kind="stable")
        return tuple(self.units[at] for at in order if self.outside[at])

    @property
    def explanation(self) -> str:
        """One or two sentences: who lies outside, and whether the units differ more than chance explains."""
        return self.explain()

    def explain(self, unit: str = "unit", units: str = "units") -> str:
        """The explanation with the word for what is compared: "trust", "trusts"."""
        return explain(
            self.outside,
            limit=self.limit,
            overdispersion=self.overdispersion,
            phi=self.dispersion,
            words=(unit, units),
            expected=self.method.standardised,
        )

    def curve(self, first: float | None = None, last: float | None = None, points: int = 200) -> Curve:
        """The judging limits as lines from denominator `first` to `last` (by default those of the units)."""
        low = float(self.denominators.min()) if first is None else first
        high = float(self.denominators.max()) if last is None else last
        # evenly spaced on the square root: limits bend where denominators are small
        places = np.linspace(np.sqrt(low), np.sqrt(max(high, low)), max(points, 2)) ** 2
        limits = self.rule.adjusted if self.overdispersion else self.rule.plain
        return Curve(places, limits(places, 95).times(self.multiplier), limits(places, 99).times(self.multiplier))

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON types; what is not finite is None."""
        rows = zip(*(column for _, column in self.columns()), strict=True)
        names = [name for name, _ in self.columns()]
        return {
            "method": str(self.method),
            "overdispersion": self.overdispersion,
            "limit": 95 if self.limit == 95 else 99.8,
            "multiplier": self.multiplier,
            "target": self.target,
            "phi": self.phi,
            "tau2": self.tau2,
            "dispersion": self.dispersion,
            "units": [dict(zip(names, row, strict=True)) for row in rows],
            "outliers": list(self.outliers),
            "explanation": self.explanation,
        }

    def columns(self) -> list[tuple[str, list[Any]]]:
        """The table of units: (name, one JSON value a unit). Limits are times the multiplier, and so is `value`."""
        columns: list[tuple[str, list[Any]]] = [
            ("unit", list(self.units)),
            ("numerator", _plain(self.numerators)),
            ("denominator", _plain(self.denominators)),
            ("ratio", _plain(self.ratio)),
            ("value", _plain(self.values)),
            ("y", _plain(self.y)),
            ("z", _plain(self.z)),
            ("trimmed_z", _plain(self.trimmed_z)),
            ("trimmed", [bool(touched) for touched in self.trimmed]),
        ]
        for prefix, limits in (("", self.limits), ("adjusted_", self.adjusted_limits)):
            for level, word in ((95, "95"), (99, "99_8")):
                columns.append((f"{prefix}lower_{word}", _plain(limits[level].lower)))
                columns.append((f"{prefix}upper_{word}", _plain(limits[level].upper)))
        sides = {-1: "low", 0: None, 1: "high"}
        return [*columns, ("outlier", [bool(code) for code in self.outside]), ("side", [sides[int(c)] for c in self.outside])]


def _plain(numbers: Floats) -> list[float | None]:
    return [float(number) if np.isfinite(number) else None for number in numbers]
