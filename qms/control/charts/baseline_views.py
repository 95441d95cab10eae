"""The points that a chart's limits rest on: choose them, see both charts, give the reason, store."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.control.blueprint import blueprint
from qms.control.charts.actions import DecisionRefused, set_baseline, why_no_baseline
from qms.control.charts.analysis import chart_if
from qms.control.charts.before_after import BeforeAfter, compared
from qms.control.charts.decision_views import unit_of
from qms.control.charts.forms import BaselineForm
from qms.control.charts.presenters import Loaded, crumbs_of, load
from qms.golden_thread.readings.presenters import period_words
from qms.people.access import needs, person
from qms.people.roles import Permission


@blueprint.route("/charts/<int:series_id>/baseline", methods=["GET", "POST"])
@needs(Permission.CURATE_CHARTS, unit_of=unit_of)
def chart_baseline(series_id: int) -> ResponseReturnValue:
    """Rest the limits on some of the points; the others are judged against them."""
    loaded = load(series_id)
    if loaded.chart is None:
        raise NotFound("There is nothing to decide yet: no measurements have been stored for this chart.")
    form = BaselineForm(period=request.args.get("period"), until=request.args.get("until"))
    form.offer(loaded.chart, loaded.series.metric)
    if form.validate_on_submit():
        try:
            set_baseline(
                loaded.series, period=form.period.period, until=form.until.period, reason=form.reason.data or "", by=person()
            )
        except DecisionRefused as refusal:
            form.until.errors = [str(refusal)]
        else:
            flash(f"Stored: the limits rest on {_span(form, loaded)}.", "success")
            return redirect(url_for("control.chart", series_id=series_id), 303)
    comparison = _comparison(loaded, form)
    if not form.period.data:
        form.suggest(loaded.chart)
    page = render_template(
        "control/charts/baseline.html",
        form=form,
        obstacle=why_no_baseline(loaded.series),
        choosers=[form.period, form.until],
        loaded=loaded,
        crumbs=[*crumbs_of(loaded.series), (loaded.title, url_for("control.chart", series_id=series_id))],
        comparison=comparison,
    )
    return page, 422 if form.errors else 200


def _span(form: BaselineForm, loaded: Loaded) -> str:
    metric = loaded.series.metric
    return f"{period_words(form.period.period, metric)} to {period_words(form.until.period, metric)}"


def _comparison(loaded: Loaded, form: BaselineForm) -> BeforeAfter | None:
    """Both charts, once two ends are chosen that a baseline can have."""
    if loaded.chart is None or not (form.period.data or form.until.data):
        return None
    for each in (form.period, form.until):
        if not each.is_offered and not each.errors:
            each.errors = [each.refusal]
    if form.period.errors or form.until.errors:
        return None
    ends = (form.period.period, form.until.period)
    then = chart_if(loaded.series, baseline=ends)
    if then is None or then.analysis.panel.baseline is None:
        form.until.errors = [form.TOO_FEW]
        return None
    return compared(loaded, loaded.chart, then, _span(form, loaded))
