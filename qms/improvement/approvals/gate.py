"""Whether a project may begin to test, where the organisation wants a sponsor's word first."""

from sqlalchemy import exists, select

from qms.improvement.approvals.queries import are_wanted, asking_of
from qms.improvement.projects.models import DRAFT, ENDED, Approval, Project, Stage, StageStep
from qms.kernel.db import db

NOT_YET = "Your sponsor has not approved the project yet."
_BEFORE = (*DRAFT, Stage.PAUSED, *ENDED)


def is_held_back(project: Project) -> bool:
    """Whether testing, and every stage after it, has to wait for the sponsor. What had begun before goes on, and so does
    what is opened again; neither a pause nor an end is a way round it."""
    if project.approval is Approval.APPROVED or project.stage not in _BEFORE or not are_wanted():
        return False
    if project.stage in DRAFT:
        return True
    begun = exists().where(StageStep.project_id == project.id, StageStep.stage.not_in(_BEFORE))
    return not db.session.scalar(select(begun))


def why_held_back(project: Project) -> str:
    """Who must answer before it begins, in two sentences; for a project that is held back."""
    above = project.unit.parent or project.unit
    others = f"somebody who may sign for {above.name}"
    asked = asking_of(project.id) if project.approval is Approval.WAITING else None
    if asked is not None:
        who = asked.asked or project.sponsor
        return f"{NOT_YET} It waits for the answer of {who.name if who else 'its sponsor'}, or of {others}."
    return f"{NOT_YET} Ask on the project’s page: the sponsor whom you name answers, or {others}."
