"""An approval covers what was read: where the project changes in substance, its sponsor is asked again."""

from collections.abc import Collection

from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.projects.models import Approval, Project
from qms.kernel import audit, formats
from qms.kernel.db import db
from qms.people.models import Person

PUT_BACK = audit.declare("project.approval-put-back", "was", "changed")

COVERED = {"title": "title", "aim": "aim", "scope": "scope", "scope_out": "scope", "lead": "lead", "sponsor": "sponsor"}
"""What an approval covers: fields of a project, and the word for each."""
HELD = (Approval.WAITING, Approval.APPROVED)


def put_back(project: Project, changed: Collection[str], *, by: Person) -> bool:
    """Where one of the changed fields is covered by an approval that stands or is waited for, it has to be asked for again; a
    step says why. Returns whether that was so. Nobody judges how much was changed: a rule about spelling would be argued."""
    words = list(dict.fromkeys(COVERED[name] for name in COVERED if name in changed))
    if project.approval not in HELD or not words:
        return False
    audit.record(PUT_BACK, by=by, subject_id=project.id, was=project.approval.value, changed=words)
    what, done = formats.listed(words), "was" if len(words) == 1 else "were"
    after = "approved" if project.approval is Approval.APPROVED else "asked for"
    reason = f"The {what} {done} changed after it was {after}."
    project.approval = Approval.NOT_ASKED
    db.session.add(ApprovalStep(project_id=project.id, state=Approval.NOT_ASKED, reason=reason, by_id=by.id))
    db.session.flush()
    return True
