"""The numbered flags above a chart: people's notes, and the dates that other rooms mark on it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qms.control.charts.models import Annotation
from qms.golden_thread.drawing.flags import read_flags
from qms.golden_thread.drawing.picture import read_chart
from qms.golden_thread.strands import Mark, all_strands
from qms.spc import ControlChart

NOTE, CHANGE = "note", "pdsa"


@dataclass(frozen=True)
class Flag:
    """A flag as the chart draws it. `number` is empty where its date lies outside the chart; a mark has a `url`."""

    on: dt.date
    text: str
    kind: str
    number: str = ""
    url: str = ""
    note: Annotation | None = None


def flags_of(series_id: int, chart: ControlChart | None, notes: Sequence[Annotation]) -> list[Flag]:
    """The notes and the strands' marks of one series in the order of their dates, numbered as they are drawn."""
    marks = [mark for strand in all_strands() for mark in strand.marks([series_id]).get(series_id, ())]
    return flags_between(chart, notes, marks)


def as_annotations(flags: Sequence[Flag]) -> list[dict[str, str]]:
    """The drawn flags in the form that the drawings take."""
    return [
        {"date": flag.on.isoformat(), "number": flag.number, "text": flag.text, "kind": flag.kind}
        for flag in flags
        if flag.number
    ]


def flags_between(chart: ControlChart | None, notes: Sequence[Annotation], marks: Sequence[Mark]) -> list[Flag]:
    """The same where notes and marks have been read already."""
    flags = [Flag(note.period, note.text, NOTE, note=note) for note in notes]
    flags += [Flag(mark.on, mark.text, CHANGE, url=mark.url) for mark in marks]
    flags.sort(key=lambda flag: (flag.on, flag.kind))
    drawn = _drawn(chart, flags)
    numbers = {place: str(number) for number, place in enumerate(drawn, start=1)}
    return [
        Flag(flag.on, flag.text, flag.kind, numbers.get(place, ""), flag.url, flag.note) for place, flag in enumerate(flags)
    ]


def _drawn(chart: ControlChart | None, flags: Sequence[Flag]) -> list[int]:
    """The places of the flags that fall within the chart, as the drawing decides it."""
    if chart is None or not flags:
        return []
    wanted = [{"date": flag.on.isoformat(), "number": str(place), "text": flag.text} for place, flag in enumerate(flags)]
    return sorted(int(flag.number) for flag in read_flags(wanted, read_chart(chart)))
