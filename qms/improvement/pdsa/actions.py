"""Writes of PDSA cycles."""

import datetime as dt
from typing import Any

from sqlalchemy import func, select

from qms.improvement.approvals.gate import is_held_back, why_held_back
from qms.improvement.pdsa.foretelling import by_numbers
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.queries import is_followed
from qms.improvement.progress.actions import NotApprovedError, begin_testing
from qms.improvement.projects.actions import touch
from qms.improvement.projects.models import Project
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

STARTED = audit.declare("cycle.started", "project_id", "number", "follows_id")
PLANNED = audit.declare("cycle.replanned", "changed")
RECORDED = audit.declare("cycle.recorded", "changed")
DECIDED = audit.declare("cycle.decided", "decision", "reason", "on")
UNDONE = audit.declare("cycle.decision-undone", "decision", "reason", "decided_on")
REMOVED = audit.declare("cycle.removed", "project_id", "number", "question", "prediction")

FORETOLD_FIELDS = ("prediction", "series_id", "predicted_low", "predicted_high")
IDEA_FIELDS = ("driver_id", "package_idea_id", "idea")
PLAN_FIELDS = ("question", *FORETOLD_FIELDS, "plan", "data_plan", "starts_on", "result_due_on", *IDEA_FIELDS)
RESULT_FIELDS = ("did", "surprises", "studied", "measured_value", "foretold")


def start_cycle(
    project: Project,
    *,
    question: str,
    prediction: str,
    starts_on: dt.date,
    by: Person,
    follows: PdsaCycle | None = None,
    **plan: Any,
) -> PdsaCycle:
    """Plan the project's next test; `plan` takes the other PLAN_FIELDS. The first test that has begun brings a project that
    is an idea or in planning to testing; one that is planned for a day to come leaves it where it is.

    Raises ValueError without a prediction (a test that predicts nothing teaches little), without a number where it predicts
    what a measure will show, or where it predicts from more to less."""
    if not prediction.strip():
        raise ValueError("A cycle needs a prediction.")
    _refuse_strangers(plan, PLAN_FIELDS)
    # One at a time, so that two people who start a cycle at once get two numbers.
    db.session.execute(select(Project.id).where(Project.id == project.id).with_for_update())
    highest = db.session.scalar(select(func.max(PdsaCycle.number)).where(PdsaCycle.project_id == project.id)) or 0
    cycle = PdsaCycle(
        project=project,
        number=highest + 1,
        follows_id=follows.id if follows else None,
        question=question.strip(),
        prediction=prediction.strip(),
        starts_on=starts_on,
        by=by,
        **{name: value.strip() if isinstance(value, str) else value for name, value in plan.items()},
    )
    _refuse_numbers(cycle)
    db.session.add(cycle)
    db.session.flush()
    audit.record(STARTED, by=by, subject_id=cycle.id, project_id=project.id, number=cycle.number, follows_id=cycle.follows_id)
    begin_testing(project, since=starts_on, by=by)
    touch(project, min(starts_on, clock.today()))
    return cycle


def replan_cycle(cycle: PdsaCycle, *, by: Person, **fields: Any) -> None:
    """Change the plan of a cycle: any of PLAN_FIELDS.

    Raises ValueError where the prediction would change after a result was in: it was made before, or it is none. It stands
    too where that result was taken out again. Raises it as `start_cycle` does for numbers that make no sense."""
    changed = _changed(cycle, PLAN_FIELDS, fields)
    if has_result(cycle) and changed.keys() & set(FORETOLD_FIELDS):
        raise ValueError("The prediction stands once a result is recorded.")
    _set(cycle, changed, PLANNED, by)
    if changed.keys() & set(FORETOLD_FIELDS):
        _refuse_numbers(cycle)
    if "starts_on" in changed:
        begin_testing(cycle.project, since=cycle.starts_on, by=by)


def record_result(cycle: PdsaCycle, *, by: Person, **fields: Any) -> None:
    """Write down what was done, what was found, the measured value and how the prediction turned out: any of RESULT_FIELDS.
    Where the team does not say how, the numbers of a decided test do.

    Raises NotApprovedError where the project waits for its sponsor: its tests are planned, and not run."""
    _refuse_unapproved(cycle)
    if cycle.decision is not None:
        fields = fields | {"foretold": _foretold(cycle, fields)}
    changed = _changed(cycle, RESULT_FIELDS, fields)
    _set(cycle, changed, RECORDED, by)
    if changed:
        _note_result(cycle)
        begin_testing(cycle.project, since=cycle.starts_on, by=by)
        touch(cycle.project, clock.today())


