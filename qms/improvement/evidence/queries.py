"""Reads of evidence: the facts of many projects at once, in a constant number of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import func, select, union_all

from qms.golden_thread.metrics.models import Metric, MetricKind, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.strands import strand
from qms.improvement.evidence.facts import Facts, Found
from qms.improvement.evidence.models import Finding
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import Project, ProjectMeasure, ProjectMember
from qms.kernel import clock
from qms.kernel.db import db
from qms.spc import Assurance, Effect


class Measure(NamedTuple):
    """A measure of a project with what its reading says now and what was found of the change on a day."""

    link_id: int
    project_id: int
    series_id: int
    name: str
    kind: MetricKind
    variation: str | None
    change_on: dt.date | None
    judgement: Any
    meaning: Any
    sustained: int | None
    differs: bool | None
    meets_target: bool | None


class Trials(NamedTuple):
    """How many tests of a project are done, running and adopted, and the day from which its measures are compared."""

    done: int = 0
    running: int = 0
    adopted: int = 0
    change_on: dt.date | None = None


def facts_of(project_ids: Collection[int]) -> dict[int, Facts]:
    """The facts of each project: ten queries or fewer, however many projects."""
    ids = list(project_ids)
    if not ids:
        return {}
    columns = (Project.id, Project.aim != "", Project.stage)
    rows = db.session.execute(select(*columns).where(Project.id.in_(ids))).all()
    tests, people = trials_of(ids), _people(ids)
    found: dict[int, list[Found]] = defaultdict(list)
    for measure in compared(measures_of(ids), tests):
        found[measure.project_id].append(_found(measure))
    return {
        id_: Facts(
            people=people.get(id_, 1),
            has_aim=bool(has_aim),
            stage=stage,
            done=tests.get(id_, Trials()).done,
            running=tests.get(id_, Trials()).running,
            adopted=tests.get(id_, Trials()).adopted,
            measures=tuple(found[id_]),
        )
        for id_, has_aim, stage in rows
    }


def measures_of(project_ids: Collection[int]) -> list[Measure]:
    """The measures of the projects, outcomes first, each with the finding that is kept, if any. One query."""
    finding = (
        Finding.change_on,
        Finding.judgement,
        Finding.meaning,
        Finding.sustained,
        Finding.differs,
        Finding.meets_target,
    )
    statement = (
        select(
            ProjectMeasure.id, ProjectMeasure.project_id, ProjectMeasure.series_id, Metric.name, Metric.kind,
            Reading.variation, *finding,
        )
        .join(Series, Series.id == ProjectMeasure.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .outerjoin(Reading, Reading.series_id == ProjectMeasure.series_id)
        .outerjoin(Finding, Finding.link_id == ProjectMeasure.id)
        .where(ProjectMeasure.project_id.in_(project_ids))
        .order_by(ProjectMeasure.id)
    )  # fmt: skip
    order = list(MetricKind)
    return sorted((Measure._make(row) for row in db.session.execute(statement)), key=lambda each: order.index(each.kind))


def trials_of(project_ids: Collection[int]) -> dict[int, Trials]:
    """The tests of each project that has some. One query.

    The day is that of measures.presenters.change_of: the first adopted change, else the first test that has begun."""
    adopted, begun = PdsaCycle.decision == Decision.ADOPT, PdsaCycle.starts_on <= clock.today()
    statement = (
        select(
            PdsaCycle.project_id,
            func.count().filter(PdsaCycle.decision.is_not(None)),
            func.count().filter(PdsaCycle.decision.is_(None), begun),
            func.count().filter(adopted),
            func.min(PdsaCycle.decided_on).filter(adopted),
            func.min(PdsaCycle.starts_on).filter(begun),
        )
        .where(PdsaCycle.project_id.in_(project_ids))
        .group_by(PdsaCycle.project_id)
    )
    return {
        id_: Trials(done, running, adopted, first_adopted or first_begun)
        for id_, done, running, adopted, first_adopted, first_begun in db.session.execute(statement)
    }


def compared(measures: Iterable[Measure], tests: dict[int, Trials]) -> list[Measure]:
    """The measures with findings of their projects' present days of change; what is not kept is asked of the charts, all
    at once. Without a change nothing is found."""
    all_of_them = list(measures)
    days = {each.link_id: tests.get(each.project_id, Trials()).change_on for each in all_of_them}
    asked = {
        (each.series_id, day)
        for each in all_of_them
        if (day := days[each.link_id]) is not None and each.change_on != day and each.variation is not None
    }
    effects = strand("signal").effects_of(asked) if asked else {}
    return [_for_day(each, days[each.link_id], effects) for each in all_of_them]


def _for_day(measure: Measure, day: dt.date | None, effects: dict[tuple[int, dt.date], Effect]) -> Measure:
    if day is None:
        return measure._replace(change_on=None, **found_of(None))
    if measure.change_on == day:
        return measure
    return measure._replace(change_on=day, **found_of(effects.get((measure.series_id, day))))


def found_of(effect: Effect | None) -> dict[str, Any]:
    """An effect as a finding keeps it."""
    if effect is None:
        return {"judgement": None, "meaning": None, "sustained": 0, "differs": False, "meets_target": None}
    return {
        "judgement": effect.judgement,
        "meaning": effect.meaning,
        "sustained": effect.sustained,
        "differs": effect.is_different,
        "meets_target": None if effect.after.assurance is None else effect.after.assurance is Assurance.PASS,
    }


def _found(measure: Measure) -> Found:
    return Found(
        name=measure.name,
        kind=measure.kind,
        measured=measure.variation is not None,
        judgement=measure.judgement,
        meaning=measure.meaning,
        sustained=measure.sustained or 0,
        differs=bool(measure.differs),
        meets_target=measure.meets_target,
        gives_concern=(measure.variation or "").startswith("concern"),
    )


def _people(project_ids: list[int]) -> dict[int, int]:
    """How many people are named on each project, in whatever part. One query."""
    members = select(ProjectMember.project_id, ProjectMember.person_id).where(ProjectMember.project_id.in_(project_ids))
    named = [
        select(Project.id, part).where(Project.id.in_(project_ids), part.is_not(None))
        for part in (Project.lead_id, Project.sponsor_id, Project.coach_id)
    ]
    people = union_all(members, *named).subquery()  # a person may have two parts
    statement = select(people.c[0], func.count(people.c[1].distinct())).group_by(people.c[0])
    return dict(db.session.execute(statement).all())
