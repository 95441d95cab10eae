"""Writes to plans: drafting, editing, asking for a signature, retiring and bringing back. They flush and audit."""

from typing import Any, Protocol

from qms.golden_thread.objectives.models import Objective
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.planning.drivers.models import Driver, DriverKind
from qms.planning.plans.editions import PlanRefusedError, open_for_change
from qms.planning.plans.models import PlanEdition, PlanState, QualityPlan

DRAFTED = audit.declare("plan.drafted", "title", "unit_id", "objective_id")
EDITED = audit.declare("plan.edited", "changed")
ASKED = audit.declare("plan.signature-asked", "edition")
RETIRED = audit.declare("plan.retired", "reason")
BROUGHT_BACK = audit.declare("plan.brought-back", "reason")

WORDS = ("title", "needs", "co_design", "aim")


class ReasonedAction(Protocol):
    """Something done to a plan that is given its reason."""

    def __call__(self, plan: QualityPlan, *, reason: str, by: Person) -> None: ...


def draft_plan(
    *,
    title: str,
    unit: Unit,
    by: Person,
    objective: Objective | None = None,
    needs: str = "",
    co_design: str = "",
    aim: str = "",
    owner: Person | None = None,
) -> QualityPlan:
    """A new plan as a draft, with the aim as the first box of its driver diagram."""
    check_objective(objective, unit)
    plan = QualityPlan(
        title=title.strip(),
        unit=unit,
        objective=objective,
        needs=needs.strip(),
        co_design=co_design.strip(),
        aim=" ".join(aim.split()),
        owner=owner,
        drawn_at=clock.now(),
    )
    db.session.add(plan)
    db.session.flush()
    db.session.add(Driver(plan_id=plan.id, kind=DriverKind.AIM, text=plan.aim))
    audit.record(
        DRAFTED,
        by=by,
        subject_id=plan.id,
        title=plan.title,
        unit_id=unit.id,
        objective_id=objective.id if objective else None,
    )
    db.session.flush()
    return plan


def edit_plan(plan: QualityPlan, *, by: Person, **fields: Any) -> list[str]:
    """Set the named fields; returns those that changed. A signed-off plan stays as it is where none did."""
    for name in WORDS:
        if name in fields:
            fields[name] = " ".join(fields[name].split()) if name == "aim" else fields[name].strip()
    changed = {name: value for name, value in fields.items() if getattr(plan, name) != value}
    if not changed:
        return []
    check_objective(fields.get("objective", plan.objective), fields.get("unit", plan.unit))
    open_for_change(plan, by=by)
    was = {name: _plain(getattr(plan, name)) for name in changed}
    for name, value in changed.items():
        setattr(plan, name, value)
    if "aim" in changed:
        _write_aim_box(plan)
    audit.record(
        EDITED, by=by, subject_id=plan.id, changed={name: [was[name], _plain(value)] for name, value in changed.items()}
    )
    db.session.flush()
    return list(changed)


def check_objective(objective: Objective | None, unit: Unit) -> None:
    """Raises PlanRefusedError where the objective is of a unit that is neither the plan's nor above it."""
    if objective is not None and not unit.is_within(objective.unit):
        sentence = f"“{objective.title}” is an objective of {objective.unit.name}, which does not stand above {unit.name}."
        raise PlanRefusedError(f"{sentence} Choose one of {unit.name} or of a unit above it.", "objective")


def ask_for_signature(plan: QualityPlan, *, by: Person) -> None:
    """Let those who sign plans off see that this one waits for them."""
    if plan.state is not PlanState.DRAFT:
        raise PlanRefusedError("Only a draft waits for a signature.")
    plan.asked_at = clock.now()
    audit.record(ASKED, by=by, subject_id=plan.id, edition=plan.edition)
    db.session.flush()


def retire_plan(plan: QualityPlan, *, reason: str, by: Person) -> None:
    """Take the plan out of use; its editions stay readable."""
    if plan.state is PlanState.RETIRED:
        raise PlanRefusedError("This plan is already retired.")
    plan.state, plan.retired_reason, plan.asked_at = PlanState.RETIRED, reason.strip(), None
    audit.record(RETIRED, by=by, subject_id=plan.id, reason=plan.retired_reason)
    db.session.flush()


def bring_back(plan: QualityPlan, *, reason: str, by: Person) -> None:
    """Put a retired plan back into use as a draft, which has to be signed off again: the next edition where the present one
    was signed off."""
    if plan.state is not PlanState.RETIRED:
        raise PlanRefusedError("This plan is not retired.")
    signed = db.session.execute(db.select(PlanEdition.id).filter_by(plan_id=plan.id, edition=plan.edition)).first()
    plan.state, plan.retired_reason = PlanState.DRAFT, ""
    plan.edition += 1 if signed else 0
    audit.record(BROUGHT_BACK, by=by, subject_id=plan.id, reason=reason.strip())
    db.session.flush()


def _write_aim_box(plan: QualityPlan) -> None:
    """The aim's box says what the plan's aim says."""
    first = db.select(Driver).filter_by(plan_id=plan.id, kind=DriverKind.AIM).order_by(Driver.position, Driver.id).limit(1)
    box = db.session.execute(first).scalar()
    if box is not None:
        box.text = plan.aim
        plan.drawn_at = clock.now()


def _plain(value: Any) -> Any:
    """A field's value as the audit can store it."""
    return getattr(value, "id", value)
