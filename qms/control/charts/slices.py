"""The part of a chart around a change, as a picture: some points before it and all that count since."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.control.charts.changes import place_of, split_subject
from qms.control.charts.drawings import Subject
from qms.control.charts.flags import CHANGE
from qms.control.charts.preview import periods_of

BEFORE = 12
"""Points shown before the change: what its limits want at the least."""


@dataclass(frozen=True)
class Slice(Subject):
    """A chart drawn from the position `first` on; its centre and limits rest on all of it."""

    first: int = 0

    def as_drawn(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The chart and what drawings are told, without the points before `first`."""
        drawn, told = super().as_drawn()
        arms, ends = drawn["arms"], told["baseline"]
        drawn |= {"points": drawn["points"][self.first :], "arms": arms and tuple(arm[self.first :] for arm in arms)}
        return drawn, told | {
            "target": told["target"][self.first :] if isinstance(told["target"], list) else told["target"],
            "phases": [start - self.first for start in told["phases"] if start > self.first],
            "baseline": _moved(ends, self.first) if ends else None,
        }


def slice_of(subject: Subject, change: dt.date, until: dt.date | None = None, *, flags: Sequence[dt.date] = ()) -> Slice:
    """The chart split at the change where there are points on both sides of it, from some points before. `flags` are days to
    mark, numbered in their order; they take the place of the chart's own."""
    place = place_of(periods_of(subject.chart), change, subject.metric.cadence)
    shown = split_subject(subject, change, until)
    first = max(0, min(place, len(shown.chart.values)) - BEFORE)
    marks = [
        {"date": day.isoformat(), "number": str(number), "text": f"Flag {number}", "kind": CHANGE}
        for number, day in enumerate(sorted(set(flags)), start=1)
    ]
    return Slice(shown.chart, shown.metric, shown.title, marks, first)


def _moved(ends: tuple[int, int], first: int) -> tuple[int, int] | None:
    """The ends of a baseline, counted from `first`; None where it lies before it."""
    return (max(ends[0] - first, 0), ends[1] - first) if ends[1] >= first else None
