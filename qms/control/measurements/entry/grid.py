"""The grid as its page lays it out: a card for each series, a row for each period, an input for each number."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.control.measurements.entry.events import DAY, NEW_ROWS, TypedEvents, last_events
from qms.control.measurements.entry.lines import Line
from qms.control.measurements.entry.periods import last_complete, period_of, periods_until
from qms.control.measurements.entry.typed import Judged, Place, Typed, texts_of
from qms.control.measurements.queries import figures_between
from qms.control.measurements.rows import Figures
from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.readings.presenters import period_words
from qms.kernel import clock
from qms.kernel.formats import count
from qms.kernel.uploads import RowError

LONG = 140


@dataclass(frozen=True)
class Cell:
    """One input: `was` is what is stored, `value` what stands in it."""

    name: str
    label: str
    value: str
    was: str
    wrong: bool


@dataclass(frozen=True)
class GridRow:
    """One period of a line."""

    words: str
    history_url: str
    cells: list[Cell]
    errors: list[str]
    conflict: str
    said: str = ""  # in place of inputs: the days since the event before

    @property
    def at(self) -> Cell:
        """The input to look at first: one that is wrong, else the first."""
        return next((cell for cell in self.cells if cell.wrong), self.cells[0])


@dataclass(frozen=True)
class NewEvent:
    """A row to type an event into: its day, and the number that goes with it where one does."""

    number: int
    day: Cell
    cells: list[Cell]
    errors: list[str]

    @property
    def at(self) -> Cell:
        """The input to look at first."""
        return next((cell for cell in (self.day, *self.cells) if cell.wrong), self.day)


@dataclass(frozen=True)
class Card:
    """One series with its periods."""

    title: str
    url: str
    about: str
    proposed: bool
    period_word: str
    headings: list[str]
    rows: list[GridRow]
    new_events: list[NewEvent]


Periods = dict[str, list[dt.date]]


def periods_of(lines: Sequence[Line], *, how_many: int, until: dt.date | None) -> Periods:
    """The periods that each line shows: the last complete ones, or those up to the day asked for; of events, the last."""
    today = clock.today()
    events = last_events([each for each in lines if each.has_events], how_many=how_many, until=until or today)
    shown = {line.key: events.get(line.key, []) for line in lines}
    for line in lines:
        if line.has_events:
            continue
        cadence = line.metric.cadence
        last = period_of(min(until, today), cadence, line.latest) if until else last_complete(cadence, line.latest, today)
        if until is None and line.latest:
            last = max(last, line.latest)
        shown[line.key] = periods_until(last, cadence, how_many)
    return shown


def stored_at(lines: Sequence[Line], periods: Periods) -> dict[Place, Figures]:
    """What is stored at the places of the grid, in one query."""
    keys = {line.series_id: line.key for line in lines if line.series_id and periods.get(line.key)}
    days = [day for key in keys.values() for day in periods[key]]
    if not days:
        return {}
    found = figures_between(list(keys), min(days), max(days))
    return {(keys[series_id], period): figures for (series_id, period), figures in found.items()}


def cards_of(
    lines: Sequence[Line],
    periods: Periods,
    stored: Mapping[Place, Figures],
    *,
    typed: Typed | None = None,
    judged: Judged | None = None,
    events: TypedEvents | None = None,
) -> list[Card]:
    """The cards; with what was typed in place of what is stored, and what is wrong with it."""
    given = (stored, typed or Typed(), judged or Judged(), events or TypedEvents())
    return [_Card(line, *given).made(periods.get(line.key, [])) for line in lines]


@dataclass(frozen=True)
class _Card:
    line: Line
    stored: Mapping[Place, Figures]
    typed: Typed
    judged: Judged
    events: TypedEvents

    def made(self, periods: Sequence[dt.date]) -> Card:
        line, metric = self.line, self.line.metric
        where = url_for("control.chart", series_id=line.series_id) if line.series_id else ""
        return Card(
            title=f"{metric.name}, {line.stratum}" if line.stratum else metric.name,
            url=where or url_for("metric", metric_id=metric.id),
            about=self.about(),
            proposed=metric.state is MetricState.PROPOSED,
            period_word="Date" if line.has_events else "Period",
            headings=["Since the one before"] if line.counts_days else [label for _, label in line.fields],
            rows=[self.row(period) for period in periods],
            new_events=[self.new_event(number) for number in range(NEW_ROWS)] if line.has_events else [],
        )

    def new_event(self, number: int) -> NewEvent:
        line = self.line
        texts = self.events.texts.get((line.key, number), {})
        errors = self.judged.event_errors.get((line.key, number), [])
        wrong = {error.column for error in errors}
        named = f"{line.metric.name}{', ' + line.stratum if line.stratum else ''}"

        def cell(name: str, label: str, *, wrong: bool) -> Cell:
            return Cell(
                f"e-{line.key}-{number}-{name}", f"{label}, new event {number + 1}, {named}", texts.get(name, ""), "", wrong
            )

        fields = [name for name, _ in line.fields]
        return NewEvent(
            number=number + 1,
            day=cell(DAY, "Date", wrong=bool(wrong) and not wrong & set(fields)),
            cells=[cell(name, label, wrong=name in wrong) for name, label in line.fields],
            errors=[f"{error.message} {error.remedy}".strip() for error in errors],
        )

    def about(self) -> str:
        metric = self.line.metric
        if metric.has_denominator and metric.numerator and metric.denominator:
            return f"Numerator: {_short(metric.numerator)} Denominator: {_short(metric.denominator)}"
        return metric.measured_in

    def row(self, period: dt.date) -> GridRow:
        line, place = self.line, (self.line.key, period)
        now = texts_of(self.stored.get(place), line)
        texts = self.typed.texts.get(place, now)
        if place in self.typed.was and texts == self.typed.was[place]:
            texts = now  # not typed in: show what is stored by now
        errors = self.judged.errors.get(place, [])
        words = period_words(period, line.metric)
        conflict = self.judged.conflicts.get(place)
        cells = [
            Cell(
                name=f"c-{line.key}-{period.isoformat()}-{name}",
                label=f"{label}, {words}, {line.metric.name}{', ' + line.stratum if line.stratum else ''}",
                value=texts.get(name, ""),
                was=now[name],
                wrong=any(_is_at(error, name, line) for error in errors),
            )
            for name, label in line.fields
        ]
        return GridRow(
            words=words,
            history_url=url_for("control.measurement_history", series_id=line.series_id, period=period)
            if line.series_id and place in self.stored
            else "",
            cells=cells,
            errors=[f"{error.message} {error.remedy}".strip() for error in errors],
            conflict=""
            if conflict is None
            else f"Somebody stored {_said(conflict)} here meanwhile. Store again to replace it.",
            said=_days(self.stored.get(place)) if line.counts_days else "",
        )


def _days(figures: Figures | None) -> str:
    """'41 days'; the first event has none."""
    return (
        "The first: days count from here" if figures is None or figures.value is None else count(round(figures.value), "day")
    )


def _is_at(error: RowError, name: str, line: Line) -> bool:
    """Whether the error is about this input; one about no number is about the first."""
    fields = [field for field, _ in line.fields]
    return error.column == name or (error.column not in fields and name == fields[0])


def _said(texts: Mapping[str, str]) -> str:
    known = [text for text in texts.values() if text]
    return " of ".join(known) if {"numerator", "denominator"} <= texts.keys() else ", ".join(known) or "nothing"


def _short(text: str) -> str:
    """A definition's first words, ended by a full stop."""
    plain = " ".join(text.split())
    return f"{plain[:LONG].rstrip()} …" if len(plain) > LONG else plain if plain.endswith(".") else f"{plain}."
