"""Whether everybody has seen a project as more than a draft: from then on nobody keeps it back."""

from sqlalchemy import exists, or_, select

from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.projects.models import DRAFT, Project, StageStep
from qms.improvement.publishing.models import Summary
from qms.kernel.db import db


def has_been_open(project: Project) -> bool:
    """Whether it ever was past planning while it was no draft of the team alone, was published, or was taken over by others:
    its address, and what others build on it, then stay. A project leaves its team's keeping when it leaves planning."""
    if project.stage not in DRAFT:
        return True
    begun = exists().where(StageStep.project_id == project.id, StageStep.stage.not_in(DRAFT))
    published = exists().where(Summary.project_id == project.id)
    adopted = exists().where(Adoption.origin_id == project.id)
    return bool(db.session.scalar(select(or_(begun, published, adopted))))
