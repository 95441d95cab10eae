"""Which projects act on a series."""

from collections import defaultdict
from collections.abc import Sequence

from qms.golden_thread.readings.models import Signal
from qms.golden_thread.strands import Card
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.queries import ENDED, projects
from qms.improvement.thread.cards import card
from qms.kernel.db import db


def acting_on(series_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Cards of projects that go on, by series, linked as a measure or through a signal. Two queries."""
    by_measure = (
        projects().add_columns(ProjectMeasure.series_id).join(ProjectMeasure, ProjectMeasure.project_id == Project.id)
    )
    by_signal = projects().add_columns(Signal.series_id).join(Signal, Signal.id == Project.signal_id)
    found: dict[int, dict[int, Project]] = defaultdict(dict)
    for statement, column in ((by_measure, ProjectMeasure.series_id), (by_signal, Signal.series_id)):
        narrowed = statement.where(column.in_(series_ids), Project.stage.not_in(ENDED)).order_by(Project.id)
        for project, series_id in db.session.execute(narrowed).unique():
            found[series_id][project.id] = project
    return {series_id: [card(each) for each in projects.values()] for series_id, projects in found.items()}
