"""A suggestion of new limits that is looked at and not followed: why, so that it is not made again."""

import datetime as dt

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.control.blueprint import blueprint
from qms.control.charts import queries
from qms.control.charts.actions import DecisionRefused, set_suggestion_aside
from qms.control.charts.decision_views import unit_of
from qms.control.charts.forms import SetAsideForm
from qms.control.charts.judging import Suggestion, standing_suggestion, suggestion_box
from qms.control.charts.models import SuggestionSetAside
from qms.control.charts.presenters import Loaded, crumbs_of, load
from qms.control.charts.preview import periods_of
from qms.people.access import needs, person
from qms.people.roles import Permission


@blueprint.route("/charts/<int:series_id>/suggestion", methods=["GET", "POST"])
@needs(Permission.CURATE_CHARTS, unit_of=unit_of)
def chart_suggestion(series_id: int) -> ResponseReturnValue:
    """Set the suggestion of new limits aside, with the reason."""
    loaded = load(series_id)
    period, box = _standing(loaded)
    form = SetAsideForm(period=period and period.isoformat())
    if period is not None and form.validate_on_submit():
        if form.period.data != period.isoformat():
            return _gone(series_id)
        try:
            set_suggestion_aside(loaded.series, period=period, reason=form.reason.data or "", by=person())
        except DecisionRefused:
            return _gone(series_id)
        flash("Stored: the suggestion is set aside. It stays in the history of this chart, and can be undone.", "success")
        return redirect(url_for("control.chart", series_id=series_id), 303)
    if request.method == "POST" and period is None:
        return _gone(series_id)
    crumbs = [*crumbs_of(loaded.series), (loaded.title, url_for("control.chart", series_id=series_id))]
    page = render_template("control/charts/suggestion.html", form=form, loaded=loaded, suggestion=box, crumbs=crumbs)
    return page, 422 if form.errors else 200


def _standing(loaded: Loaded) -> tuple[dt.date | None, Suggestion | None]:
    """The period of the suggestion that stands, and its words."""
    if loaded.chart is None:
        return None, None
    found = standing_suggestion(loaded.chart, queries.decisions(SuggestionSetAside, loaded.series.id))
    if found is None:
        return None, None
    return periods_of(loaded.chart)[found.position], suggestion_box(loaded.series, loaded.chart, found)


def _gone(series_id: int) -> ResponseReturnValue:
    flash("The chart has changed in the meantime: that suggestion stands no longer.", "info")
    return redirect(url_for("control.chart", series_id=series_id), 303)
