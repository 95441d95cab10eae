"""Which projects act on a series."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import literal, select, union_all

from qms.golden_thread.readings.models import Signal
from qms.golden_thread.strands import Card
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.queries import ENDED, projects
from qms.improvement.thread.cards import card
from qms.kernel.db import db


def acting_on(series_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Cards of projects that go on, by series, linked as a measure or through a signal. One query."""
    by_measure = select(literal(0).label("way"), ProjectMeasure.project_id.label("project_id"), ProjectMeasure.series_id)
    by_signal = select(literal(1), Project.id, Signal.series_id).join(Signal, Signal.id == Project.signal_id)
    links = union_all(
        by_measure.where(ProjectMeasure.series_id.in_(series_ids)), by_signal.where(Signal.series_id.in_(series_ids))
    ).subquery()
    statement = (
        projects()
        .add_columns(links.c.series_id)
        .join(links, links.c.project_id == Project.id)
        .where(Project.stage.not_in(ENDED))
        .order_by(links.c.way, Project.id)
    )
    found: dict[int, dict[int, Project]] = defaultdict(dict)
    for project, series_id in db.session.execute(statement).unique():
        found[series_id][project.id] = project
    return {series_id: [card(each) for each in projects.values()] for series_id, projects in found.items()}


def answers(signal_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Cards of the projects that were started from each signal, whatever became of them. One query."""
    statement = projects().where(Project.signal_id.in_(signal_ids)).order_by(Project.id)
    found: dict[int, list[Card]] = defaultdict(list)
    for project in db.session.execute(statement).unique().scalars():
        found[project.signal_id or 0].append(card(project))
    return dict(found)
