"""Tasks, milestones and risks in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qms.golden_thread.drawing import MarkState, TimelineMark
from qms.golden_thread.drawing.dates import day_words
from qms.improvement.projects.models import ENDED, Project
from qms.improvement.work.models import Milestone, Risk, Task
from qms.improvement.work.wording import EFFECT, LIKELIHOOD, grade
from qms.kernel import clock, formats
from qms.people.models import Person

MOST_DRAWN = 24  # marks that a timeline holds and can still be read


@dataclass(frozen=True)
class TaskView:
    """A task as a row."""

    id: int
    what: str
    who: str
    when: str
    late: bool
    state: str  # "Overdue", "Due this week" or ""
    colour: str
    own: bool


@dataclass(frozen=True)
class MilestoneView:
    """A milestone as a row."""

    id: int
    title: str
    when: str
    reached: bool
    late: bool


@dataclass(frozen=True)
class RiskView:
    """A risk as a row."""

    id: int
    what: str
    grade: str
    colour: str
    likelihood: str
    effect: str
    score: int
    response: str
    who: str
    review: str
    review_due: bool
    closed: str


def task_view(task: Task, reader: Person, today: dt.date) -> TaskView:
    """A task, with whether it is late or soon due."""
    late = task.is_late(today)
    return TaskView(
        id=task.id,
        what=task.what,
        who=called(task.owner) or "Nobody yet",
        when=_when(task),
        late=late,
        state="Overdue" if late else "Due this week" if task.is_due_soon(today) else "",
        colour="orange" if late else "blue",
        own=task.owner_id == reader.id,
    )


def _when(task: Task) -> str:
    if task.done_on:
        return f"Done {formats.day(task.done_on)}" + (f" by {called(task.done_by)}" if task.done_by else "")
    return f"By {formats.day(task.due_on)}" if task.due_on else "No day set"


def called(person: Person | None) -> str:
    """A colleague's name, also of one who has left."""
    return "" if person is None else person.name if person.active else f"{person.name} (has left)"


def milestone_view(milestone: Milestone, today: dt.date) -> MilestoneView:
    """A milestone, with whether it is late."""
    late = milestone.reached_on is None and milestone.due_on < today
    if milestone.reached_on:
        when = f"Reached {formats.day(milestone.reached_on)}"
        if milestone.reached_on != milestone.due_on:
            when += f", planned for {formats.day(milestone.due_on)}"
    else:
        when = f"{'Was due' if late else 'By'} {formats.day(milestone.due_on)}"
    return MilestoneView(milestone.id, milestone.title, when, milestone.reached_on is not None, late)


def risk_view(risk: Risk, today: dt.date) -> RiskView:
    """A risk with its grade."""
    word, colour = grade(risk.score)
    return RiskView(
        id=risk.id,
        what=risk.what,
        grade=word,
        colour=colour,
        likelihood=LIKELIHOOD[risk.likelihood],
        effect=EFFECT[risk.effect],
        score=risk.score,
        response=risk.response,
        who=called(risk.owner),
        review=formats.day(risk.review_on),
        review_due=review_is_due(risk, today),
        closed=formats.day(risk.closed_on),
    )


def review_is_due(risk: Risk, today: dt.date) -> bool:
    """Whether a risk that stands should be looked at again."""
    return risk.closed_on is None and risk.review_on is not None and risk.review_on <= today


def plan_sentence(
    tasks: Sequence[Task], milestones: Sequence[Milestone], risks: Sequence[Risk], today: dt.date, *, done: int = 0
) -> str:
    """What the huddle should know first: '2 tasks are overdue, 1 is due this week. Next: alarms in every bay, by 3 December
    2026. 1 risk is due for a review.'"""
    if not (tasks or done or milestones or risks):
        return "Nothing is planned yet."
    said = [_tasks_said(tasks, today)]
    late = [each for each in milestones if each.reached_on is None and each.due_on < today]
    following = next((each for each in milestones if each.reached_on is None and each.due_on >= today), None)
    if late:
        said.append(f"{formats.count(len(late), 'milestone is', 'milestones are')} late.")
    if following:
        said.append(f"Next milestone: {following.title.rstrip('.')}, by {formats.day(following.due_on)}.")
    due = sum(review_is_due(each, today) for each in risks)
    if due:
        said.append(f"{formats.count(due, 'risk is', 'risks are')} due for a review.")
    return " ".join(said)


def _tasks_said(tasks: Sequence[Task], today: dt.date) -> str:
    late, soon = sum(each.is_late(today) for each in tasks), sum(each.is_due_soon(today) for each in tasks)
    said = [f"{formats.count(late, 'task is', 'tasks are')} overdue"] if late else []
    if soon:
        said.append(
            f"{soon} {'is' if soon == 1 else 'are'} due this week"
            if late
            else f"{formats.count(soon, 'task is', 'tasks are')} due this week"
        )
    if said:
        return f"{', '.join(said)}."
    return f"{formats.count(len(tasks), 'task')} to do, none due this week." if tasks else "No task waits."


def timeline_marks(project: Project, milestones: Sequence[Milestone], today: dt.date) -> list[TimelineMark]:
    """The milestones between the project's beginning and its end; of very many, those nearest to today."""
    nearest = sorted(milestones, key=lambda each: abs((each.due_on - today).days))[:MOST_DRAWN]
    marks = [_mark(each, today) for each in nearest]
    began = project.started_on or clock.day_of(project.created_at)
    marks.append(TimelineMark(began, "Project", f"Began {day_words(began)}", MarkState.END))
    if project.stage in ENDED and project.ended_on:
        return [*marks, TimelineMark(project.ended_on, "Project", f"Ended {day_words(project.ended_on)}", MarkState.END)]
    return [*marks, TimelineMark(project.due_on, "Project", f"By when: {day_words(project.due_on)}", MarkState.END)]


def _mark(milestone: Milestone, today: dt.date) -> TimelineMark:
    if milestone.reached_on:
        on = milestone.reached_on
        return TimelineMark(on, milestone.title, f"Reached {day_words(on)}", MarkState.REACHED)
    on = milestone.due_on
    if on < today:
        return TimelineMark(on, milestone.title, f"Late: due {day_words(on)}", MarkState.LATE)
    return TimelineMark(on, milestone.title, f"Due {day_words(on)}", MarkState.AHEAD)
