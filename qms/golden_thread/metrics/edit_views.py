"""Proposing a metric, and changing a definition."""

from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.golden_thread.metrics import finding, queries
from qms.golden_thread.metrics.actions import Change, change_definition, propose_metric
from qms.golden_thread.metrics.choices import entered, fill_choices, use_chart
from qms.golden_thread.metrics.choosing_chart import ANSWERS, asked_chart
from qms.golden_thread.metrics.definitions import RefusedError, definition_of
from qms.golden_thread.metrics.forms import DefinitionForm, EditMetricForm, NewMetricForm
from qms.golden_thread.metrics.history import differences
from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.metrics.recommending import Suggestion, suggestion_for
from qms.golden_thread.metrics.rereading import Rereading, rereading
from qms.kernel.formats import count
from qms.organisation import queries as organisation
from qms.people.access import needs, person, require
from qms.people.roles import Permission

Answer = str | Response | tuple[str, int]
AnyForm = TypeVar("AnyForm", bound=DefinitionForm)


@needs(Permission.DEFINE_METRICS)
def metric_new() -> Answer:
    """Propose a metric: five questions, then the rest."""
    form = NewMetricForm(data={"multiplier": 1000.0, "owner_id": person().id, "unit_id": request.args.get("unit", type=int)})
    fill_choices(form, person())
    if chart := asked_chart(request.form):
        return _new_page(use_chart(form, chart), 200)
    if not form.validate_on_submit():
        return _new_page(form)
    require(Permission.DEFINE_METRICS, organisation.unit(form.unit_id.data))
    try:
        metric = propose_metric(
            definition=form.definition(),
            key=(form.key.data or "").strip(),
            target=form.target.data,
            target_from=form.target_from.data,
            by=person(),
        )
    except RefusedError as refused:
        return _new_page(_with_error(form, refused))
    signers = "its team, informatics and the executive owner"
    flash(f"Stored: {metric.name} is proposed. It is agreed when {signers} have signed.", "success")
    return redirect(url_for("metric", metric_id=metric.id), 303)


@needs(Permission.DEFINE_METRICS, unit_of=finding.unit_of_metric)
def metric_edit(metric_id: int) -> Answer:
    """Change a definition; an agreed one becomes its next version and is signed anew."""
    writing = request.method == "POST"
    metric = finding.metric_for_change(metric_id) if writing else queries.metric(metric_id)
    form = EditMetricForm(data=entered(metric))
    fill_choices(form, person(), metric)
    if chart := asked_chart(request.values):
        return _edit_page(use_chart(form, chart), metric, status=200)
    if not form.validate_on_submit():
        return _edit_page(form, metric)
    if form.is_stale(metric):
        return _conflict_page(form, metric)
    require(Permission.DEFINE_METRICS, organisation.unit(form.unit_id.data))
    new_numbers = rereading(metric, form.definition())
    if new_numbers and not form.numbers_understood.data:
        form.numbers_understood.errors = ["Read what happens to the stored measurements, then tick the box."]
        return _edit_page(form, metric, new_numbers)
    try:
        change = change_definition(metric=metric, definition=form.definition(), reason=form.reason.data or "", by=person())
    except RefusedError as refused:
        return _edit_page(_with_error(form, refused), metric, new_numbers)
    flash(_said(change, metric), "success")
    return redirect(url_for("metric", metric_id=metric.id), 303)


def _new_page(form: NewMetricForm, status: int = 0) -> Answer:
    page = render_template("golden_thread/metrics/new.html", form=form, answers=ANSWERS, chosen=status == 200)
    return page, status or (422 if form.is_submitted() else 200)


def _edit_page(form: EditMetricForm, metric: Metric, new_numbers: Rereading | None = None, *, status: int = 0) -> Answer:
    page = render_template(
        "golden_thread/metrics/edit.html",
        form=form,
        metric=metric,
        agreed=metric.state is MetricState.AGREED,
        new_numbers=new_numbers,
        conflicts=[],
        answers=ANSWERS,
        suggestion=_suggestion(form, metric),
        chosen=status == 200,
    )
    return page, status or (422 if form.is_submitted() else 200)


def _suggestion(form: EditMetricForm, metric: Metric) -> Suggestion | None:
    kind = form.data_kind.data
    return suggestion_for(metric, data_kind=kind, chart=form.chart.data) if kind else None


def _conflict_page(form: EditMetricForm, metric: Metric) -> Answer:
    found = differences(form.definition().as_json(), definition_of(metric).as_json())
    form.version.data = str(metric.version)
    page = render_template(
        "golden_thread/metrics/edit.html",
        form=form,
        metric=metric,
        agreed=metric.state is MetricState.AGREED,
        new_numbers=None,
        conflicts=[(each.label, each.before, each.after) for each in found],
        answers=ANSWERS,
        suggestion=_suggestion(form, metric),
        chosen=False,
    )
    return page, 409


def _with_error(form: AnyForm, refused: RefusedError) -> AnyForm:
    field = form[refused.field or "name"]
    field.errors = [*field.errors, refused.sentence]
    return form


def _said(change: Change, metric: Metric) -> str:
    if not change.fields:
        return "Nothing was changed."
    if change.revised:
        return f"Stored as version {metric.revision}. It is agreed again when all three have signed."
    if change.withdrawn:
        return f"Stored. {count(change.withdrawn, 'signature')} stood under the earlier words and must be given again."
    return "Stored: the definition has been changed."
