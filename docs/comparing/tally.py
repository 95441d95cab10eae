"""The tally of one part of one reference: what it computed beside what this program computes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

TOLERANCE = 1e-9
NOTHING = 1e-12
"""Below this, two values agree whatever their size: it is what rounding leaves of a zero."""


class UnexplainedError(Exception):
    """A value that differs, and no written reason why."""


@dataclass
class Tally:
    """The cases of one part of one reference. `reasons`: why a case differs on purpose, by its name."""

    reference: str
    part: str
    reasons: dict[str, str] = field(default_factory=dict)
    tolerance: float = TOLERANCE
    cases: set[str] = field(default_factory=set)
    values: int = 0
    agreeing: int = 0
    largest: float = 0.0
    different: dict[str, set[str]] = field(default_factory=dict)

    def numbers(self, case: str, wanted: Iterable[float | None], ours: Sequence[float] | np.ndarray) -> None:
        """Compares numbers; None and NaN are "no such value". Raises UnexplainedError for a difference without a reason."""
        theirs = np.array([np.nan if value is None else value for value in wanted], dtype=float)
        mine = np.asarray(ours, dtype=float)
        with np.errstate(invalid="ignore"):  # the logarithm of nothing is infinite in both, and their difference no number
            apart = np.where(mine == theirs, 0.0, np.abs(mine - theirs))
        size = np.maximum(np.abs(theirs), np.abs(mine))
        same = (np.isnan(mine) & np.isnan(theirs)) | (apart <= np.maximum(self.tolerance * size, NOTHING))
        relative = np.where(same & (size > NOTHING / self.tolerance), apart / np.where(size > 0, size, 1), 0.0)
        self._count(case, same, float(np.nanmax(relative, initial=0.0)))

    def words(self, case: str, wanted: Sequence[Any], ours: Sequence[Any]) -> None:
        """Compares verdicts, counts and other things that are the same or not."""
        self._count(case, np.array([mine == theirs for mine, theirs in zip(ours, wanted, strict=True)]), 0.0)

    def row(self) -> dict[str, Any]:
        """As it is kept for the page."""
        return {
            "reference": self.reference,
            "part": self.part,
            "cases": len(self.cases),
            "values": self.values,
            "agreeing": self.agreeing,
            "largest": self.largest,
            "tolerance": self.tolerance,
            "different": [[why, len(cases)] for why, cases in self.different.items()],
        }

    def _count(self, case: str, same: np.ndarray, largest: float) -> None:
        self.cases.add(case)
        self.values += len(same)
        self.agreeing += int(same.sum())
        self.largest = max(self.largest, largest)
        if same.all():
            return
        if case not in self.reasons:
            raise UnexplainedError(f"{self.reference}, {self.part}, {case}: value {int(np.argmin(same)) + 1} differs")
        self.different.setdefault(self.reasons[case], set()).add(case)
