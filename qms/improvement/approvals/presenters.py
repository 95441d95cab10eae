"""Approvals in words: where a project stands with its sponsor, and the letters about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.improvement.approvals import queries
from qms.improvement.approvals.models import ApprovalStep
from qms.improvement.projects.models import DRAFT, Approval, Project
from qms.kernel import formats
from qms.people.links.addresses import whole_address

WORDS = {
    Approval.WAITING: "Asked for approval",
    Approval.CHANGES_ASKED: "Changes asked for",
    Approval.APPROVED: "Approved",
    Approval.DECLINED: "Declined",
}
STEP_WORDS = WORDS | {Approval.NOT_ASKED: "To be asked again"}

ASKED_AGAIN = (Approval.NOT_ASKED, Approval.WAITING)
STANDS = {Approval.WAITING: "waits for an answer", Approval.APPROVED: "is approved"}


@dataclass(frozen=True)
class Step:
    """One step: what, by whom, when and why."""

    words: str
    by: str
    on: str
    reason: str


@dataclass(frozen=True)
class Standing:
    """Where a project stands with its sponsor, as its page says it. `asks` is whether the team may ask now."""

    sentence: str
    reason: str
    asks: bool
    waits: bool


def step_views(steps: Sequence[ApprovalStep]) -> list[Step]:
    """The steps in their order."""
    return [Step(STEP_WORDS[each.state], each.by.name, formats.day(each.created_at), each.reason) for each in steps]


def standing(project: Project, last: ApprovalStep | None) -> Standing:
    """The sentence above the project's page; `last` is the newest step."""
    asks = project.approval not in (Approval.WAITING, Approval.APPROVED)
    given_reason = last.reason if last and project.approval is not Approval.NOT_ASKED else ""
    waits = project.approval is Approval.WAITING
    return Standing(_sentence(project, last), "" if waits else given_reason, asks, waits)


def _sentence(project: Project, last: ApprovalStep | None) -> str:
    sponsor = project.sponsor.name if project.sponsor else "the sponsor"
    by, on = (last.by.name, formats.day(last.created_at)) if last else (sponsor, "")
    again = last is not None and project.stage not in DRAFT
    goes_on = "What has begun goes on." if again else "Testing begins after that."
    approve = "approve it again" if again else "approve it"
    not_asked = "A sponsor approves projects here before testing begins. Ask yours when the plan is clear."
    if last is not None:
        not_asked = f"It has to be approved again. {last.reason} {'What has begun goes on.' if again else 'Ask again.'}"
    return {
        Approval.NOT_ASKED: not_asked,
        Approval.WAITING: f"It waits for {sponsor} to {approve}, since {on or 'today'}. {goes_on}",
        Approval.CHANGES_ASKED: f"{by} asks for changes before testing begins. Make them, then ask again.",
        Approval.APPROVED: f"{by} approved it{f' on {on}' if on else ''}. Testing can begin.",
        Approval.DECLINED: f"{by} declined it. Change it and ask again, or stop it.",
    }[project.approval]


def standing_of(project: Project) -> Standing | None:
    """The same, read where it matters: a sponsor's word is wanted or was asked for, and testing has not begun or what was
    approved was changed since."""
    begun = project.stage not in DRAFT
    if begun and (not project.is_active or project.approval not in ASKED_AGAIN):
        return None
    if project.approval is Approval.NOT_ASKED and not queries.are_wanted():
        return None
    steps = queries.steps_of(project.id)
    return standing(project, steps[-1] if steps else None) if steps or not begun else None


def put_back_warning(project: Project) -> str:
    """What its people read before they change the charter of a project that is approved or waits; empty for others."""
    if project.approval not in STANDS:
        return ""
    return (
        f"The project {STANDS[project.approval]}. If you change its title, aim, scope, lead or sponsor, its sponsor has "
        "to be asked again. That holds for every change of these, a word’s spelling too."
    )


def letter_to_sponsor(project: Project) -> tuple[str, str]:
    """Subject and text for the sponsor who is asked."""
    assert project.sponsor is not None  # noqa: S101  asked before; this tells the type checker
    where = whole_address("improvement.approval", project_id=project.id)
    lines = [
        f"Dear {project.sponsor.name},",
        "",
        f"{project.lead.name} asks you, as the sponsor, to approve the project “{project.title}” ({project.unit.name}).",
        "",
        project.aim or project.why,
        "",
        f"Read it and answer: {where}",
    ]
    return f"Please approve: {project.title}", "\n".join(lines)


def letter_to_lead(project: Project, step: ApprovalStep) -> tuple[str, str]:
    """Subject and text for the lead after the answer."""
    what = {
        Approval.APPROVED: "approved your project. Testing can begin.",
        Approval.CHANGES_ASKED: "asks for changes to your project before testing begins.",
        Approval.DECLINED: "declined your project.",
    }[step.state]
    where = whole_address("improvement.project", project_id=project.id)
    lines = [f"Dear {project.lead.name},", "", f"{step.by.name} {what}", "", f"“{project.title}”: {where}"]
    if step.reason:
        lines[4:4] = [step.reason, ""]
    return f"{WORDS[step.state]}: {project.title}", "\n".join(lines)
