"""What people decided about a chart, and the phases that came of it; nothing that was undone is lost."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for

from qms.control.charts.actions import Decision
from qms.control.charts.models import Annotation, Baseline, Exclusion, PhaseStart, SuggestionSetAside
from qms.control.charts.naming import decimals_of
from qms.control.charts.preview import periods_of
from qms.control.charts.queries import all_decisions
from qms.golden_thread.metrics.finding import people_names
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.metrics.presenters import shown
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.formats import day
from qms.spc import ControlChart
from qms.spc.verdicts import PROVISIONAL_BELOW

# the word in addresses -> the kind of decision
KINDS: dict[str, type[Decision]] = {
    "limits": PhaseStart,
    "baseline": Baseline,
    "note": Annotation,
    "exclusion": Exclusion,
    "suggestion": SuggestionSetAside,
}
_WHAT = {
    "limits": "Limits recalculated from {}",
    "baseline": "Limits rest on {} to {}",
    "note": "Note on {}",
    "exclusion": "Point of {} left out of the limits",
    "suggestion": "Suggestion of new limits from {} set aside",
}


@dataclass(frozen=True)
class Entry:
    """One decision: what, why, who and when; how it was undone, or the address that undoes it."""

    what: str
    why: str
    who: str
    at: dt.datetime
    undone: str
    undo_url: str


@dataclass(frozen=True)
class PhaseRow:
    """One stretch of the chart between recalculations, with its lines as at its last point."""

    since: str
    points: int
    centre: str
    limits: str
    provisional: bool


def entries_of(series: Series) -> list[Entry]:
    """Every decision on the series, newest first."""
    made = [(word, each) for word, kind in KINDS.items() for each in all_decisions(kind, series.id)]
    names = people_names(each.undone_by_id for _, each in made)
    entries = [_entry(word, each, series.metric, names) for word, each in made]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def undo_url(word: str, decision: Decision) -> str:
    """Where a decision is undone."""
    return url_for("control.chart_undo", series_id=decision.series_id, kind=word, decision_id=decision.id)


def phases_of(chart: ControlChart, metric: Metric) -> list[PhaseRow]:
    """The phases, newest first."""
    periods, places = periods_of(chart), decimals_of(chart, metric)
    rows = []
    for phase in reversed(chart.phases):
        centre, lower, upper = (shown(line, metric, decimals=places) for line in (phase.centre, phase.lower, phase.upper))
        rows.append(
            PhaseRow(
                since=period_words(periods[phase.start], metric),
                points=phase.points,
                centre=centre,
                limits="" if lower == upper == "–" else f"{lower} to {upper}",
                provisional=phase.points < PROVISIONAL_BELOW,
            )
        )
    return rows


def _entry(word: str, decision: Decision, metric: Metric, names: dict[int, str]) -> Entry:
    undone = ""
    if decision.undone_at is not None:
        undone = f"Undone by {names.get(decision.undone_by_id or 0, 'somebody')} on {day(decision.undone_at)}"
    ends = [decision.period, decision.until] if isinstance(decision, Baseline) else [decision.period]
    return Entry(
        what=_WHAT[word].format(*(period_words(each, metric) for each in ends)),
        why=decision.text if isinstance(decision, Annotation) else decision.reason,
        who=decision.by.name,
        at=decision.created_at,
        undone=undone,
        undo_url="" if undone else undo_url(word, decision),
    )
