"""The targets of a metric: each from a date on."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from qms.golden_thread.metrics import finding, queries
from qms.golden_thread.metrics.definitions import RefusedError
from qms.golden_thread.metrics.forms import TargetForm, TargetRemovalForm
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.pages import target_rows
from qms.golden_thread.metrics.presenters import with_unit
from qms.golden_thread.metrics.targets import remove_target, set_target
from qms.kernel.formats import day
from qms.people.access import needs, person
from qms.people.roles import Permission

Answer = str | Response | tuple[str, int]


@needs(Permission.DEFINE_METRICS, unit_of=finding.unit_of_metric)
def metric_targets(metric_id: int) -> Answer:
    """The targets, and one more."""
    form = TargetForm()
    metric = finding.metric_for_change(metric_id) if form.is_submitted() else queries.metric(metric_id)
    form.data_kind = metric.data_kind
    if not form.validate_on_submit() or form.value.data is None or form.starts_on.data is None:
        return _page(form, metric)
    try:
        target = set_target(metric=metric, starts_on=form.starts_on.data, value=form.value.data, by=person())
    except RefusedError as refused:
        form.value.errors = [refused.sentence]
        return _page(form, metric)
    flash(f"Stored: the target is {with_unit(target.value, metric)} from {day(target.starts_on)}.", "success")
    return redirect(url_for("metric_targets", metric_id=metric.id), 303)


@needs(Permission.DEFINE_METRICS, unit_of=finding.unit_of_metric)
def metric_target_remove(metric_id: int) -> Answer:
    """Take a target away."""
    metric = finding.metric_for_change(metric_id)
    form = TargetRemovalForm()
    if not form.validate_on_submit() or form.starts_on.data is None:
        return _page(TargetForm(formdata=None), metric, "Choose which target to remove.")
    try:
        remove_target(metric=metric, starts_on=form.starts_on.data, by=person())
    except RefusedError as refused:
        return _page(TargetForm(formdata=None), metric, refused.sentence)
    flash(f"Stored: the target from {day(form.starts_on.data)} is removed.", "success")
    return redirect(url_for("metric_targets", metric_id=metric.id), 303)


def _page(form: TargetForm, metric: Metric, problem: str = "") -> Answer:
    page = render_template(
        "golden_thread/metrics/targets.html", form=form, metric=metric, targets=target_rows(metric), problem=problem
    )
    return (page, 422) if form.is_submitted() else page
