"""The numbered flags of charts in words, for the pages of other rooms that show the pictures."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from qms.control.charts.analysis import charts_of
from qms.control.charts.flags import CHANGE, flags_between
from qms.control.charts.models import Annotation
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.strands import Mark, WrittenFlag, all_strands
from qms.kernel.db import db


def written_flags(series_ids: Sequence[int]) -> dict[int, list[WrittenFlag]]:
    """The flags that the picture of each series draws, by their numbers; series without any are left out. A number of
    queries that does not grow with the series."""
    series = list(db.session.execute(select(Series).where(Series.id.in_(series_ids))).scalars())
    notes, marks = _notes(series_ids), _marks(series_ids)
    found = {}
    for series_id, chart in charts_of(series).items():
        flags = flags_between(chart, notes[series_id], marks[series_id])
        drawn = [WrittenFlag(each.number, each.on, each.text, each.url, each.kind == CHANGE) for each in flags if each.number]
        if drawn:
            found[series_id] = drawn
    return found


def _notes(series_ids: Sequence[int]) -> dict[int, list[Annotation]]:
    found: dict[int, list[Annotation]] = defaultdict(list)
    statement = select(Annotation).where(Annotation.series_id.in_(series_ids), Annotation.undone_at.is_(None))
    for note in db.session.execute(statement.order_by(Annotation.period, Annotation.id)).scalars():
        found[note.series_id].append(note)
    return found


def _marks(series_ids: Sequence[int]) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = defaultdict(list)
    for strand in all_strands():
        for series_id, marks in strand.marks(series_ids).items():
            found[series_id] += marks
    return found
