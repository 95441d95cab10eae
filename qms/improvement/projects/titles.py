"""The first words of a project that answers a signal: short, and in the direction that is wanted."""

import re

from qms.golden_thread.metrics.models import DataKind, Direction, Metric
from qms.organisation.models import Unit, UnitKind

LONGEST = 80
_REST = re.compile(r"\s*[,;:(].*|\s+per\s.*")  # "category 2 and above", "(moderate or worse)", "per 1,000 bed days"
_TIMES = ("minutes", "hours", "days")


def signal_title(metric: Metric, unit: Unit, *, improved: bool) -> str:
    """ "Fewer pressure ulcers on Swallow Ward", "Better hand hygiene on Ward 1", "Keep the gain: falls on Ward 1"; never
    longer than LONGEST."""
    what = _core(metric.name)
    wish = "Keep the gain:" if improved else _wish(metric)
    place = f"{'on' if unit.kind is UnitKind.WARD else 'in'} {unit.name}"
    whole = f"{wish} {what} {place}"
    return whole if len(whole) <= LONGEST else _cut(f"{wish} {what}")


def _core(name: str) -> str:
    """What is measured without its small print, as it reads within a sentence: "VTE" keeps its capitals."""
    short = _REST.sub("", name.strip()) or name.strip()
    short = short.removeprefix("New ") or short
    return short if short[1:2].isupper() else short[:1].lower() + short[1:]


def _wish(metric: Metric) -> str:
    if metric.direction is Direction.NEUTRAL:
        return "Understand"
    if metric.direction is Direction.INCREASE:
        return "More" if metric.data_kind in {DataKind.COUNT, DataKind.RATE, DataKind.BETWEEN} else "Better"
    if metric.data_kind in {DataKind.MEAN, DataKind.OTHER}:
        return "Shorter" if metric.measured_in.strip().casefold() in _TIMES else "Lower"
    return "Fewer"


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"
