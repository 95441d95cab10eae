"""Asking a sponsor, and the sponsor's answer."""

from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.projects.models import Approval, Project
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ASKED = audit.declare("project.approval-asked", "sponsor_id")
ANSWERED = audit.declare("project.approval-answered", "answer", "reason")
ANSWERS = (Approval.APPROVED, Approval.CHANGES_ASKED, Approval.DECLINED)


class NotPossibleError(ValueError):
    """A question or an answer that makes no sense where the project stands; the words say why."""


def ask(project: Project, *, sponsor: Person, by: Person) -> bool:
    """Ask the sponsor to approve the project; returns whether that was new, so that one letter goes out.

    Raises NotPossibleError where it has ended, is approved already, or the sponsor leads it."""
    if not project.is_active:
        raise NotPossibleError("The project has ended.")
    if project.approval is Approval.APPROVED:
        raise NotPossibleError("The project is approved already.")
    if sponsor.id == project.lead_id:
        raise NotPossibleError("Nobody approves a project that they lead. Name somebody else as its sponsor.")
    if project.approval is Approval.WAITING and project.sponsor_id == sponsor.id:
        return False
    project.sponsor = sponsor
    _step(project, Approval.WAITING, "", by=by)
    audit.record(ASKED, by=by, subject_id=project.id, sponsor_id=sponsor.id)
    return True


def answer(project: Project, *, answer: Approval, reason: str, by: Person) -> None:
    """The sponsor's word. Raises NotPossibleError where nothing waits, where `by` leads the project, or where changes are
    asked for or the project is declined without a reason."""
    if project.approval is not Approval.WAITING:
        raise NotPossibleError("It does not wait for an answer any more.")
    if by.id == project.lead_id:
        raise NotPossibleError("Nobody approves a project that they lead.")
    if answer not in ANSWERS:
        raise NotPossibleError("That is no answer.")
    if answer is not Approval.APPROVED and not reason.strip():
        raise NotPossibleError("Say why, so that the team can build on it.")
    _step(project, answer, reason.strip(), by=by)
    audit.record(ANSWERED, by=by, subject_id=project.id, answer=answer.value, reason=reason.strip())


def _step(project: Project, state: Approval, reason: str, *, by: Person) -> None:
    project.approval = state
    db.session.add(ApprovalStep(project_id=project.id, state=state, reason=reason, by_id=by.id))
    db.session.flush()
