"""The facts of many projects, gathered in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from qms.improvement.evidence.comparing import compared
from qms.improvement.evidence.facts import Facts, Found
from qms.improvement.evidence.queries import Measure, Trials, measures_of, people_on, trials_of
from qms.improvement.projects.models import Project
from qms.kernel.db import db


def facts_of(project_ids: Collection[int]) -> dict[int, Facts]:
    """The facts of each project: ten queries or fewer, however many projects."""
    ids = list(project_ids)
    if not ids:
        return {}
    columns = (Project.id, Project.aim != "", Project.stage)
    rows = db.session.execute(select(*columns).where(Project.id.in_(ids))).all()
    tests, people = trials_of(ids), people_on(ids)
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
