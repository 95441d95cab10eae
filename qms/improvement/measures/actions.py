"""Writes of the links between projects and series."""

from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

LINKED = audit.declare("project.measure-linked", "series_id")
UNLINKED = audit.declare("project.measure-unlinked", "series_id")


def link_measure(project: Project, *, series: Series, by: Person) -> ProjectMeasure:
    """Link a series that the project means to move, or must not harm; linking it again changes nothing."""
    statement = select(ProjectMeasure).where(ProjectMeasure.project_id == project.id, ProjectMeasure.series_id == series.id)
    found = db.session.execute(statement).scalar_one_or_none()
    if found is not None:
        return found
    link = ProjectMeasure(project_id=project.id, series=series)
    db.session.add(link)
    audit.record(LINKED, by=by, subject_id=project.id, series_id=series.id)
    db.session.flush()
    return link


def unlink_measure(link: ProjectMeasure, *, by: Person) -> None:
    """Take the link away; the series and its chart stay."""
    audit.record(UNLINKED, by=by, subject_id=link.project_id, series_id=link.series_id)
    db.session.delete(link)
    db.session.flush()
