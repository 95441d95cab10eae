"""What a made-up process does over time: a level, chance around it, and the events that move it.

Everything is drawn from one numpy Generator that is handed in, so that the same seed gives the same trust."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

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

    spread: for means and other values, the standard deviation between single patients (or months), for ratios what months
    differ by besides chance; evenness: what changed it. sampled: the standard deviation is that of the month's sample, not
    the one known for all. silent_for: how many of the last months have no data; missing: single months ago without data.
    Of what lies between events, the level is the usual number of days; or of cases, where the exposure says how many cases
    there are a day."""

    level: float
    exposure: float = 0.0
    events: tuple[Event, ...] = ()
    spread: float = 0.0
    silent_for: int = 0
    missing: tuple[int, ...] = ()
    winter: float = 0.0  # by how much of itself the level rises in January, and falls in July
    evenness: tuple[Event, ...] = ()
    sampled: bool = False


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
    """The process's made-up months, with the chance variation that its kind of data has; or its events."""
    if kind is DataKind.BETWEEN:
        return list(_events(process, rng, today))
    return [_figure(_as_even(process, ago), kind, rng, period, float(level)) for ago, period, level in levels(process, today)]


def _as_even(process: Process, ago: int) -> Process:
    """The process with the spread that it had so many months ago."""
    return replace(process, spread=process.spread * _factor(process.evenness, ago)) if process.evenness else process


def _figure(process: Process, kind: DataKind, rng: np.random.Generator, period: dt.date, level: float) -> Figure:
    if kind is DataKind.COUNT:
        return Figure(period, value=float(rng.poisson(level)))
    if kind is DataKind.OTHER:
        return Figure(period, value=round(float(rng.normal(level, process.spread)), 1))
    exposure = max(1, round(rng.normal(process.exposure, process.exposure * 0.05)))
    if kind is DataKind.RATE:
        level = max(0.0, float(rng.normal(level, process.spread))) if process.spread else level
        return Figure(period, numerator=float(rng.poisson(level * exposure)), denominator=float(exposure))
    if kind is DataKind.PROPORTION:
        share = float(np.clip(rng.normal(level, process.spread), 0.0, 1.0)) if process.spread else min(level, 1.0)
        return Figure(period, numerator=float(rng.binomial(exposure, share)), denominator=float(exposure))
    spread = process.spread
    mean = rng.normal(level, spread / np.sqrt(exposure))
    if process.sampled:
        spread *= np.sqrt(rng.chisquare(exposure - 1) / (exposure - 1))
    return Figure(period, value=round(float(mean), 2), n=float(exposure), sd=round(float(spread), 2))


def _events(process: Process, rng: np.random.Generator, today: dt.date) -> Iterator[Figure]:
    """Events that come by chance: the days from one to the next, or the cases, have no memory. Days are left to the product
    to work out; the last event is at least a week old."""
    on = month_before(today, MONTHS) + dt.timedelta(days=int(rng.integers(1, 20)))
    between: float | None = None
    while on <= today - dt.timedelta(days=7):
        yield Figure(on, value=between)
        usual = process.level * _factor(process.events, (today.year - on.year) * 12 + today.month - on.month - 1)
        if process.exposure:
            between = float(rng.geometric(1 / (usual + 1)) - 1)
        days = rng.exponential(usual) if between is None else between / process.exposure
        on += dt.timedelta(days=max(1, round(days)))


def _factor(events: tuple[Event, ...], ago: int) -> float:
    """What had come of the level so many months before the last one."""
    return math.prod(event.factor for event in events if ago < event.months_ago)
