"""The demonstration while it is being made: what has been made so far, by short names."""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.objectives.models import Objective
from qms.improvement.projects.models import Project
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person


@dataclass
class Trust:
    """Units by ODS code; people, metrics, objectives and projects by key; the day on which it is made."""

    today: dt.date
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    metrics: dict[str, Metric] = field(default_factory=dict)
    objectives: dict[str, Objective] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)

    def series(self, metric: str, unit: str) -> Series:
        """The whole series of a metric at a unit, roll-ups included."""
        named = select(Series).where(
            Series.metric_id == self.metrics[metric].id, Series.unit_id == self.units[unit].id, Series.stratum == ""
        )
        return db.session.execute(named).scalar_one()
