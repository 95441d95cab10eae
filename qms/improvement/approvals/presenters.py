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
    sponsor = project.sponsor.name if project.sponsor else "the sponsor"
    reason = last.reason if last else ""
    by = last.by.name if last else sponsor
    begun = project.stage not in DRAFT
    if project.approval is Approval.WAITING and begun:
        return Standing(f"It waits for {sponsor} to approve it again. What has begun goes on.", "", False, True)
    if project.approval is Approval.NOT_ASKED and last is not None:
        goes_on = "What has begun goes on" if begun else "Testing begins when it is approved"
        return Standing(f"It has to be approved again. {last.reason} {goes_on}.", "", True, False)
    if project.approval is Approval.WAITING:
        since = formats.day(last.created_at) if last else "today"
        return Standing(f"It waits for {sponsor} to approve it, since {since}. Testing begins after that.", "", False, True)
    if project.approval is Approval.CHANGES_ASKED:
        return Standing(f"{by} asks for changes before testing begins. Make them, then ask again.", reason, True, False)
    if project.approval is Approval.APPROVED:
        return Standing(
            f"{by} approved it{f' on {formats.day(last.created_at)}' if last else ''}. Testing can begin.",
            reason,
            False,
            False,
        )
    if project.approval is Approval.DECLINED:
        return Standing(f"{by} declined it. Change it and ask again, or stop it.", reason, True, False)
    return Standing(
        "A sponsor approves projects here before testing begins. Ask yours when the plan is clear.", "", True, False
    )


def standing_of(project: Project) -> Standing | None:
    """The same, read where it matters: a sponsor's word is wanted, or was asked for, and testing has not begun, or what was
    approved was changed since."""
    if project.stage not in DRAFT and (not project.is_active or project.approval not in (Approval.NOT_ASKED, Approval.WAITING)):
        return None
    if project.approval is Approval.NOT_ASKED and not queries.are_wanted():
        return None
    steps = queries.steps_of(project.id)
    if project.stage not in DRAFT and not steps:
        return None
    return standing(project, steps[-1] if steps else None)


def put_back_warning(project: Project) -> str:
    """What its people read before they change the charter of a project that is approved or waits; empty for others."""
    if project.approval not in STANDS:
        return ""
    return (
        f"The project {STANDS[project.approval]}. If you change its title, aim, scope, lead or sponsor, its sponsor has to be "
        "asked again. That holds for every change of these, a word’s spelling too."
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
