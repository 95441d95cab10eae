"""Roll-up: what units report, summed up the tree. Pure arithmetic on arrays.

Proportions, rates and counts add up; means weigh by n; nothing else is rolled up. What a unit reports itself always wins
over what could be summed from below it, and is what its parent sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qms.golden_thread.metrics.models import DataKind

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

WHOLE = 0
"""The code of the stratum "", the whole."""


@dataclass(frozen=True)
class Tree:
    """The units by position: `parent` is the parent's position (-1 at the top), `depth` counts from 0 at the top."""

    parent: Integers
    depth: Integers


@dataclass(frozen=True)
class Rows:
    """Measurements as arrays, one entry each. unit: position in the tree; stratum and period: codes; sums: entries × k,
    what adds up; units: how many reporting units stand behind each."""

    unit: Integers
    stratum: Integers
    period: Integers
    sums: Floats
    units: Integers

    def __len__(self) -> int:
        return len(self.unit)

    def where(self, chosen: Booleans | Integers) -> "Rows":
        """The chosen entries."""
        return Rows(self.unit[chosen], self.stratum[chosen], self.period[chosen], self.sums[chosen], self.units[chosen])

    def sums_by(self, unit: Integers, stratum: Integers, *, same_units: bool = False) -> "Rows":
        """Summed over entries with the same given unit and stratum, and the same period.

        `same_units`: the entries are parts of the same units, so these are not counted twice."""
        if not len(self):
            return self
        order = np.lexsort((self.period, stratum, unit))
        keys = np.stack((unit[order], stratum[order], self.period[order]))
        starts = np.flatnonzero(np.r_[True, (np.diff(keys) != 0).any(axis=0)])
        gather = np.maximum if same_units else np.add
        units, strata, periods = keys[:, starts]
        summed, behind = np.add.reduceat(self.sums[order], starts), gather.reduceat(self.units[order], starts)
        return Rows(units, strata, periods, summed, behind)

    @staticmethod
    def joined(*parts: "Rows") -> "Rows":
        """The entries of all parts."""
        return Rows(*(np.concatenate([getattr(part, name) for part in parts]) for name in Rows.__dataclass_fields__))


def roll_up(direct: Rows, tree: Tree, reported: Booleans, *, strata_add_up: bool) -> Rows:
    """What can be summed from the direct rows, for every unit and stratum that is not `reported` (units × strata).

    A unit's strata make its whole where it reports strata itself and they add up; any other whole and every stratum is
    the sum over the unit's children. The entries come in no particular order."""
    from_strata = reported[:, 1:].any(axis=1) & ~reported[:, WHOLE] & strata_add_up
    none = direct.where(np.zeros(len(direct), dtype=bool))
    below, computed = none, [none]
    for depth in range(int(tree.depth.max(initial=0)), -1, -1):
        above = below.sums_by(tree.parent[below.unit], below.stratum)
        blocked = reported[above.unit, above.stratum] | (from_strata[above.unit] & (above.stratum == WHOLE))
        above = above.where(~blocked)
        own = direct.where(tree.depth[direct.unit] == depth)
        parts = Rows.joined(own, above)
        parts = parts.where(from_strata[parts.unit] & (parts.stratum != WHOLE))
        wholes = parts.sums_by(parts.unit, np.zeros_like(parts.stratum), same_units=True)
        computed += [above, wholes]
        below = Rows.joined(own, above, wholes)
        if depth == 0:
            break
    rolled = Rows.joined(*computed)
    return rolled.where(~np.isnan(rolled.sums[:, 0]))


# What adds up, for each kind of number: columns of `sums`.
ROLLED = (DataKind.PROPORTION, DataKind.RATE, DataKind.COUNT, DataKind.MEAN)


def to_sums(kind: DataKind, figures: Sequence[Floats]) -> Floats:
    """Measurements (value, numerator, denominator, n and sd) as what adds up.

    A mean without its n can't be weighed: NaN, and so is every sum with it."""
    value, numerator, denominator, n, sd = figures
    if kind is DataKind.COUNT:
        return value[:, None]
    if kind is DataKind.MEAN:
        n = np.where(n > 0, n, np.nan)
        within = np.where(n > 1, (n - 1) * sd**2, 0.0)
        return np.stack((n * value, n, within + n * value**2), axis=1)
    return np.stack((numerator, denominator), axis=1)


def from_sums(kind: DataKind, sums: Floats) -> tuple[Floats, ...]:
    """Sums as value, numerator, denominator, n and sd; NaN for what a kind does not have.

    The sd of means is that of all their observations together, within the units and between them: the squares of both,
    Σ(nᵢ − 1)sᵢ² + Σnᵢx̄ᵢ² − nx̄², over n − 1, with n = Σnᵢ and x̄ = Σnᵢx̄ᵢ / n. It is what the observations themselves would
    have given (Cochrane Handbook for Systematic Reviews of Interventions, section 6.5.2.10, combining groups). NaN where a
    unit of two observations or more did not send its sd."""
    none = np.full(len(sums), np.nan)
    if kind is DataKind.COUNT:
        return sums[:, 0], none, none, none, none
    if kind is not DataKind.MEAN:
        return none, sums[:, 0], sums[:, 1], none, none
    total, n, squares = sums.T
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = total / n
        sd = np.sqrt(np.maximum(squares - n * mean**2, 0) / (n - 1))
    return mean, none, none, n, np.where(n > 1, sd, np.nan)
