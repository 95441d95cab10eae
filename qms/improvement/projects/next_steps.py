"""What a project should do next, from where it stands: one sentence, and the page where it is done."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.queries import is_overdue
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.queries import QUIET, STALLED_AFTER
from qms.kernel import formats


@dataclass(frozen=True)
class NextStep:
    """One sentence and where to do it; `late` where a date has passed. No step for a project that ended."""

    text: str = ""
    url: str = ""
    late: bool = False


def is_stalled(project: Project, now: dt.datetime) -> bool:
    """Whether a project that should go on has had no entry for 60 days."""
    return project.stage not in QUIET and now - project.last_entry_at > STALLED_AFTER


def next_step(project: Project, cycles: Sequence[PdsaCycle], measures: int, today: dt.date) -> NextStep:
    """The first of what is overdue, running, missing or due. `cycles` in order; `measures` is how many are linked."""
    if not project.is_active:
        return NextStep()
    if project.stage is Stage.PAUSED:
        return NextStep("Go on with it, or end it", part_url(project.id, "charter", "stages"))
    stages = part_url(project.id, "charter", "stages")
    return (
        _running(cycles, today)
        or _opened_again(project)
        or _past_its_date(project, today, stages)
        or _measure(measures, part_url(project.id, "measures"))
        or _again(project, cycles)
        or _aim(project)
        or _onwards(project, cycles, stages)
    )


def _running(cycles: Sequence[PdsaCycle], today: dt.date) -> NextStep | None:
    running = [each for each in cycles if each.is_running]
    if not running:
        return None
    soonest = min(running, key=lambda each: (each.result_due_on is None, each.result_due_on or dt.date.max, each.number))
    url = url_for("improvement.cycle", cycle_id=soonest.id)
    if is_overdue(soonest, today):
        return NextStep(
            f"Decide on cycle {soonest.number}: its result was due on {formats.day(soonest.result_due_on)}", url, True
        )
    due = f": result due on {formats.day(soonest.result_due_on)}" if soonest.result_due_on else ""
    return NextStep(f"Cycle {soonest.number} is running{due}", url)


def _was_ended(project: Project) -> bool:
    """Whether it ended once and goes on again: what was learned at an end stays."""
    return bool(project.learned)


def _opened_again(project: Project) -> NextStep | None:
    """Nobody is told to complete what was opened again because the gain slipped, or for another reason."""
    if not _was_ended(project) or project.stage is not Stage.SUSTAINING:
        return None
    new = url_for("improvement.cycle_new", project_id=project.id)
    return NextStep("It was opened again: find out what changed, and test what would hold the gain", new)


def _past_its_date(project: Project, today: dt.date, stages: str) -> NextStep | None:
    if project.due_on >= today:
        return None
    if _was_ended(project):
        edit = url_for("improvement.project_edit", project_id=project.id)
        return NextStep(f"The end date of {formats.day(project.due_on)} has passed: set a new date", edit, True)
    return NextStep(f"The end date of {formats.day(project.due_on)} has passed: complete it, or set a new date", stages, True)


def _measure(measures: int, url: str) -> NextStep | None:
    return None if measures else NextStep("Link a measure that will show whether it works", url)


def _again(project: Project, cycles: Sequence[PdsaCycle]) -> NextStep | None:
    left = [each for each in cycles if _is_left(each, cycles)]
    # A change that is already being made the standard is not held up by an earlier branch that came to nothing.
    if left and project.stage in (Stage.IMPLEMENTING, Stage.SUSTAINING):
        left = [each for each in left if each is cycles[-1]]
    if not left:
        return None
    url = url_for("improvement.cycle_new", project_id=project.id, follows=left[-1].id)
    return NextStep(f"Start the next cycle, adapted from cycle {left[-1].number}", url)


def _is_left(cycle: PdsaCycle, cycles: Sequence[PdsaCycle]) -> bool:
    """Whether it was to be adapted, and neither was it followed nor its change idea tested since."""
    if cycle.decision is not Decision.ADAPT:
        return False
    later = [each for each in cycles if each.number > cycle.number]
    return not any(each.follows_id == cycle.id or _idea(each) == _idea(cycle) for each in later)


def _idea(cycle: PdsaCycle) -> tuple[int | None, int | None, str]:
    return cycle.package_idea_id, cycle.driver_id, cycle.idea.casefold()


def _aim(project: Project) -> NextStep | None:
    if project.aim:
        return None
    return NextStep("Write the aim: how much, by when, for whom", url_for("improvement.project_edit", project_id=project.id))


def _onwards(project: Project, cycles: Sequence[PdsaCycle], stages: str) -> NextStep:
    last = cycles[-1] if cycles else None
    new = url_for("improvement.cycle_new", project_id=project.id)
    if project.stage is Stage.SUSTAINING:
        return NextStep("Check that the gain holds, then complete the project", stages)
    if last is None:
        return NextStep("Plan the first test of a change", new)
    if last.decision is Decision.ADOPT and project.stage is not Stage.IMPLEMENTING:
        return NextStep("Make the adopted change the standard: move to the next stage", stages)
    if project.stage is Stage.IMPLEMENTING:
        return NextStep("Put the change into routines and training, then watch that it holds", stages)
    return NextStep("Plan the next test of a change", new)
