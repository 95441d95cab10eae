"""Which run of special cause in a chart is which signal that is known already. Pure: no database.

A run keeps its identity (rule and first period) from one computation to the next, but new points move the mean, and that may
move a run's first point. A run that overlaps a known signal of the same rule on the same side is that signal carried on.
"""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from qms.golden_thread.readings.models import SignalState
from qms.spc import ControlChart, Signal

RECENT_POINTS = 3
"""A run that ends earlier than this many points from the end is history: it opens no new signal."""


class KnownSignal(NamedTuple):
    """A signal as far as recomputing may change it."""

    id: int
    series_id: int
    rule: str
    type: str
    first_period: dt.date
    last_period: dt.date
    sentence: str
    state: SignalState
    closed_reason: str
    vanished: bool

    @property
    def is_live(self) -> bool:
        """Whether it is not closed."""
        return self.state is not SignalState.CLOSED


class Run(NamedTuple):
    """A run of special cause in a chart, with its periods as dates. recent: it ends at one of the last three points."""

    found: Signal
    first: dt.date
    last: dt.date
    recent: bool


def runs_of(chart: ControlChart) -> list[Run]:
    """The chart's runs of special cause, in order of their first point."""
    if not chart.signals:
        return []
    active = chart.analysis.active[0].nonzero()[0]
    since = active[-RECENT_POINTS:][0]
    return [
        Run(
            found,
            dt.date.fromisoformat(found.first_period),
            dt.date.fromisoformat(found.last_period),
            bool(found.last >= since),
        )
        for found in chart.signals
        if found.first_period and found.last_period
    ]


def match(runs: Sequence[Run], known: Sequence[KnownSignal]) -> list[tuple[Run, KnownSignal | None]]:
    """Each run with the signal that it is, or None where it is new. A signal is at most one run, a run at most one signal.

    Rule and first period decide; else the overlap: live signals before closed ones, longer overlaps before shorter."""
    by_name = {(each.rule, each.first_period): each for each in known}
    exact = {at: by_name[run.found.rule, run.first] for at, run in enumerate(runs) if (run.found.rule, run.first) in by_name}
    free = [each for each in known if each not in exact.values()]
    paired: dict[int, KnownSignal] = dict(exact)
    for at, run in reversed(list(enumerate(runs))):
        candidates = [each for each in free if at not in exact and _overlap(run, each) > 0]
        if candidates:
            best = max(candidates, key=lambda each: (each.is_live, _overlap(run, each), -each.first_period.toordinal()))
            paired[at] = best
            free.remove(best)
    return [(run, paired.get(at)) for at, run in enumerate(runs)]


def same_side(one: str, other: str) -> bool:
    """Whether two point types are both high or both low."""
    return one.rpartition("-")[2] == other.rpartition("-")[2]


def _overlap(run: Run, signal: KnownSignal) -> int:
    """Days that both cover; 0 for another rule or the other side."""
    if run.found.rule != signal.rule or not same_side(run.found.type, signal.type):
        return 0
    return (min(run.last, signal.last_period) - max(run.first, signal.first_period)).days + 1
