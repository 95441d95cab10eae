"""Rows of projects, with everything that a row shows read for all of them at once."""

from qms.golden_thread.readings.queries import readings_of
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.projects.models import Project
from qms.improvement.projects.presenters import Row, rows
from qms.improvement.projects.queries import measures_of


def rows_of(projects: list[Project]) -> list[Row]:
    """Rows with cycles, measures and readings, each read once for all."""
    ids = [each.id for each in projects]
    links = measures_of(ids)
    readings = readings_of([link.series_id for found in links.values() for link in found])
    return rows(projects, cycles_of(ids), links, readings)
