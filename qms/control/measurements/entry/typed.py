"""What somebody typed into the grid, against what it showed and what is stored now: rows to store, errors, conflicts."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qms.control.measurements.directory import Directory, KnownMetric, KnownUnit
from qms.control.measurements.entry.lines import Line
from qms.control.measurements.reading_rows import read_rows
from qms.control.measurements.rows import Figures, Row
from qms.kernel import clock
from qms.kernel.uploads import RowError, Table
from qms.organisation.models import Unit

CELL = re.compile(r"c-(m\d+s\d+)-(\d{4}-\d{2}-\d{2})-([a-z]+)")
MOST_PERIODS = 60
Place = tuple[str, dt.date]  # a line's key and a period
Texts = dict[str, str]  # by field


@dataclass
class Typed:
    """The texts of the form by place; `was` is what the page showed there."""

    texts: dict[Place, Texts] = field(default_factory=dict)
    was: dict[Place, Texts] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Mapping[str, str]) -> "Typed":
        """What the form carries; names that are no cells of a grid are passed over."""
        typed = cls()
        for name, text in form.items():
            if (found := CELL.fullmatch(name)) and (place := _place(found)):
                typed.texts.setdefault(place, {})[found[3]] = text.strip()
                typed.was.setdefault(place, {})[found[3]] = form.get(f"was-{name}", "").strip()
        return typed

    def periods(self, key: str) -> list[dt.date]:
        """The periods that the page showed for a line."""
        return sorted(period for line, period in self.texts if line == key)[-MOST_PERIODS:]


def _place(found: re.Match[str]) -> Place | None:
    try:
        return found[1], dt.date.fromisoformat(found[2])
    except ValueError:
        return None


@dataclass
class Judged:
    """The form judged: `rows` to store; `errors` and `conflicts` (what is stored there now) by place."""

    rows: list[Row] = field(default_factory=list)
    errors: dict[Place, list[RowError]] = field(default_factory=dict)
    conflicts: dict[Place, Texts] = field(default_factory=dict)
    event_errors: dict[tuple[str, int], list[RowError]] = field(default_factory=dict)  # by a line's key and its new row


def judge(typed: Typed, lines: Sequence[Line], stored: Mapping[Place, Figures], unit: Unit) -> Judged:
    """What is to be stored of what was typed. Cells that were left as they were are never touched."""
    judged = Judged()
    for line in lines:
        changed: list[dt.date] = []
        for period in typed.periods(line.key):
            place = (line.key, period)
            texts, was = typed.texts[place], typed.was[place]
            now = texts_of(stored.get(place), line)
            if texts == was:
                continue
            if now not in (was, texts):
                judged.conflicts[place] = now
            elif any(texts.values()):
                changed.append(period)
            elif any(now.values()):
                judged.errors[place] = [_emptied(line)]
        _read(line, changed, typed, unit, judged)
    return judged


def _emptied(line: Line) -> RowError:
    remedy = "To take it out, choose its period on the left and remove it with a reason."
    return RowError(0, line.fields[0][0], "", "A stored figure can't be emptied here.", remedy)


def _read(line: Line, periods: Sequence[dt.date], typed: Typed, unit: Unit, judged: Judged) -> None:
    """Check the line's changed rows by the same rules as an upload's."""
    if not periods:
        return
    fields = [name for name, _ in line.fields]
    cells: list[list[object]] = [list(periods)]
    cells += [[typed.texts[line.key, period].get(name, "") for period in periods] for name in fields]
    # A mean may come without n and sd; a column that is empty throughout is no column.
    used = [at for at, name in enumerate(fields, start=1) if name not in {"n", "sd"} or any(cells[at])]
    names = ["period", *(fields[at - 1] for at in used)]
    table = Table(names, [cells[0], *(cells[at] for at in used)], range(len(periods)), None)
    read = read_rows(
        table,
        {name: name for name in names},
        directory=directory_of(line, unit),
        latest=clock.today(),
        constants={"metric": str(line.metric.id), "unit": str(unit.id), "stratum": line.stratum},
    )
    judged.rows += read.rows
    for error in read.errors:
        judged.errors.setdefault((line.key, periods[error.row]), []).append(error)


def directory_of(line: Line, unit: Unit) -> Directory:
    """The line's metric and the unit alone, called by their ids."""
    metric = line.metric
    known = KnownMetric(*(getattr(metric, name) for name in KnownMetric._fields))
    return Directory({str(unit.id): [KnownUnit(unit.id, unit.name, unit.ods_code, unit.path)]}, {str(metric.id): known})


def texts_of(figures: Figures | None, line: Line) -> Texts:
    """Stored figures as the grid writes them; empty texts where there are none."""
    return {name: _text(getattr(figures, name) if figures else None) for name, _ in line.fields}


def _text(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else repr(round(number, 10))
