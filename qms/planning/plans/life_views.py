"""A plan's life: asking for a signature, signing off, retiring and bringing back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.kernel.editing import check_step
from qms.people.access import needs, person
from qms.people.roles import Permission
from qms.planning.blueprint import blueprint
from qms.planning.drivers.diagram import diagram_of
from qms.planning.plans import actions, queries
from qms.planning.plans.editions import PlanRefusedError
from qms.planning.plans.forms import AskForm, ReasonForm, SignOffForm
from qms.planning.plans.models import PlanState, QualityPlan
from qms.planning.plans.presenters import diagram_sentence
from qms.planning.plans.signing_off import missing, sign_off, usual_review

CHANGED = "Somebody changed this plan while you were reading it. Read it as it stands now, then decide again."


@blueprint.post("/plans/<int:plan_id>/ask")
@needs(Permission.EDIT_PLANS, unit_of=queries.unit_of_plan)
def plan_ask(plan_id: int) -> ResponseReturnValue:
    """Show those who sign plans off that this one is ready."""
    plan, form = queries.plan(plan_id), AskForm()
    gaps = missing(plan, diagram_of(plan_id)) if plan.state is PlanState.DRAFT else []
    if form.validate_on_submit() and not gaps:
        try:
            actions.ask_for_signature(plan, by=person())
        except PlanRefusedError as refusal:
            gaps = [refusal.sentence]
        else:
            flash("Stored: the plan waits for a signature.", "success")
            return _to_plan(plan_id)
    return render_template("planning/plans/not_ready.html", plan=plan, missing=gaps), 422


@blueprint.route("/plans/<int:plan_id>/sign-off", methods=["GET", "POST"])
@needs(Permission.SIGN_OFF_PLANS, unit_of=queries.unit_of_plan)
def plan_sign_off(plan_id: int) -> ResponseReturnValue:
    """What is signed, what is missing, and the date of the next review."""
    plan, diagram = queries.plan(plan_id), diagram_of(plan_id)
    form = SignOffForm(data={"version": str(plan.version), "review_on": usual_review()})
    step = check_step(form, plan, CHANGED)
    if step.accepted:
        try:
            sign_off(plan, diagram, review_on=form.review_on.data, by=person())
        except PlanRefusedError as refusal:
            _say(form, refusal)
        else:
            flash(f"Stored: edition {plan.edition} of {plan.title} is signed off.", "success")
            return _to_plan(plan_id)
    gaps = missing(plan, diagram)
    page = render_template(
        "planning/plans/sign_off.html",
        form=form,
        plan=plan,
        missing=gaps,
        draft=plan.state is PlanState.DRAFT,
        sentence=diagram_sentence(diagram),
    )
    return page, step.status


@blueprint.route("/plans/<int:plan_id>/retire", methods=["GET", "POST"])
@needs(Permission.EDIT_PLANS, unit_of=queries.unit_of_plan)
def plan_retire(plan_id: int) -> ResponseReturnValue:
    """Take the plan out of use, with the reason."""
    plan = queries.plan(plan_id)
    return _with_reason(plan, "planning/plans/retire.html", actions.retire_plan, f"{plan.title} is retired")


@blueprint.route("/plans/<int:plan_id>/bring-back", methods=["GET", "POST"])
@needs(Permission.EDIT_PLANS, unit_of=queries.unit_of_plan)
def plan_bring_back(plan_id: int) -> ResponseReturnValue:
    """Put a retired plan back into use, with the reason."""
    plan = queries.plan(plan_id)
    return _with_reason(plan, "planning/plans/bring_back.html", actions.bring_back, f"{plan.title} is a draft again")


def _with_reason(plan: QualityPlan, template: str, act: actions.ReasonedAction, done: str) -> ResponseReturnValue:
    form = ReasonForm(data={"version": str(plan.version)})
    step = check_step(form, plan, CHANGED)
    if step.accepted:
        try:
            act(plan, reason=form.reason.data or "", by=person())
        except PlanRefusedError as refusal:
            _say(form, refusal)
        else:
            flash(f"Stored: {done}.", "success")
            return _to_plan(plan.id)
    page = render_template(template, form=form, plan=plan)
    return page, step.status


def _say(form: SignOffForm | ReasonForm, refusal: PlanRefusedError) -> None:
    """Beside the field that the refusal names, or at the top of the page."""
    if refusal.field:
        form[refusal.field].errors = [refusal.sentence]
    else:
        form.form_errors.append(refusal.sentence)


def _to_plan(plan_id: int) -> Response:
    return redirect(url_for("planning.plan", plan_id=plan_id), 303)
