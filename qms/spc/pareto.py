"""Pareto charts: which few categories make up most of the count.

Juran JM. Quality Control Handbook, 1951, and The non-Pareto principle: mea culpa. Quality Progress 1975;8(5):8-9, where he
calls the rest the useful many.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from qms.spc.arrays import Booleans, Floats
from qms.spc.errors import SeriesError
from qms.spc.numbers_in import read_numbers

OTHER = "Other"


@dataclass(frozen=True, eq=False)
class Pareto:
    """Categories, the largest first and `other` last; counts, shares of the total and running shares, one each.

    vital: the smallest number of the largest categories that reach `threshold`, with all that tie with the last of them.
    """

    categories: tuple[str, ...]
    counts: Floats
    vital: Booleans
    threshold: float
    gathered: int  # how many categories `other` stands for; 0 without one of our making

    @property
    def total(self) -> float:
        """The sum of the counts."""
        return float(self.counts.sum())

    @property
    def shares(self) -> Floats:
        """Each category's share of the total."""
        return self.counts / self.total

    @property
    def cumulative(self) -> Floats:
        """The share of each category and all before it; the last is 1."""
        running = np.cumsum(self.counts)
        return running / running[-1]

    @property
    def vital_few(self) -> tuple[str, ...]:
        """The vital categories by name."""
        return tuple(name for name, chosen in zip(self.categories, self.vital, strict=True) if chosen)

    @property
    def explanation(self) -> str:
        """One sentence: how few categories make up how much."""
        count, few = len(self.categories), int(self.vital.sum())
        if count == 1:
            return f"Everything counted is {self.categories[0]}."
        share = f"{100 * float(self.cumulative[few - 1]):.0f}%" if few else ""
        known = count - 1 + self.gathered if self.gathered else count
        if not few or few > known / 2:
            wanted = f"{100 * self.threshold:.0f}%"
            reach = (
                f"it takes {few:,} of {known:,} categories" if few else f"the {known:,} categories named apart do not suffice"
            )
            return f"No few categories stand out: {reach} to reach {wanted} of the total."
        names = _listed(self.vital_few)
        if few == 1:
            return f"1 of {known:,} categories makes up {share} of the total: {names}."
        return f"{few:,} of {known:,} categories make up {share} of the total: {names}."

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON types."""
        columns = (self.categories, self.counts, self.shares, self.cumulative, self.vital)
        return {
            "total": self.total,
            "threshold": self.threshold,
            "categories": [
                {
                    "category": name,
                    "count": float(n),
                    "share": float(part),
                    "cumulative": float(so_far),
                    "vital": bool(chosen),
                }
                for name, n, part, so_far, chosen in zip(*columns, strict=True)
            ],
            "vital": list(self.vital_few),
            "explanation": self.explanation,
        }


def pareto(
    categories: Iterable[object],
    counts: object = None,
    *,
    top: int | None = None,
    threshold: float = 0.8,
    other: str = OTHER,
) -> Pareto:
    """Sort categories by count. Rows of one category are summed; without `counts` each row counts once.

    top: name so many categories apart and gather the rest as `other`. threshold: the share that the vital few reach. A
    category called `other` comes last and is never vital. Equal counts stand in the order of their names. Raises SeriesError
    naming the row or setting that cannot be used.
    """
    names = [str(name).strip() if name is not None else "" for name in categories]
    numbers = _numbers(names, counts)
    if top is not None and (isinstance(top, bool) or int(top) != top or top < 1):
        raise SeriesError(f"top is {top!r}. Use a whole number from 1", argument="top")
    if not 0 < threshold <= 1:
        raise SeriesError(f"the threshold is {threshold!r}. Use a share such as 0.8", argument="threshold")
    sums: dict[str, float] = {}
    for name, number in zip(names, numbers, strict=True):
        sums[name] = sums.get(name, 0.0) + float(number)
    ordered = sorted(sums.items(), key=lambda pair: (pair[0].casefold() == other.casefold(), -pair[1], pair[0]))
    ordered, gathered = _gathered(ordered, top, other)
    found = np.array([number for _, number in ordered])
    if found.sum() <= 0:
        raise SeriesError("the counts are all 0, so no category has a share. Give one or more above 0", argument="counts")
    last = ordered[-1][0].casefold() == other.casefold()
    vital = _vital(found, threshold, named=len(found) - 1 if last else len(found))
    return Pareto(tuple(name for name, _ in ordered), found, vital, float(threshold), gathered)


def _numbers(names: Sequence[str], counts: object) -> Floats:
    if not names:
        raise SeriesError("there are no categories to count. Give one or more", argument="categories")
    if "" in names:
        raise SeriesError("the category is missing. Name it", argument="categories", position=names.index(""))
    if counts is None:
        return np.ones(len(names))
    numbers = read_numbers(counts if isinstance(counts, (np.ndarray, list, tuple)) else list(counts), "counts")  # type: ignore[call-overload]
    if numbers.shape != (len(names),):
        problem = f"there are {len(names)} categories and {numbers.size} counts. Give one each"
        raise SeriesError(problem, argument="counts")
    for wrong, problem in (
        (~np.isfinite(numbers), "the count is missing or infinite. Give it, or leave the row out"),
        (numbers < 0, "the count is negative. Counts go from 0 upwards"),
    ):
        if wrong.any():
            raise SeriesError(problem, argument="counts", position=int(np.argmax(wrong)))
    return numbers


def _gathered(ordered: list[tuple[str, float]], top: int | None, other: str) -> tuple[list[tuple[str, float]], int]:
    """The categories with all beyond the `top` ones as one, and how many that one stands for."""
    if top is None or len(ordered) <= top + 1:  # one left over keeps its name: gathering it would save nothing
        return ordered, 0
    rest = ordered[top:]
    return [*ordered[:top], (other, sum(number for _, number in rest))], len(rest)


def _vital(counts: Floats, threshold: float, *, named: int) -> Booleans:
    """The largest of the `named` categories up to the threshold, and their ties; none where those do not reach it."""
    running = np.cumsum(counts)[:named] / counts.sum()
    vital = np.zeros(len(counts), dtype=bool)
    reached = running >= threshold - 1e-12  # eight tenths of ten are eighty per cent, whatever the binary fractions say
    if reached.any():
        vital[:named] = counts[:named] >= counts[int(np.argmax(reached))]
    return vital


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:5], f"{len(names) - 5} more"] if len(names) > 6 else list(names)
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
