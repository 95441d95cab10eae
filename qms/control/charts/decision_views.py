"""Decisions on a chart: limits recalculated, points left out, notes; each undone again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.charts import page_queries, queries
from qms.control.charts.actions import (
    DecisionRefused,
    annotate,
    exclude_point,
    recalculate_limits,
    undo,
    why_not_recalculated,
)
from qms.control.charts.analysis import chart_if
from qms.control.charts.before_after import BeforeAfter, compared
from qms.control.charts.forms import DecisionForm
from qms.control.charts.history import KINDS
from qms.control.charts.presenters import Loaded, crumbs_of, load
from qms.control.charts.preview import last_outlier, likely_change
from qms.control.charts.tabs import note_form, note_lines
from qms.control.charts.views import show
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.presenters import period_words
from qms.organisation.models import Unit
from qms.people.access import needs, person
from qms.people.roles import Permission
from qms.spc import ControlChart


def unit_of(series_id: int, **_: object) -> Unit:
    """The unit of a chart, for the access marks."""
    return queries.series(series_id).unit


@dataclass(frozen=True)
class Decide:
    """One kind of decision: how it is previewed and stored, what is said when it is stored, its template."""

    preview: Callable[[Series, dt.date], ControlChart | None]
    act: Callable[..., Any]
    done: str
    template: str
    suggest: Callable[[ControlChart], dt.date | None]
    first_too: bool
    obstacle: Callable[[Series], str] = lambda series: ""


LIMITS = Decide(
    preview=lambda series, period: chart_if(series, rebase=[period]),
    act=recalculate_limits,
    done="Stored: the limits are recalculated from {}.",
    template="control/charts/limits.html",
    suggest=likely_change,
    first_too=False,
    obstacle=why_not_recalculated,
)
EXCLUSION = Decide(
    preview=lambda series, period: chart_if(series, exclude=[period]),
    act=exclude_point,
    done="Stored: the point of {} is left out of the limits.",
    template="control/charts/exclusion.html",
    suggest=last_outlier,
    first_too=True,
)


@blueprint.route("/charts/<int:series_id>/limits", methods=["GET", "POST"])
@needs(Permission.CURATE_CHARTS, unit_of=unit_of)
def chart_limits(series_id: int) -> ResponseReturnValue:
    """Recalculate the limits from a period: choose it, see both charts, give the reason, store."""
    return _decide(series_id, LIMITS)


@blueprint.route("/charts/<int:series_id>/exclusions", methods=["GET", "POST"])
@needs(Permission.CURATE_CHARTS, unit_of=unit_of)
def chart_exclusions(series_id: int) -> ResponseReturnValue:
    """Leave a point out of the limits: choose it, see both charts, give the reason, store."""
    return _decide(series_id, EXCLUSION)


def _decide(series_id: int, what: Decide) -> ResponseReturnValue:
    loaded = load(series_id)
    if loaded.chart is None:
        raise NotFound("There is nothing to decide yet: no measurements have been stored for this chart.")
    form = DecisionForm(period=request.args.get("period"))
    form.offer(loaded.chart, loaded.series.metric, first_too=what.first_too)
    if form.validate_on_submit():
        try:
            what.act(loaded.series, period=form.period.period, reason=form.reason.data, by=person())
        except DecisionRefused as refusal:
            form.period.errors = [str(refusal)]
        else:
            flash(what.done.format(period_words(form.period.period, loaded.series.metric)), "success")
            return redirect(url_for("control.chart", series_id=series_id), 303)
    elif form.period.data and not form.period.is_offered and not form.errors:
        form.period.errors = [form.period.refusal]
    comparison = _comparison(loaded, loaded.chart, form, what)
    if not form.period.data and (suggested := what.suggest(loaded.chart)):
        form.period.data = suggested.isoformat()
    page = render_template(
        what.template,
        form=form,
        obstacle=what.obstacle(loaded.series),
        choosers=[form.period],
        loaded=loaded,
        crumbs=[*crumbs_of(loaded.series), (loaded.title, url_for("control.chart", series_id=series_id))],
        comparison=comparison,
    )
    return page, 422 if form.errors else 200


def _comparison(loaded: Loaded, chart: ControlChart, form: DecisionForm, what: Decide) -> BeforeAfter | None:
    """Both charts, once a period of the chart is chosen."""
    if not form.period.is_offered:
        return None
    then = what.preview(loaded.series, form.period.period)
    return compared(loaded, chart, then, period_words(form.period.period, loaded.series.metric)) if then else None


@blueprint.post("/charts/<int:series_id>/notes")
@needs(Permission.CURATE_CHARTS, unit_of=unit_of)
def chart_notes(series_id: int) -> ResponseReturnValue:
    """Put a note on a period."""
    loaded = load(series_id)
    form = note_form(loaded)
    if form.validate_on_submit():
        annotate(loaded.series, period=form.period.period, text=form.text.data or "", by=person())
        flash("Stored: your note is on the chart.", "success")
        return redirect(url_for("control.chart", series_id=series_id, tab="notes"), 303)
    return show(loaded, "notes", {"notes": note_lines(loaded), "form": form}), 422


@blueprint.post(
    "/charts/<int:series_id>/decisions/<any(limits, baseline, note, exclusion, suggestion):kind>/<int:decision_id>/undo"
)
@needs(Permission.CURATE_CHARTS, unit_of=unit_of)
def chart_undo(series_id: int, kind: str, decision_id: int) -> ResponseReturnValue:
    """Take a decision back; it stays in the history."""
    try:
        undo(page_queries.decision(KINDS[kind], series_id, decision_id), by=person())
    except DecisionRefused as refusal:
        flash(str(refusal), "info")
    else:
        flash("Undone. It stays in the history of this chart.", "success")
    tab = "notes" if kind == "note" else "history"
    return redirect(url_for("control.chart", series_id=series_id, tab=tab), 303)
