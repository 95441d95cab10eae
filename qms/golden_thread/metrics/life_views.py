"""Signing a definition, retiring a metric and bringing it back."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.golden_thread.metrics import finding, queries
from qms.golden_thread.metrics.definitions import RefusedError
from qms.golden_thread.metrics.forms import RetireForm, SignForm
from qms.golden_thread.metrics.life import bring_back, retire, sign
from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.metrics.pages import metric_page
from qms.golden_thread.metrics.signatories import PERMISSION_OF
from qms.golden_thread.metrics.uses import uses_of
from qms.golden_thread.metrics.wording import CAPACITIES
from qms.kernel.editing import check_step
from qms.kernel.forms import Form
from qms.people.access import needs, person, require, signed_in
from qms.people.roles import Permission

CHANGED = "Somebody changed this metric while you were writing. Look at it again, then retire it."
Answer = str | Response | tuple[str, int]


@signed_in  # which permission is needed depends on the capacity, so the view asks for it
def metric_sign(metric_id: int) -> Answer:
    """Sign the definition that the page showed, in one capacity."""
    metric = finding.metric_for_change(metric_id)
    form = SignForm()
    capacity = form.signed_as
    if not form.validate_on_submit() or capacity is None:
        return _metric_page(metric, "Choose for whom you sign.", 422)
    require(PERMISSION_OF[capacity], metric.unit)
    if form.is_stale(metric):
        return _metric_page(metric, "The definition changed while you were reading it. Read it again before you sign.", 409)
    try:
        sign(metric=metric, capacity=capacity, by=person())
    except RefusedError as refused:
        return _metric_page(metric, refused.sentence, 422)
    agreed = f" {metric.name} is now agreed." if metric.state is MetricState.AGREED else ""
    flash(f"Stored: you have signed for {CAPACITIES[capacity]}.{agreed}", "success")
    return redirect(url_for("metric", metric_id=metric.id), 303)


@needs(Permission.DEFINE_METRICS, unit_of=finding.unit_of_metric)
def metric_retire(metric_id: int) -> Answer:
    """Take a metric out of use: says who uses it, and asks why."""
    writing = request.method == "POST"
    metric = finding.metric_for_change(metric_id) if writing else queries.metric(metric_id)
    form = RetireForm(data={"version": str(metric.version)})
    uses = uses_of(metric)
    step = check_step(form, metric, CHANGED)
    if step.accepted:
        if not uses or form.understood.data:
            return _retired(form, metric)
        form.understood.errors = ["Tick the box to retire the metric although it is in use."]
    page = render_template("golden_thread/metrics/retire.html", form=form, metric=metric, uses=uses)
    return page, step.status


@needs(Permission.DEFINE_METRICS, unit_of=finding.unit_of_metric)
def metric_bring_back(metric_id: int) -> Answer:
    """Use a retired metric again."""
    metric = finding.metric_for_change(metric_id)
    if not Form().validate_on_submit():
        return _metric_page(metric, "Use the button to bring the metric back.", 422)
    try:
        bring_back(metric=metric, by=person())
    except RefusedError as refused:
        return _metric_page(metric, refused.sentence, 422)
    flash(f"Stored: {metric.name} is in use again.", "success")
    return redirect(url_for("metric", metric_id=metric.id), 303)


def _retired(form: RetireForm, metric: Metric) -> Answer:
    try:
        retire(metric=metric, reason=form.reason.data or "", by=person())
    except RefusedError as refused:
        return _metric_page(metric, refused.sentence, 422)
    flash(f"Stored: {metric.name} is retired. Its data and charts are kept.", "success")
    return redirect(url_for("metric", metric_id=metric.id), 303)


def _metric_page(metric: Metric, problem: str, status: int) -> Answer:
    page = metric_page(metric, person())
    return render_template("golden_thread/metrics/metric.html", page=page, problem=problem), status
