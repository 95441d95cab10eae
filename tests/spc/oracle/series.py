"""One series as a person with pencil and paper has it: points in order, each with what stands beside it."""

from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum, isnan, nan

Numbers = list[float]


@dataclass
class Series:
    """Positions count from 0. rebase: where a stretch begins. baseline: its first and last position, both included."""

    kind: str
    values: Numbers
    denominators: Numbers = field(default_factory=list)
    sizes: Numbers = field(default_factory=list)
    deviations: Numbers = field(default_factory=list)
    rebase: list[int] = field(default_factory=list)
    exclude: list[int] = field(default_factory=list)
    freeze: int | None = None
    baseline: tuple[int, int] | None = None
    centre: float | None = None
    targets: Numbers = field(default_factory=list)
    direction: str = "neutral"
    rules: str = "making-data-count"
    screen: bool = True

    @property
    def screened(self) -> bool:
        """Whether moving ranges are screened: both the caller and the rules must wish it."""
        return self.screen and not self.rules.endswith("unscreened")

    def stretches(self) -> list[list[int]]:
        """The positions between one rebase and the next."""
        cuts = sorted({0, *self.rebase, len(self.values)})
        return [list(range(first, last)) for first, last in pairwise(cuts)]

    def included(self, at: int) -> bool:
        """Whether a point takes part in limits and runs."""
        return at not in self.exclude

    def limits_from(self, stretch: list[int], textbook: bool) -> list[int]:
        """The points that limits are made from, whether or not something was measured there.

        textbook: a freeze holds for the whole series and a rebase overrides it; otherwise it holds in every stretch.
        """
        chosen = stretch
        if self.freeze is not None and not (textbook and len(self.stretches()) > 1):
            chosen = stretch[: self.freeze]
        if self.baseline is not None and stretch[0] <= self.baseline[0] <= stretch[-1]:
            chosen = [at for at in stretch if self.baseline[0] <= at <= self.baseline[1]]
        return [at for at in chosen if self.included(at)]

    def over(self, at: int) -> float:
        """The denominator: 1 where there is none, and missing where the value is."""
        if isnan(self.values[at]):
            return nan
        return self.denominators[at] if self.denominators else 1.0

    def ratio(self, at: int) -> float:
        """The value, over its denominator where there is one."""
        return self.values[at] / self.denominators[at] if self.denominators else self.values[at]


def known(numbers: Numbers) -> Numbers:
    """Those that are there."""
    return [number for number in numbers if not isnan(number)]


def mean(numbers: Numbers) -> float:
    """Their average; none for nothing."""
    there = known(numbers)
    if len(set(there)) == 1:
        return there[0]
    return fsum(there) / len(there) if there else nan


def median(numbers: Numbers) -> float:
    """The middle one, or the average of both middle ones."""
    there = sorted(known(numbers))
    if not there:
        return nan
    half = len(there) // 2
    return there[half] if len(there) % 2 else (there[half - 1] + there[half]) / 2


def ranges(numbers: Numbers) -> Numbers:
    """From each number to the next; none where either is missing."""
    return [abs(later - earlier) for earlier, later in pairwise(numbers)]


def average_range(sizes: Numbers, screen: bool, points: Numbers, centre: float) -> float:
    """The average moving range without those at or above 3.267 times the average of all.

    Where that leaves no variation and no point lies on the centre, of all ranges after all.
    """
    every = mean(sizes)
    if not screen or isnan(every) or every == 0:
        return every
    kept = mean([size for size in known(sizes) if size < 3.267 * every])
    near = 1e-12 * (abs(centre) + every)
    if kept <= 1e-12 * every and not any(abs(point - centre) <= near for point in known(points)):
        return every
    return kept
