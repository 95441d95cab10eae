"""What each tab of the chart page shows."""

from collections.abc import Callable
from typing import Any

from flask import url_for

from qms.control.charts import page_queries, queries
from qms.control.charts.causes import causes_of
from qms.control.charts.flags import Flag
from qms.control.charts.forms import NoteForm
from qms.control.charts.history import entries_of, phases_of, undo_url
from qms.control.charts.models import Exclusion
from qms.control.charts.presenters import Loaded
from qms.control.charts.table import Beside, Row, rows_of
from qms.control.measurements.queries import revisions_of
from qms.golden_thread.metrics.pages import definition_rows
from qms.golden_thread.metrics.states import state_sentence
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.formats import day
from qms.kernel.paging import Page, slice_of

ROWS = 40


def content_of(tab: str, loaded: Loaded) -> dict[str, Any]:
    """The content of one tab, as its template reads it."""
    return _CONTENT[tab](loaded)


def _causes(loaded: Loaded) -> dict[str, Any]:
    found = causes_of(loaded.chart, loaded.series.metric, loaded.signals) if loaded.chart else []
    return {"causes": slice_of(found, size=ROWS)}


def _notes(loaded: Loaded) -> dict[str, Any]:
    return {"notes": note_lines(loaded), "form": note_form(loaded)}


def note_lines(loaded: Loaded) -> list[dict[str, str]]:
    """Notes and marks, newest first, each with its number on the chart."""
    return [_line(flag, loaded) for flag in reversed(loaded.flags)]


def note_form(loaded: Loaded) -> NoteForm:
    """The form of a new note, for any period of the chart."""
    form = NoteForm()
    form.offer(loaded.chart, loaded.series.metric)
    return form


def _line(flag: Flag, loaded: Loaded) -> dict[str, str]:
    by = f"{flag.note.by.name}, {day(flag.note.created_at)}" if flag.note else ""
    return {
        "number": flag.number,
        "kind": flag.kind,
        "when": period_words(flag.on, loaded.series.metric) if flag.note else day(flag.on),
        "text": flag.text,
        "by": by,
        "url": flag.url,
        "undo_url": undo_url("note", flag.note) if flag.note else "",
    }


def _data(loaded: Loaded) -> dict[str, Any]:
    return {"rows": data_page(loaded), "counted": loaded.series.metric.has_denominator}


def data_page(loaded: Loaded) -> Page[Row]:
    """The asked-for page of the chart's table, newest first."""
    if loaded.chart is None:
        return Page([], 1, ROWS, 0)
    series = loaded.series
    revisions: dict[Any, list[Any]] = {}
    for revision in revisions_of(series.id):
        revisions.setdefault(revision.period, []).append(revision)
    beside = Beside(
        measurements={each.period: each for each in loaded.measurements},
        exclusions={each.period: each for each in queries.decisions(Exclusion, series.id)},
        revisions=revisions,
        units=page_queries.units_reporting(series) if series.rolled_up else 0,
    )
    rows = rows_of(loaded.chart, series.metric, beside)
    return slice_of(rows, size=ROWS)


def _definition(loaded: Loaded) -> dict[str, Any]:
    metric = loaded.series.metric
    return {
        "state": state_sentence(metric),
        "definition": definition_rows(metric),
        "metric_url": url_for("metric", metric_id=metric.id),
    }


def _history(loaded: Loaded) -> dict[str, Any]:
    return {
        "entries": entries_of(loaded.series),
        "phases": phases_of(loaded.chart, loaded.series.metric) if loaded.chart else [],
    }


_CONTENT: dict[str, Callable[[Loaded], dict[str, Any]]] = {
    "special-causes": _causes,
    "notes": _notes,
    "data": _data,
    "definition": _definition,
    "history": _history,
}
