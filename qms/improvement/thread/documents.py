"""Projects as the library's texts, with their tests of change, the root causes that they found and what they published."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from qms.golden_thread.documents import Document, Outcome, body_of
from qms.improvement.evidence.comparing import judgements_of
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import ENDED, LogEntry, Method, Project, ProjectMeasure, Stage, StageStep
from qms.improvement.publishing import documents as summaries
from qms.kernel import clock
from qms.kernel.db import db
from qms.spc import Judgement

PROJECT, CYCLE, ROOT_CAUSES, SUMMARY = "project", "cycle", "root-causes", "summary"
OF_A_PROJECT = (LogEntry, PdsaCycle, ProjectMeasure, StageStep)
MOST_ENTRIES = 300  # of a project's log, the latest: what they add beyond is long said

CYCLE_OUTCOMES = {
    Decision.ADOPT: Outcome.ADOPTED,
    Decision.ADAPT: Outcome.ADAPTED,
    Decision.ABANDON: Outcome.ABANDONED,
}


def documents(project_ids: Collection[int]) -> dict[int, list[Document]]:
    """A text for each project, for each of its tests, for its root causes and for the summary that it published. The number
    of queries does not grow with the projects."""
    whole = (lazyload(Project.unit), lazyload(Project.lead), lazyload(Project.objective))
    statement = select(Project).where(Project.id.in_(project_ids)).options(*whole)
    projects = list(db.session.execute(statement).scalars())
    tests = defaultdict(list)
    cycles = select(PdsaCycle).where(PdsaCycle.project_id.in_(project_ids)).order_by(PdsaCycle.number)
    for cycle in db.session.execute(cycles).scalars():
        tests[cycle.project_id].append(cycle)
    logs, judged = _logs(project_ids), judgements_of(project_ids)
    published = summaries.documents(project_ids)
    return {
        each.id: [
            _project(each, logs.get(each.id, []), judged.get(each.id)),
            *(_cycle(each, cycle) for cycle in tests[each.id]),
            *_root_causes(each),
            *(replace(summary, kind=SUMMARY) for summary in published.get(each.id, ())),
        ]
        for each in projects
    }


def document_ids() -> list[int]:
    """Every project, whatever became of it. One query."""
    return list(db.session.execute(select(Project.id).order_by(Project.id)).scalars())


def told_by(record: object) -> int | None:
    """The project that a record of this room belongs to."""
    if isinstance(record, Project):
        return record.id
    return record.project_id if isinstance(record, OF_A_PROJECT) else summaries.told_by(record)


def outcome_of(stage: Stage, judgement: Judgement | None) -> Outcome:
    """What came of a project: what its chart shows or, where its team gave the change up, that.

    A project that ended without a real change on its chart did not work; one that goes on may still."""
    if stage == Stage.ABANDONED:
        return Outcome.ABANDONED
    if judgement is Judgement.IMPROVEMENT:
        return Outcome.WORKED
    if judgement is Judgement.CONCERN or (stage in ENDED and judgement in {Judgement.CHANCE, Judgement.FADED}):
        return Outcome.DID_NOT
    return Outcome.UNKNOWN


def _project(project: Project, log: list[str], judgement: Judgement | None) -> Document:
    charter = (project.aim, project.why, project.problem, project.scope, project.scope_out, project.barriers)
    return Document(
        kind=PROJECT,
        id=project.id,
        title=project.title,
        body=body_of(*charter, project.resources, project.lived_experience, project.learned, *log),
        unit_id=project.unit_id,
        on=project.started_on or clock.day_of(project.created_at),
        state=str(project.stage),
        result=project.learned,
        outcome=outcome_of(project.stage, judgement),
        method=str(project.method),
        project_id=project.id,
    )


def _cycle(project: Project, cycle: PdsaCycle) -> Document:
    return Document(
        kind=CYCLE,
        id=cycle.id,
        title=cycle.question,
        body=body_of(cycle.prediction, cycle.plan, cycle.did, cycle.studied, cycle.decision_reason, project.title),
        unit_id=project.unit_id,
        on=cycle.starts_on,
        state=cycle.decision.value if cycle.decision else "",
        result=cycle.decision_reason or cycle.studied,
        outcome=CYCLE_OUTCOMES.get(cycle.decision, Outcome.UNKNOWN) if cycle.decision else Outcome.UNKNOWN,
        method=str(project.method),
        project_id=project.id,
    )


def _root_causes(project: Project) -> list[Document]:
    """What a Lean project found when it asked why; other methods write what stands in the way there."""
    if project.method is not Method.LEAN_A3 or not project.barriers:
        return []
    return [
        Document(
            kind=ROOT_CAUSES,
            id=project.id,
            title=project.title,
            body=body_of(project.barriers, project.problem),
            unit_id=project.unit_id,
            on=project.started_on or clock.day_of(project.created_at),
            result=project.barriers,
            method=str(project.method),
            project_id=project.id,
        )
    ]


def _logs(project_ids: Collection[int]) -> Mapping[int, list[str]]:
    """The words of each project's log, the newest first. One query."""
    statement = select(LogEntry.project_id, LogEntry.text).where(LogEntry.project_id.in_(project_ids))
    found: dict[int, list[str]] = defaultdict(list)
    for project_id, text in db.session.execute(statement.order_by(LogEntry.id.desc())):
        if len(found[project_id]) < MOST_ENTRIES:
            found[project_id].append(text)
    return found
