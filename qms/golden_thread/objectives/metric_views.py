"""Choosing the metrics of an objective, and its headline."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.golden_thread.metrics import queries as metrics
from qms.golden_thread.objectives import measuring, queries
from qms.golden_thread.objectives.candidates import candidates
from qms.golden_thread.objectives.pages import metric_lines
from qms.golden_thread.objectives.rules import ObjectiveRefusedError
from qms.people.access import needs, person
from qms.people.roles import Permission

SET = Permission.SET_OBJECTIVES


@needs(SET, unit_of=queries.unit_of_objective)
def objective_metrics(objective_id: int) -> ResponseReturnValue:
    """The objective's metrics, and a search for more."""
    return _page(objective_id)


@needs(SET, unit_of=queries.unit_of_objective)
def objective_metric_link(objective_id: int) -> ResponseReturnValue:
    """Follow the objective with one more metric."""
    objective = queries.objective(objective_id)
    metric_id = request.form.get("metric_id", type=int)
    if metric_id is None:
        return _page(objective_id, "Choose a metric from the list."), 422
    metric = metrics.metric(metric_id)
    try:
        measuring.link_metric(objective=objective, metric=metric, by=person())
    except ObjectiveRefusedError as refusal:
        return _page(objective_id, refusal.sentence), 422
    flash(f"Stored: {metric.name} tells of this objective.", "success")
    return redirect(url_for("objective_metrics", objective_id=objective_id), 303)


@needs(SET, unit_of=queries.unit_of_objective)
def objective_metric_headline(objective_id: int, metric_id: int) -> ResponseReturnValue:
    """Let one of its metrics stand for it on the board."""
    measuring.choose_headline(objective=queries.objective(objective_id), metric_id=metric_id, by=person())
    flash(f"Stored: {metrics.metric(metric_id).name} is the headline.", "success")
    return redirect(url_for("objective_metrics", objective_id=objective_id), 303)


@needs(SET, unit_of=queries.unit_of_objective)
def objective_metric_unlink(objective_id: int, metric_id: int) -> ResponseReturnValue:
    """Follow it with one metric less."""
    metric = metrics.metric(metric_id)
    heir = measuring.unlink_metric(objective=queries.objective(objective_id), metric_id=metric_id, by=person())
    followed = f" {heir.name} is the headline now." if heir else ""
    flash(f"Stored: {metric.name} no longer tells of this objective.{followed}", "success")
    return redirect(url_for("objective_metrics", objective_id=objective_id), 303)


def _page(objective_id: int, problem: str = "") -> str:
    objective = queries.objective(objective_id)
    words = request.args.get("q", "").strip()[:200]
    lines = metric_lines(objective)
    found = candidates(objective, words, without=[line.metric_id for line in lines])
    return render_template(
        "golden_thread/objectives/metrics.html",
        objective=objective,
        lines=lines,
        words=words,
        found=found,
        problem=problem,
        may_define=person().can_anywhere(Permission.DEFINE_METRICS),
    )