def decide(cycle: PdsaCycle, *, decision: Decision, reason: str, by: Person, on: dt.date | None = None) -> None:
    """Adopt, adapt or abandon the change, and why. Raises ValueError without a reason or where it is decided already, and
    NotApprovedError as `record_result` does."""
    _refuse_unapproved(cycle)
    if not reason.strip():
        raise ValueError("A decision needs its reason.")
    if cycle.decision is not None:
        raise ValueError("The cycle is decided. Undo that decision first.")
    cycle.decision, cycle.decision_reason = decision, reason.strip()
    cycle.decided_on = on or clock.today()
    cycle.foretold = _foretold(cycle, {})
    _note_result(cycle)
    on_day = cycle.decided_on.isoformat()  # the day at which all evidence is cut
    audit.record(DECIDED, by=by, subject_id=cycle.id, decision=decision.value, reason=cycle.decision_reason, on=on_day)
    db.session.flush()
    touch(cycle.project, cycle.decided_on)


def undo_decision(cycle: PdsaCycle, *, by: Person) -> None:
    """Open the cycle again; the audit keeps what was decided. Nothing happens where nothing is decided."""
    if cycle.decision is None:
        return
    audit.record(
        UNDONE,
        by=by,
        subject_id=cycle.id,
        decision=cycle.decision.value,
        reason=cycle.decision_reason,
        decided_on=cycle.decided_on.isoformat() if cycle.decided_on else None,
    )
    cycle.decision, cycle.decision_reason, cycle.decided_on = None, "", None
    db.session.flush()


def remove_cycle(cycle: PdsaCycle, *, by: Person) -> None:
    """Take a cycle out that was planned by mistake; the audit keeps its question and prediction.

    Raises ValueError where something was recorded or another cycle follows: tests that were run are kept, failed ones too."""
    if not may_remove(cycle):
        raise ValueError("A test that was run, or that another one follows, is kept. Abandon it instead, and say why.")
    audit.record(
        REMOVED,
        by=by,
        subject_id=cycle.id,
        project_id=cycle.project_id,
        number=cycle.number,
        question=cycle.question,
        prediction=cycle.prediction,
    )
    db.session.delete(cycle)
    db.session.flush()


def has_result(cycle: PdsaCycle) -> bool:
    """Whether anything was recorded of what happened, also where it was taken out again."""
    return cycle.first_result_at is not None or _says_something(cycle)


def _says_something(cycle: PdsaCycle) -> bool:
    words = cycle.did or cycle.surprises or cycle.studied
    return bool(words or cycle.measured_value is not None or cycle.foretold or cycle.decision)


def _note_result(cycle: PdsaCycle) -> None:
    """Keep when a result was in for the first time."""
    if cycle.first_result_at is None and _says_something(cycle):
        cycle.first_result_at = clock.now()
        db.session.flush()


def _refuse_unapproved(cycle: PdsaCycle) -> None:
    if is_held_back(cycle.project):
        raise NotApprovedError(why_held_back(cycle.project))


def may_remove(cycle: PdsaCycle) -> bool:
    """Whether the cycle is a plan alone, which nothing follows."""
    return not has_result(cycle) and not is_followed(cycle)


def _foretold(cycle: PdsaCycle, fields: dict[str, Any]) -> Any:
    """The team's word, the new one before the old; without one what the numbers say."""
    measured = fields.get("measured_value", cycle.measured_value)
    return fields.get("foretold", cycle.foretold) or by_numbers(cycle, measured)


def _refuse_numbers(cycle: PdsaCycle) -> None:
    low, high = cycle.predicted_low, cycle.predicted_high
    if cycle.series_id and low is None and high is None:
        raise ValueError("A prediction about a measure carries a number.")
    if low is not None and high is not None and low > high:
        raise ValueError("The prediction goes from more to less.")


def _refuse_strangers(fields: dict[str, Any], allowed: tuple[str, ...]) -> None:
    if strangers := set(fields) - set(allowed):
        raise TypeError(f"A cycle has no {sorted(strangers)} to set here.")


def _changed(cycle: PdsaCycle, allowed: tuple[str, ...], fields: dict[str, Any]) -> dict[str, Any]:
    _refuse_strangers(fields, allowed)
    return {name: value for name, value in fields.items() if getattr(cycle, name) != value}


def _set(cycle: PdsaCycle, changed: dict[str, Any], event: str, by: Person) -> None:
    if not changed:
        return
    was_now = {name: [_plain(getattr(cycle, name)), _plain(changed[name])] for name in sorted(changed)}
    for name, value in changed.items():
        setattr(cycle, name, value)
    audit.record(event, by=by, subject_id=cycle.id, changed=was_now)
    db.session.flush()


def _plain(value: Any) -> Any:
    """A field's value as the audit can store it."""
    return value.isoformat() if isinstance(value, dt.date) else value
