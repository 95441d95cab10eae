"""Series with known properties, the same in every run."""

from collections.abc import Callable

import numpy as np

from qms.spc.arrays import Floats

Maker = Callable[[np.random.Generator], Floats]


def share_of(make: Maker, found: Callable[[Floats], object], series: int = 200) -> float:
    """In which share of so many simulated series something is found."""
    generator = np.random.default_rng(20261122)
    return sum(bool(found(make(generator))) for _ in range(series)) / series


def stable(points: int) -> Maker:
    """Chance alone."""
    return lambda generator: generator.normal(10, 1, points)


def shifted(before: int, since: int, by: float) -> Maker:
    """One lasting change of level, in standard deviations."""
    return lambda generator: np.r_[generator.normal(10, 1, before), generator.normal(10 + by, 1, since)]


def with_memory(points: int, correlation: float) -> Maker:
    """Each value carries over so much of the one before."""

    def make(generator: np.random.Generator) -> Floats:
        noise = generator.normal(0, 1, points + 50)
        for at in range(1, points + 50):
            noise[at] += correlation * noise[at - 1]
        return noise[50:]

    return make


def seasonal(points: int, amplitude: float) -> Maker:
    """Winters above summers, by month."""
    winter = amplitude * np.cos(np.arange(points) * 2 * np.pi / 12)
    return lambda generator: winter + generator.normal(0, 1, points)
