"""Risks: noted, reviewed, closed."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.conversation.part import colleagues_for
from qms.improvement.fields import colleague_label
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.work.forms import RiskForm
from qms.improvement.work.models import Risk
from qms.improvement.work.queries import project_of_risk
from qms.improvement.work.queries import risk as risk_by_id
from qms.improvement.work.risk_actions import add_risk, close_risk, edit_risk, reopen_risk
from qms.kernel.editing import check_edit
from qms.people.access import person


@blueprint.post("/projects/<int:project_id>/risks")
@runs_project()
def risk_new(project_id: int) -> ResponseReturnValue:
    """Note what might go wrong."""
    project = project_by_id(project_id)
    form = RiskForm(prefix="risk").about(project)
    if not form.validate_on_submit():
        return render_project(project, tab="plan", forms={"risk": form}, status=422)
    add_risk(project, by=person(), **_typed(form))
    flash("Stored: the risk.", "success")
    return _to_risks(project_id)


@blueprint.route("/risks/<int:risk_id>/edit", methods=["GET", "POST"])
@runs_project(project_of_risk)
def risk_edit(risk_id: int) -> ResponseReturnValue:
    """Review it; two people may do so at once."""
    risk = risk_by_id(risk_id)
    project = project_by_id(risk.project_id)
    stored = _data(risk)
    form = RiskForm(data=stored).about(project)
    edit = check_edit(form, risk, stored)
    if edit.accepted:
        edit_risk(risk, by=person(), **_typed(form))
        flash("Stored: the risk.", "success")
        return _to_risks(project.id)
    page = render_template(
        "improvement/work/risk.html",
        form=form, risk=risk, project=project, conflict=edit.conflict, colleagues=colleagues_for(project),
    )  # fmt: skip
    return page, edit.status


@blueprint.post("/risks/<int:risk_id>/close")
@runs_project(project_of_risk)
def risk_close(risk_id: int) -> ResponseReturnValue:
    """It can no longer happen, or is dealt with."""
    risk = risk_by_id(risk_id)
    close_risk(risk, by=person())
    flash("Stored: the risk is closed.", "success")
    return _to_risks(risk.project_id)


@blueprint.post("/risks/<int:risk_id>/reopen")
@runs_project(project_of_risk)
def risk_reopen(risk_id: int) -> ResponseReturnValue:
    """It stands again."""
    risk = risk_by_id(risk_id)
    reopen_risk(risk, by=person())
    flash("Stored: the risk stands again.", "success")
    return _to_risks(risk.project_id)


def _typed(form: RiskForm) -> dict[str, Any]:
    return {
        "what": form.what.data or "",
        "likelihood": form.likelihood.data,
        "effect": form.effect.data,
        "response": form.response.data or "",
        "owner": form.owner.person,
        "review_on": form.review_on.data,
    }


def _data(risk: Risk) -> dict[str, Any]:
    return {
        "version": str(risk.version),
        "what": risk.what,
        "likelihood": risk.likelihood,
        "effect": risk.effect,
        "response": risk.response,
        "owner": colleague_label(risk.owner),
        "review_on": risk.review_on,
    }


def _to_risks(project_id: int) -> Response:
    return redirect(part_url(project_id, "plan", "risks"), 303)
