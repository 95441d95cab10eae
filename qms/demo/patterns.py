"""What a made-up process does over time: a level, chance around it, and the events that move it.

Everything is drawn from one numpy Generator that is handed in, so that the same seed gives the same trust."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from qms.golden_thread.metrics.models import DataKind

MONTHS = 36


@dataclass(frozen=True)
class Event:
    """From so many months before the last one on, the level is multiplied by `factor`: at once, or by drifting there."""

    months_ago: int
    factor: float
    drifting: bool = False


@dataclass(frozen=True)
class Process:
    """One series: its usual level (a ratio, count or value), the denominator or n of a usual month, and its events.

    spread: for means and other values, the standard deviation between single patients (or months); silent_for: how many of
    the last months have no data; missing: single months ago without data."""

    level: float
    exposure: float = 0.0
    events: tuple[Event, ...] = ()
    spread: float = 0.0
    silent_for: int = 0
    missing: tuple[int, ...] = ()
    winter: float = 0.0  # by how much of itself the level rises in January, and falls in July


@dataclass(frozen=True)
class Figure:
    """The made-up numbers of one month."""

    period: dt.date
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    n: float | None = None
    sd: float | None = None


def month_before(day: dt.date, months: int) -> dt.date:
    """The first day of the month so many months before that of `day`."""
    number = day.year * 12 + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)


def levels(process: Process, today: dt.date) -> Iterator[tuple[int, dt.date, float]]:
    """(months ago, first day, true level) of each of the last MONTHS whole months that has data, oldest first."""
    for ago in range(MONTHS - 1, -1, -1):
        if ago < process.silent_for or ago in process.missing:
            continue
        level = process.level
        for event in process.events:
            if event.drifting:
                gone = np.clip((event.months_ago - ago) / max(1, event.months_ago), 0.0, 1.0)
                level *= event.factor**gone
            elif ago < event.months_ago:
                level *= event.factor
        period = month_before(today, ago + 1)
        yield ago, period, level * (1 + process.winter * np.cos((period.month - 1) / 6 * np.pi))


def figures(process: Process, kind: DataKind, rng: np.random.Generator, today: dt.date) -> list[Figure]:
    """The process's made-up months, with the chance variation that its kind of data has."""
    return [_figure(process, kind, rng, period, float(level)) for _, period, level in levels(process, today)]


def _figure(process: Process, kind: DataKind, rng: np.random.Generator, period: dt.date, level: float) -> Figure:
    if kind is DataKind.COUNT:
        return Figure(period, value=float(rng.poisson(level)))
    if kind is DataKind.OTHER:
        return Figure(period, value=round(float(rng.normal(level, process.spread)), 1))
    exposure = max(1, round(rng.normal(process.exposure, process.exposure * 0.05)))
    if kind is DataKind.RATE:
        return Figure(period, numerator=float(rng.poisson(level * exposure)), denominator=float(exposure))
    if kind is DataKind.PROPORTION:
        share = float(np.clip(rng.normal(level, process.spread), 0.0, 1.0)) if process.spread else min(level, 1.0)
        return Figure(period, numerator=float(rng.binomial(exposure, share)), denominator=float(exposure))
    mean = rng.normal(level, process.spread / np.sqrt(exposure))
    return Figure(period, value=round(float(mean), 2), n=float(exposure), sd=round(process.spread, 2))
