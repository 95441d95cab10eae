"""A trust with objectives from the board to a ward, for the tests of the golden thread."""

import datetime as dt
from typing import Any

from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.golden_thread.readings.models import Reading
from qms.organisation import queries as organisation
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder

START, DUE = dt.date(2026, 4, 1), dt.date(2099, 3, 31)


class Thread:
    """Riverside Trust › Medicine › Ward 1, Ward 2; a board objective with one of Medicine and one of Ward 1 below it."""

    def __init__(self, build: Builder) -> None:
        self.build = build
        self.trust: Unit = build.trust()
        self.medicine, self.ward, self.other_ward = organisation.within(self.trust)[1:]
        self.chair: Person = build.person(RoleName.BOARD_MEMBER, self.trust, name="Mary Seacole")
        self.manager: Person = build.person(RoleName.WARD_MANAGER, self.ward, name="Grace Hopper")
        self.viewer: Person = build.person(RoleName.VIEWER, self.trust, name="Rosa Parks")
        self.board = self.objective("Safe care every time", self.trust, owner_id=self.chair.id)
        self.middle = self.objective("Fewer falls in Medicine", self.medicine, parent=self.board)
        self.low = self.objective("No falls at night on Ward 1", self.ward, parent=self.middle)

    def objective(self, title: str, unit: Unit, *, parent: Objective | None = None, **fields: Any) -> Objective:
        """An objective, committed."""
        defaults: dict[str, Any] = {"period": "2026/27", "starts_on": START, "due_on": DUE}
        parent_id = parent.id if parent else None
        return self.build.commit(Objective(title=title, unit_id=unit.id, parent_id=parent_id, **(defaults | fields)))

    def follow(self, objective: Objective, metric: Metric, *, headline: bool = True) -> None:
        """Link a metric."""
        self.build.commit(ObjectiveMetric(objective_id=objective.id, metric_id=metric.id, headline=headline))

    def reading(self, metric: Metric, unit: Unit, variation: str = "common-cause", **fields: Any) -> Series:
        """A series with a reading of that verdict, up to date unless told otherwise."""
        series = self.build.series(metric, unit, fields.pop("stratum", ""))
        defaults: dict[str, Any] = {
            "period": dt.date(2026, 10, 1), "value": 4.6, "centre": 5.0, "lower": 2.0, "upper": 8.0, "target": 4.0,
            "variation": variation, "assurance": "fail", "provisional": False, "points": 24, "explanation": "All is said.",
            "recent": [[4.0, "common-cause"], [4.6, variation]], "next_due": dt.date(2099, 1, 1),
        }  # fmt: skip
        self.build.commit(Reading(series_id=series.id, **(defaults | fields)))
        return series
