"""Taking a project over to another unit: a new project with what worked elsewhere, and a link back."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.ideas.actions import attach_to_idea, may_attach
from qms.improvement.ideas.queries import ideas_of
from qms.improvement.learning.adopting.bringing import CHARTER, IDEAS, MEASURES, PLAN
from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.learning.adopting.queries import adoption_of, can_be_measured, measures_at
from qms.improvement.log.actions import add_entry
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.models import Decision
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.projects.actions import edit_charter, start_project
from qms.improvement.projects.charter import is_kept_back
from qms.improvement.projects.choices import objective_of
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import measures_of
from qms.improvement.work.milestone_actions import add_milestone
from qms.improvement.work.queries import done_tasks, milestones_of, open_tasks, risks_of
from qms.improvement.work.risk_actions import add_risk
from qms.improvement.work.task_actions import add_task
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

ADOPTED = audit.declare("project.adopted", "origin_id", "brought")
BEGUN = audit.declare("series.begun", "metric_id", "unit_id")

KEPT_BACK = "Only the people on this project see it until testing begins. It can be taken over once it is open."
COPIED = ("method", "problem", "scope", "scope_out", "barriers", "resources")
"""Of the charter. The aim is left out: its numbers are those of another unit; and people are."""
LONGEST_ENTRY = 4_000


@dataclass(frozen=True)
class Brought:
    """Names of measures: `begun` are not measured at the unit yet; `left_out` can't be, as their definitions belong to
    another unit, have been retired, or are of one group of people."""

    begun: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def adopt_project(
    origin: Project, *, title: str, why: str, unit: Unit, lead: Person, due_on: dt.date, bring: Collection[str], by: Person
) -> tuple[Project, Brought]:
    """Start a project on the unit that takes `origin` over, with the parts named in `bring`. Returns it, and what became of
    the measures that were to come along.

    Raises ValueError for a draft that its team keeps to itself: its words would stand in an open project."""
    if is_kept_back(origin):
        raise ValueError(KEPT_BACK)
    links = measures_of([origin.id]).get(origin.id, [])
    project = start_project(
        title=title, why=why, unit=unit, lead=lead, due_on=due_on, objective=_objective(origin, unit, links), by=by
    )
    note_origin(project, origin=origin, brought=sorted(bring), by=by)
    brought = Brought()
    if CHARTER in bring:
        edit_charter(project, by=by, **{name: getattr(origin, name) for name in COPIED})
    if MEASURES in bring:
        brought = _bring_measures(project, [link.series for link in links], measures_at(unit, links), by)
    if IDEAS in bring:
        for idea in ideas_of(origin.id):
            if may_attach(idea, project, by):
                attach_to_idea(project, idea=idea, by=by)
    if PLAN in bring:
        _bring_plan(origin, project, by)
    add_entry(project, text=_first_entry(origin), happened_on=clock.today(), by=by)
    tell_hearers(origin, kind=NoticeKind.ADOPTED, by=by, tab="log")
    return project, brought


def note_origin(project: Project, *, origin: Project, brought: Sequence[str] = (), by: Person) -> Adoption:
    """Keep that the project took the other over, so that both pages say so."""
    before = adoption_of(origin.id)
    root_id = before.root_id if before else origin.id
    adoption = Adoption(project_id=project.id, origin_id=origin.id, root_id=root_id, by_id=by.id)
    db.session.add(adoption)
    audit.record(ADOPTED, by=by, subject_id=project.id, origin_id=origin.id, brought=list(brought))
    db.session.flush()
    return adoption


def begin_series(*, metric_id: int, unit: Unit, by: Person) -> Series:
    """A series of the metric at the unit, for measurements to come."""
    series = Series(metric_id=metric_id, unit_id=unit.id)
    db.session.add(series)
    db.session.flush()
    audit.record(BEGUN, by=by, subject_id=series.id, metric_id=metric_id, unit_id=unit.id)
    return series


def _objective(origin: Project, unit: Unit, links: list[Any]) -> Objective | None:
    """The same objective where it is the unit's line's, else the nearest that the first measure tells of."""
    if origin.objective and unit.is_within(origin.objective.unit):
        return origin.objective
    return objective_of(links[0].series.metric, unit) if links else None


def _bring_measures(project: Project, wanted: list[Series], there: dict[int, Series], by: Person) -> Brought:
    brought = Brought()
    for each in wanted:
        series = there.get(each.id)
        if series is None and can_be_measured(project.unit, each):
            series = begin_series(metric_id=each.metric_id, unit=project.unit, by=by)
            brought.begun.append(each.metric.name)
        if series is None:
            brought.left_out.append(each.metric.name)
        else:
            link_measure(project, series=series, by=by)
    return brought


def _bring_plan(origin: Project, project: Project, by: Person) -> None:
    """Milestones as far from the start as they were there, tasks and open risks without the people and days of theirs."""
    began, today = origin.started_on or clock.day_of(origin.created_at), clock.today()
    for milestone in milestones_of(origin.id):
        add_milestone(project, title=milestone.title, due_on=today + max(milestone.due_on - began, dt.timedelta(0)), by=by)
    for task in [*done_tasks(origin.id), *open_tasks(origin.id)]:
        add_task(project, what=task.what, by=by)
    for risk in risks_of(origin.id):
        add_risk(project, what=risk.what, likelihood=risk.likelihood, effect=risk.effect, response=risk.response, by=by)


def _first_entry(origin: Project) -> str:
    """Where the project comes from, and which changes were adopted there: the first things to test here."""
    adopted = [each for each in cycles_of([origin.id]).get(origin.id, []) if each.decision is Decision.ADOPT]
    lines = [f"Taken over from “{origin.title}”, {origin.unit.name}."]
    if adopted:
        lines.append("They adopted, and we can test first:")
        lines += [f"- {each.question} {each.decision_reason}".strip() for each in adopted]
    return "\n".join(lines)[:LONGEST_ENTRY]
