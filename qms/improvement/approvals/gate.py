"""Whether a project may begin to test, where the organisation wants a sponsor's word first."""

from sqlalchemy import exists, select

from qms.improvement.approvals.queries import are_wanted
from qms.improvement.projects.models import DRAFT, ENDED, Approval, Project, Stage, StageStep
from qms.kernel.db import db

HELD_BACK = "Your sponsor has not approved the project yet, so it stays in planning. Ask for approval on the project’s page."
_BEFORE = (*DRAFT, Stage.PAUSED, *ENDED)


def is_held_back(project: Project) -> bool:
    """Whether testing has to wait for the sponsor. What had begun before goes on, and so does what is opened again."""
    if project.approval is Approval.APPROVED or project.stage not in (*DRAFT, Stage.PAUSED) or not are_wanted():
        return False
    if project.stage in DRAFT:
        return True
    begun = exists().where(StageStep.project_id == project.id, StageStep.stage.not_in(_BEFORE))
    return not db.session.scalar(select(begun))
