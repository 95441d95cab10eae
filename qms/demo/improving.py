"""Runs the demonstration's projects through the product's own actions, each on the day on which it would have happened."""

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

from qms.demo.project_plans import CyclePlan, ProjectPlan
from qms.demo.projects_at_rest import AT_REST
from qms.demo.projects_elsewhere import ELSEWHERE
from qms.demo.projects_finished import FINISHED
from qms.demo.projects_medicine import IN_MEDICINE
from qms.demo.projects_together import TOGETHER
from qms.demo.trust import Trust
from qms.improvement.log.actions import add_entry
from qms.improvement.measures.actions import link_measure
from qms.improvement.pdsa.actions import decide, record_result, start_cycle
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.progress.actions import change_stage, score_by_coach, score_by_team
from qms.improvement.projects.actions import edit_charter, start_project
from qms.improvement.projects.models import Project
from qms.improvement.team.actions import add_member
from qms.kernel import clock
from qms.people.models import Person

Happening = tuple[dt.date, Callable[[], None]]
"""What happens on a day."""


def run_projects(trust: Trust) -> None:
    """Every project as it stands today."""
    for plan in (*IN_MEDICINE, *ELSEWHERE, *AT_REST, *FINISHED, *TOGETHER):
        trust.projects[plan.key] = _run(plan, trust)


def _run(plan: ProjectPlan, trust: Trust) -> Project:
    people, today = trust.people, trust.today
    lead = people[plan.lead]
    with _days_ago(today, plan.begun):
        project = start_project(
            title=plan.title,
            why=plan.why,
            unit=trust.units[plan.unit],
            lead=lead,
            due_on=today + dt.timedelta(days=plan.due_in),
            objective=trust.objectives[plan.objective] if plan.objective else None,
            by=lead,
        )
        for metric, unit in plan.measures:
            link_measure(project, series=trust.series(metric, unit), by=lead)
        for key, part in plan.members:
            add_member(project, person=people[key], part=part, by=lead)
        charter = {"coach_id": people["coach"].id, "sponsor_id": people["nurse"].id} | (plan.charter or {})
        edit_charter(project, by=lead, **charter)
    for _, happen in sorted(_events(plan, project, lead, today), key=lambda event: event[0]):
        happen()
    if plan.team_score:
        score_by_team(project, score=plan.team_score, by=lead)
    if plan.coach_score:
        score_by_coach(project, score=plan.coach_score, by=people["coach"])
    return project


def _events(plan: ProjectPlan, project: Project, lead: Person, today: dt.date) -> list[Happening]:
    """What happened to the project after its start, each with its day."""
    events: list[Happening] = []

    def on(days_ago: int, happen: Callable[[], object]) -> None:
        def then() -> None:
            with _days_ago(today, days_ago):
                happen()

        events.append((today - dt.timedelta(days=days_ago), then))

    for days_ago, stage in plan.stages:
        since = today - dt.timedelta(days=days_ago)
        on(days_ago, partial(change_stage, project, stage=stage, since=since, learned=plan.learned, by=lead))
    for days_ago, text in plan.log:
        happened = today - dt.timedelta(days=days_ago)
        on(days_ago, partial(add_entry, project, text=text, happened_on=happened, by=lead))
    previous: list[PdsaCycle] = []
    for cycle in plan.cycles:
        on(cycle.days_ago, partial(_cycle, cycle, project, lead, previous, today))
    return events


def _cycle(plan: CyclePlan, project: Project, lead: Person, previous: list[PdsaCycle], today: dt.date) -> None:
    starts = today - dt.timedelta(days=plan.days_ago)
    adapted = previous and previous[-1].decision is Decision.ADAPT
    cycle = start_cycle(
        project, question=plan.question, prediction=plan.prediction, plan=plan.plan, starts_on=starts,
        result_due_on=starts + dt.timedelta(days=plan.days), follows=previous[-1] if adapted else None, by=lead,
    )  # fmt: skip
    if plan.decision:
        record_result(cycle, did=plan.did, studied=plan.studied, by=lead)
        decide(cycle, decision=plan.decision, reason=plan.reason, on=starts + dt.timedelta(days=plan.days), by=lead)
    previous.append(cycle)


def _days_ago(today: dt.date, days: int) -> AbstractContextManager[None]:
    return clock.standing_at(dt.datetime.combine(today - dt.timedelta(days=days), dt.time(11), dt.UTC))
