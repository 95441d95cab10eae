"""New events as they are typed: the day of each, and what lay in between where that does not follow from the days."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from qms.control.measurements.entry.lines import Line
from qms.control.measurements.entry.typed import Judged, Texts, directory_of
from qms.control.measurements.models import Measurement
from qms.control.measurements.queries import figures_between
from qms.control.measurements.reading_rows import TWO_EVENTS, read_rows
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import day
from qms.kernel.uploads import RowError, Table
from qms.organisation.models import Unit

CELL = re.compile(r"e-(m\d+s\d+)-(\d)-([a-z]+)")
NEW_ROWS = 3
DAY = "date"


@dataclass
class TypedEvents:
    """The texts of the rows for new events, by a line's key and the row's number."""

    texts: dict[tuple[str, int], Texts] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Mapping[str, str]) -> "TypedEvents":
        """What the form carries; names that are no cells of such a row are passed over."""
        typed = cls()
        for name, text in form.items():
            if (found := CELL.fullmatch(name)) and int(found[2]) < NEW_ROWS:
                typed.texts.setdefault((found[1], int(found[2])), {})[found[3]] = text.strip()
        return typed

    def rows(self, key: str) -> list[int]:
        """The numbers of the line's rows in which something stands."""
        return sorted(number for (line, number), texts in self.texts.items() if line == key and any(texts.values()))

    @property
    def keys(self) -> set[str]:
        """The lines that the page showed such rows for."""
        return {key for key, _ in self.texts}


def last_events(lines: Sequence[Line], *, how_many: int, until: dt.date) -> dict[str, list[dt.date]]:
    """The days of the last so many stored events of each line, oldest first, in one query."""
    keys = {line.series_id: line.key for line in lines if line.series_id}
    place = func.row_number().over(partition_by=Measurement.series_id, order_by=Measurement.period.desc())
    newest = (
        select(Measurement.series_id, Measurement.period, place.label("place"))
        .where(Measurement.series_id.in_(list(keys)), Measurement.period <= until)
        .subquery()
    )
    statement = select(newest.c.series_id, newest.c.period).where(newest.c.place <= how_many).order_by(newest.c.period)
    found: dict[str, list[dt.date]] = {}
    for series_id, period in db.session.execute(statement) if keys else ():
        found.setdefault(keys[series_id], []).append(period)
    return found


def judge_events(typed: TypedEvents, lines: Sequence[Line], unit: Unit, judged: Judged) -> None:
    """Add the rows to store and what is wrong with them, by the same rules as an upload's."""
    for line in lines:
        if numbers := typed.rows(line.key) if line.has_events else []:
            _read(line, [(number, typed.texts[line.key, number]) for number in numbers], unit, judged)


def _read(line: Line, typed: list[tuple[int, Texts]], unit: Unit, judged: Judged) -> None:
    fields = [name for name, _ in line.fields]
    # Errors count the new rows as the page does, from 1.
    names = ["period", *fields]
    cells: list[list[object]] = [[texts.get(DAY, "") for _, texts in typed]]
    cells += [[texts.get(name, "") for _, texts in typed] for name in fields]
    read = read_rows(
        Table(names, cells, [number + 1 for number, _ in typed], None),
        {name: name for name in names},
        directory=directory_of(line, unit),
        latest=clock.today(),
        constants={"metric": str(line.metric.id), "unit": str(unit.id), "stratum": line.stratum},
    )
    for error in read.errors:
        judged.event_errors.setdefault((line.key, error.row - 1), []).append(error)
    days = [row.period for row in read.rows]
    known = figures_between([line.series_id], min(days), max(days)) if days and line.series_id else {}
    for row, (number, _) in zip(read.rows, typed, strict=True) if days else ():
        if (line.series_id, row.period) in known:
            message = f"There is an event on {day(row.period)} already."
            judged.event_errors.setdefault((line.key, number), []).append(RowError(number + 1, DAY, "", message, TWO_EVENTS))
    judged.rows += read.rows
