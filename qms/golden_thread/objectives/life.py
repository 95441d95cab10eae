"""How an objective ends, and how that is undone; the owner's words meanwhile."""

from qms.golden_thread.objectives.models import Narrative, Objective, ObjectiveState
from qms.golden_thread.objectives.rules import ObjectiveRefusedError
from qms.kernel import audit, clock
from qms.kernel.audit import Author
from qms.kernel.db import db

ENDED = audit.declare("objective.ended", "state", "reason")
REOPENED = audit.declare("objective.reopened", "was")
NARRATED = audit.declare("objective.narrated", "narrative_id", "decision_asked")


def end_objective(*, objective: Objective, state: ObjectiveState, reason: str, by: Author) -> None:
    """Call it achieved or stopped, and say how we know or why.

    Raises ObjectiveRefusedError where it has ended already or no reason is given."""
    if objective.state is not ObjectiveState.ACTIVE:
        raise ObjectiveRefusedError("state", f"It was {objective.state.value} before. Take that back first.")
    if not reason.strip():
        raise ObjectiveRefusedError("reason", "Say how you know that it is achieved, or why it is stopped.")
    objective.state, objective.state_reason, objective.ended_on = state, reason.strip(), clock.today()
    audit.record(ENDED, by=by, subject_id=objective.id, state=state.value, reason=reason.strip())
    db.session.flush()


def reopen_objective(*, objective: Objective, by: Author) -> None:
    """Take back that it was achieved or stopped; an active objective stays as it is."""
    if objective.state is ObjectiveState.ACTIVE:
        return
    audit.record(REOPENED, by=by, subject_id=objective.id, was=objective.state.value)
    objective.state, objective.state_reason, objective.ended_on = ObjectiveState.ACTIVE, "", None
    db.session.flush()


def narrate(*, objective: Objective, text: str, decision_asked: str = "", by: Author) -> Narrative:
    """Add the owner's words of today, and the decision asked of the board, if any."""
    narrative = Narrative(
        objective_id=objective.id, text=text.strip(), decision_asked=decision_asked.strip(), by_id=by.id, at=clock.now()
    )
    db.session.add(narrative)
    db.session.flush()
    asked = bool(narrative.decision_asked)
    audit.record(NARRATED, by=by, subject_id=objective.id, narrative_id=narrative.id, decision_asked=asked)
    db.session.flush()
    return narrative
