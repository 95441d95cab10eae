"""Reads of the series that projects are linked to, or may be."""

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.improvement.projects.models import Project, ProjectMeasure
from qms.improvement.projects.queries import project
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 300


def link(link_id: int) -> ProjectMeasure:
    """The link, or NoResultFound (a 404)."""
    return db.session.execute(select(ProjectMeasure).where(ProjectMeasure.id == link_id)).scalar_one()


def project_of_link(link_id: int) -> Project:
    """The link's project, or NoResultFound (a 404)."""
    return project(link(link_id).project_id)


def series(series_id: int) -> Series:
    """The series, or NoResultFound (a 404)."""
    return db.session.execute(select(Series).where(Series.id == series_id)).scalar_one()


def linkable(unit: Unit) -> list[Series]:
    """The series of the unit and of those above it, nearest first and wholes before strata; at most some hundred."""
    line = [unit.id, *unit.ancestor_ids]
    statement = (
        select(Series)
        .join(Series.metric)
        .join(Unit, Unit.id == Series.unit_id)
        .where(Series.unit_id.in_(line), Metric.state != MetricState.RETIRED)
        .order_by(Unit.path.desc(), Metric.name, Series.stratum)
        .limit(MOST)
    )
    return list(db.session.execute(statement).scalars())
