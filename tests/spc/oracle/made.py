"""Made-up series of every shape: whole numbers with ties, constants, spikes, steps, mixtures, missing, short and long."""

from math import nan
from typing import Any

import numpy as np

from tests.spc.oracle.limits import KINDS
from tests.spc.oracle.series import Series
from tests.spc.oracle.verdicts import RULES

WITH_DENOMINATORS = ("p", "pp", "u", "up", "ip")
SUBGROUPS = ("xbar", "s")
FREEZE = (12, 13, 15, 20, 40)


def made(seed: int, kind: str | None = None) -> Series:
    """One series with settings, another for every seed."""
    rng = np.random.default_rng(seed)
    kind = kind or str(rng.choice(KINDS))
    count = int(rng.choice([1, 2, 3, 7, 8, 13, 14, 20, 24, 30, 60, 120]))
    numbers = _numbers(rng, count)
    if kind not in ("xmr", "i", "mr", "run", "ewma", "cusum", "xbar", "ip"):
        numbers = np.abs(numbers)
    if kind in ("c", "g", "p", "pp", "u", "up"):
        numbers = np.round(numbers)
    if kind == "t":
        numbers = numbers + 1
    beside: dict[str, Any] = {}
    if kind in WITH_DENOMINATORS:
        below = (
            np.full(count, 40.0) if rng.random() < 0.4 else rng.integers(1, 5000 if rng.random() < 0.2 else 60, count) * 1.0
        )
        beside["denominators"] = below.tolist()
        if kind in ("p", "pp"):
            numbers = np.minimum(numbers, below)
    if kind in SUBGROUPS:
        same = rng.random() < 0.5
        sizes = np.full(count, 5.0) if same else rng.integers(1, 9, count) * 1.0
        beside = {
            "sizes": sizes.tolist(),
            "deviations": np.where(sizes > 1, np.round(rng.gamma(4, 1, count), 1), nan).tolist(),
        }
    if rng.random() < 0.3 and count > 2:
        numbers[rng.integers(0, count, max(1, count // 8))] = nan
    if np.isnan(numbers).all():
        numbers[0] = 1.0
    return Series(kind, numbers.tolist(), **beside, **_settings(rng, kind, count, numbers))


def _numbers(rng: np.random.Generator, count: int) -> np.ndarray:
    steady, places = rng.normal(20, 3, count), np.arange(count)
    one = places == rng.integers(0, count)
    shapes = (
        np.full(count, float(rng.choice([0.0, 5.0, 0.1, 100.0]))),
        np.where(one, 4.0, 10.0),
        rng.poisson(rng.choice([0.3, 3, 12]), count).astype(float),
        np.round(steady),
        steady + np.where(places > count // 2, rng.choice([-8, 6]), 0),
        steady + np.where(one, rng.choice([-60, 60]), 0),
        20 + np.cumsum(rng.normal(0, 1, count)),
        rng.integers(0, 3, count).astype(float),
        np.where(rng.random(count) < 0.5, steady, np.round(steady) + rng.choice([-7, 7], count)),
    )
    return shapes[rng.integers(0, len(shapes))]


def _settings(rng: np.random.Generator, kind: str, count: int, numbers: np.ndarray) -> dict[str, Any]:
    chosen: dict[str, Any] = {"rules": str(rng.choice(list(RULES))), "screen": bool(rng.random() < 0.8)}
    chosen["direction"] = str(rng.choice(["increase", "decrease", "neutral"]))
    if count > 3 and rng.random() < 0.35:
        chosen["rebase"] = sorted({int(at) for at in rng.integers(0, count, int(rng.integers(1, 4)))})
    if rng.random() < 0.25:
        chosen["freeze"] = int(rng.choice(FREEZE))
    elif count >= 20 and rng.random() < 0.2:
        _baseline(rng, count, numbers, chosen)
    if count > 3 and rng.random() < 0.3:
        chosen["exclude"] = sorted({int(at) for at in rng.integers(0, count, int(rng.integers(1, 4)))})
    if rng.random() < 0.15:
        chosen["centre"] = 0.4 if kind in ("p", "pp") else 15.5
    if rng.random() < 0.6:
        level = 0.3 if kind in WITH_DENOMINATORS else float(rng.integers(0, 30))
        chosen["targets"] = [level] if rng.random() < 0.5 else [*rng.choice([level, level - 5, nan], count - 1), level]
    return chosen


def _baseline(rng: np.random.Generator, count: int, numbers: np.ndarray, chosen: dict[str, Any]) -> None:
    first = int(rng.integers(0, count - 12))
    last = int(rng.integers(first + 11, count))
    inside = any(first < at <= last for at in chosen.get("rebase", ()))
    if not inside and not np.isnan(numbers[first : last + 1]).all():
        chosen["baseline"] = (first, last)
