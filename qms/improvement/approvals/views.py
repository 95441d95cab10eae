"""Asking a sponsor, the sponsor's list, and the page on which one project is answered."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.approvals import actions, queries
from qms.improvement.approvals.actions import NotPossibleError
from qms.improvement.approvals.forms import AnswerForm, AskForm
from qms.improvement.approvals.presenters import letter_to_lead, letter_to_sponsor, standing, step_views
from qms.improvement.blueprint import blueprint
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.charter import charter_of
from qms.improvement.projects.models import Approval, Project
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.queries import unit_of_project
from qms.kernel.editing import check_step
from qms.kernel.letters.actions import post
from qms.kernel.paging import page_of
from qms.people.access import needs, person, signed_in
from qms.people.models import Person
from qms.people.roles import Permission

CHANGED = "Somebody changed the project while you were reading it. Look at it again before you answer."


def _sponsors(reader: Person, project_id: int) -> bool:
    asked = queries.asking_of(project_id)
    return reader.id in {project_by_id(project_id).sponsor_id, asked.asked_id if asked else None}


answers_for = needs(Permission.SIGN_OFF_PLANS, unit_of=unit_of_project, or_if=_sponsors)


@blueprint.get("/approvals")
@signed_in
def approvals() -> ResponseReturnValue:
    """What waits for the reader's word."""
    page = page_of(queries.waiting_for(person()))
    return render_template("improvement/approvals/index.html", page=page, me=person(), wanted=queries.are_wanted())


@blueprint.post("/projects/<int:project_id>/approvals")
@runs_project()
def approval_ask(project_id: int) -> ResponseReturnValue:
    """Ask the sponsor that the form names."""
    project, form = project_by_id(project_id), AskForm()
    if not form.validate_on_submit() or form.sponsor.person is None:
        return render_project(project, forms={"ask": form}, status=422)
    try:
        asked = actions.ask(project, sponsor=form.sponsor.person, by=person())
    except NotPossibleError as refused:
        form.sponsor.errors = [str(refused)]
        return render_project(project, forms={"ask": form}, status=422)
    if asked:
        _mail(form.sponsor.person, letter_to_sponsor(project))
    flash(f"Stored: {form.sponsor.person.name} is asked to approve it.", "success")
    return redirect(part_url(project_id, "log", "approval"), 303)


@blueprint.route("/projects/<int:project_id>/approval", methods=["GET", "POST"])
@answers_for
def approval(project_id: int) -> ResponseReturnValue:
    """Read the proposal and answer."""
    project = project_by_id(project_id)
    form = AnswerForm(data={"version": str(project.version)})
    step = check_step(form, project, CHANGED)
    if not step.accepted or _refusal(project):
        return _render(project, form, 422 if step.accepted else step.status)
    try:
        actions.answer(project, answer=Approval(form.answer.data), reason=form.reason.data or "", by=person())
    except NotPossibleError as refused:
        form.answer.errors = [str(refused)]
        return _render(project, form, 422)
    _mail(project.lead, letter_to_lead(project, queries.steps_of(project_id)[-1]))
    flash(f"Stored: your answer. {project.lead.name} is told by mail.", "success")
    return redirect(url_for("improvement.approvals"), 303)


def _refusal(project: Project) -> str:
    """Why the reader may not answer a project that waits."""
    if project.approval is not Approval.WAITING:
        return ""
    return queries.why_not_answered_by(person(), project, queries.asking_of(project.id))


def _render(project: Project, form: AnswerForm, status: int) -> ResponseReturnValue:
    steps = queries.steps_of(project.id)
    page = render_template(
        "improvement/approvals/approval.html",
        project=project,
        form=form,
        charter=charter_of(project),
        steps=step_views(steps),
        standing=standing(project, steps[-1] if steps else None),
        refusal=_refusal(project),
    )
    return page, status


def _mail(to: Person, letter: tuple[str, str]) -> None:
    if to.active:
        post(to=to.email, subject=letter[0], body=letter[1])
