"""Asking a sponsor, and the sponsor's answer."""

from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.approvals.queries import asking_of, team_of, why_not_answered_by
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

    Raises NotPossibleError where it has ended, is approved already, or the sponsor leads it, is on its team, or is who
    asks."""
    if not project.is_active:
        raise NotPossibleError("The project has ended.")
    if project.approval is Approval.APPROVED:
        raise NotPossibleError("The project is approved already.")
    team = team_of(project)
    if sponsor.id in team:
        raise NotPossibleError("Nobody approves a project that they lead or are on the team of. Name somebody else.")
    if sponsor.id == by.id:
        raise NotPossibleError("Nobody asks themselves. Name somebody else as the sponsor.")
    if project.approval is Approval.WAITING and project.sponsor_id == sponsor.id:
        return False
    project.sponsor = sponsor
    _step(project, ApprovalStep(state=Approval.WAITING, by_id=by.id, asked_id=sponsor.id, team_ids=sorted(team)))
    audit.record(ASKED, by=by, subject_id=project.id, sponsor_id=sponsor.id)
    return True


def answer(project: Project, *, answer: Approval, reason: str, by: Person) -> None:
    """The sponsor's word. Raises NotPossibleError where nothing waits, where `by` may not answer (see
    `why_not_answered_by`), or where changes are asked for or the project is declined without a reason."""
    if project.approval is not Approval.WAITING:
        raise NotPossibleError("It does not wait for an answer any more.")
    if refusal := why_not_answered_by(by, project, asking_of(project.id)):
        raise NotPossibleError(refusal)
    if answer not in ANSWERS:
        raise NotPossibleError("That is no answer.")
    if answer is not Approval.APPROVED and not reason.strip():
        raise NotPossibleError("Say why, so that the team can build on it.")
    _step(project, ApprovalStep(state=answer, reason=reason.strip(), by_id=by.id))
    audit.record(ANSWERED, by=by, subject_id=project.id, answer=answer.value, reason=reason.strip())


def _step(project: Project, step: ApprovalStep) -> None:
    step.project_id, project.approval = project.id, step.state
    db.session.add(step)
    db.session.flush()
