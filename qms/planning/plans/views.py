"""A plan's page, and drafting a new one."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, require, signed_in
from qms.people.models import Person
from qms.people.queries import active_people
from qms.people.roles import Permission
from qms.planning.blueprint import blueprint
from qms.planning.drivers.diagram import diagram_of
from qms.planning.drivers.presenters import lines, picture, verdict_words, weak_sentence
from qms.planning.plans import actions, queries
from qms.planning.plans.editions import PlanRefusedError
from qms.planning.plans.forms import AskForm, PlanForm
from qms.planning.plans.models import PlanState
from qms.planning.plans.presenters import diagram_sentence, standing
from qms.planning.plans.signing_off import missing
from qms.planning.plans.thread import strip_of_plan
from qms.planning.plans.wording import STATE_COLOURS, STATE_WORDS

EDIT = Permission.EDIT_PLANS


@blueprint.get("/plans/<int:plan_id>")
@signed_in
def plan(plan_id: int) -> ResponseReturnValue:
    """Everything about one plan."""
    found, diagram = queries.plan(plan_id), diagram_of(plan_id)
    editions = queries.editions_of([plan_id]).get(plan_id, [])
    draft = found.state is PlanState.DRAFT
    return render_template(
        "planning/plans/plan.html",
        plan=found,
        state=STATE_WORDS[found.state],
        colour=STATE_COLOURS[found.state],
        retired=found.state is PlanState.RETIRED,
        standing=standing(found, editions),
        diagram_sentence=diagram_sentence(diagram),
        strip=strip_of_plan(found, diagram),
        picture=picture(diagram, title=found.title),
        lines=lines(diagram),
        weak=weak_sentence(diagram),
        verdict_words=verdict_words,
        editions=editions,
        may_edit=person().can(EDIT, found.unit),
        may_audit=person().can_anywhere(Permission.ADMINISTER),
        may_sign=draft and person().can(Permission.SIGN_OFF_PLANS, found.unit),
        missing=missing(found, diagram) if draft else [],
        ask_form=AskForm(),
    )


@blueprint.route("/plans/new", methods=["GET", "POST"])
@needs(EDIT)
def plan_new() -> ResponseReturnValue:
    """Draft a plan, prefilled from ?unit= and ?objective=."""
    form = _offer(_first_form(), person())
    if form.validate_on_submit():
        unit = unit_by_id(form.unit.data)
        require(EDIT, unit)
        try:
            drafted = actions.draft_plan(
                title=form.title.data or "",
                unit=unit,
                objective=queries.objective(form.objective.data) if form.objective.data else None,
                needs=form.needs.data or "",
                co_design=form.co_design.data or "",
                aim=form.aim.data or "",
                owner=_owner(form),
                by=person(),
            )
        except PlanRefusedError as refusal:
            form[refusal.field].errors = [refusal.sentence]
        else:
            flash(f"Stored: {drafted.title}. Next, draw what brings the aim about.", "success")
            return redirect(url_for("planning.drivers", plan_id=drafted.id), 303)
    return render_template("planning/plans/new.html", form=form), 422 if form.errors else 200


def _first_form() -> PlanForm:
    objective_id, unit_id = (request.args.get(name, type=int) for name in ("objective", "unit"))
    objective = queries.objective(objective_id) if objective_id else None
    unit = unit_by_id(unit_id) if unit_id else objective.unit if objective else None
    return PlanForm(
        data={
            "unit": unit.id if unit else None,
            "objective": objective.id if objective else 0,
            "aim": objective.aim if objective else "",
            "title": objective.title if objective else "",
            "owner": person().id,
        }
    )


def _offer(form: PlanForm, person: Person) -> PlanForm:
    units = queries.units_for(person, EDIT)
    form.offer(units, queries.objectives_for(units), active_people())
    offered: list[Unit] = [each for each in units if each.id == form.unit.data]
    if not offered and units and form.unit.data is None:
        form.unit.data = units[0].id
    return form


def _owner(form: PlanForm) -> Person | None:
    return next((each for each in active_people() if each.id == form.owner.data), None)
