"""What a project should do next, from where it stands: one sentence, and the page where it is done."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Protocol

from flask import url_for

from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.queries import Trial, is_overdue
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import ENDED, Stage
from qms.improvement.projects.queries import QUIET, STALLED_AFTER
from qms.kernel import formats

Where = Callable[[], str]


@dataclass(frozen=True)
class NextStep:
    """One sentence and where to do it; `late` where a date has passed. No step for a project that ended. The address is
    worked out when it is asked for, as a file of thousands of projects needs none."""

    text: str = ""
    where: Where | None = None
    late: bool = False

    @cached_property
    def url(self) -> str:
        """Where it is done; empty where there is nothing to do, or nothing that the reader may do."""
        return self.where() if self.where else ""


class Going(Protocol):
    """What is asked of a project here: a Project has it, and so has a row of a few of its columns."""

    @property
    def id(self) -> int: ...
    @property
    def stage(self) -> Stage: ...
    @property
    def due_on(self) -> dt.date: ...
    @property
    def learned(self) -> str: ...
    @property
    def aim(self) -> str: ...
    @property
    def last_entry_at(self) -> dt.datetime: ...


Cycles = Sequence[PdsaCycle] | Sequence[Trial]


def is_stalled(project: Going, now: dt.datetime) -> bool:
    """Whether a project that should go on has had no entry for 60 days."""
    return project.stage not in QUIET and now - project.last_entry_at > STALLED_AFTER


def next_step(project: Going, cycles: Cycles, measures: int, today: dt.date) -> NextStep:
    """The first of what is overdue, running, missing or due. `cycles` in order; `measures` is how many are linked."""
    if project.stage in ENDED:
        return NextStep()
    stages = partial(part_url, project.id, "charter", "stages")
    if project.stage is Stage.PAUSED:
        return NextStep("Go on with it, or end it", stages)
    return (
        _running(cycles, today)
        or _opened_again(project)
        or _past_its_date(project, today, stages)
        or _measure(measures, partial(part_url, project.id, "measures"))
        or _again(project, cycles)
        or _aim(project)
        or _onwards(project, cycles, stages)
    )


def _running(cycles: Cycles, today: dt.date) -> NextStep | None:
    running = [each for each in cycles if each.is_running]
    if not running:
        return None
    soonest = min(running, key=lambda each: (each.result_due_on is None, each.result_due_on or dt.date.max, each.number))
    url = partial(url_for, "improvement.cycle", cycle_id=soonest.id)
    if is_overdue(soonest, today):
        return NextStep(
            f"Decide on cycle {soonest.number}: its result was due on {formats.day(soonest.result_due_on)}", url, True
        )
    due = f": result due on {formats.day(soonest.result_due_on)}" if soonest.result_due_on else ""
    return NextStep(f"Cycle {soonest.number} is running{due}", url)


def _was_ended(project: Going) -> bool:
    """Whether it ended once and goes on again: what was learned at an end stays."""
    return bool(project.learned)


def _opened_again(project: Going) -> NextStep | None:
    """Nobody is told to complete what was opened again because the gain slipped, or for another reason."""
    if not _was_ended(project) or project.stage is not Stage.SUSTAINING:
        return None
    new = partial(url_for, "improvement.cycle_new", project_id=project.id)
    return NextStep("It was opened again: find out what changed, and test what would hold the gain", new)


def _past_its_date(project: Going, today: dt.date, stages: Where) -> NextStep | None:
    if project.due_on >= today:
        return None
    if _was_ended(project):
        edit = partial(url_for, "improvement.project_edit", project_id=project.id)
        return NextStep(f"The end date of {formats.day(project.due_on)} has passed: set a new date", edit, True)
    return NextStep(f"The end date of {formats.day(project.due_on)} has passed: complete it, or set a new date", stages, True)


def _measure(measures: int, url: Where) -> NextStep | None:
    return None if measures else NextStep("Link a measure that will show whether it works", url)


def _again(project: Going, cycles: Cycles) -> NextStep | None:
    left = [each for each in cycles if _is_left(each, cycles)]
    # A change that is already being made the standard is not held up by an earlier branch that came to nothing.
    if left and project.stage in (Stage.IMPLEMENTING, Stage.SUSTAINING):
        left = [each for each in left if each is cycles[-1]]
    if not left:
        return None
    url = partial(url_for, "improvement.cycle_new", project_id=project.id, follows=left[-1].id)
    return NextStep(f"Start the next cycle, adapted from cycle {left[-1].number}", url)


def _is_left(cycle: PdsaCycle | Trial, cycles: Cycles) -> bool:
    """Whether it was to be adapted, and neither was it followed nor its change idea tested since."""
    if cycle.decision is not Decision.ADAPT:
        return False
    later = [each for each in cycles if each.number > cycle.number]
    return not any(each.follows_id == cycle.id or _idea(each) == _idea(cycle) for each in later)


def _idea(cycle: PdsaCycle | Trial) -> tuple[int | None, int | None, str]:
    return cycle.package_idea_id, cycle.driver_id, cycle.idea.casefold()


def _aim(project: Going) -> NextStep | None:
    if project.aim:
        return None
    return NextStep(
        "Write the aim: how much, by when, for whom", partial(url_for, "improvement.project_edit", project_id=project.id)
    )


def _onwards(project: Going, cycles: Cycles, stages: Where) -> NextStep:
    last = cycles[-1] if cycles else None
    new = partial(url_for, "improvement.cycle_new", project_id=project.id)
    if project.stage is Stage.SUSTAINING:
        return NextStep("Check that the gain holds, then complete the project", stages)
    if last is None:
        return NextStep("Plan the first test of a change", new)
    if last.decision is Decision.ADOPT and project.stage is not Stage.IMPLEMENTING:
        return NextStep("Make the adopted change the standard: move to the next stage", stages)
    if project.stage is Stage.IMPLEMENTING:
        return NextStep("Put the change into routines and training, then watch that it holds", stages)
    return NextStep("Plan the next test of a change", new)
