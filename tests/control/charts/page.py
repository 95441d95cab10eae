"""A ward with a chart, the people around it, and its page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.control.measurements.actions import store_measurements
from qms.golden_thread.metrics.models import Metric, Series
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.control.rows import STEADY, rates, series_of

RISING = (*STEADY, *STEADY, *(number + 6 for number in STEADY[:7]))
"""Two steady years, then seven months that are all higher; the last is October 2026."""


@dataclass
class Ward:
    """A ward below a division below a trust, its manager, and a chart of its own."""

    trust: Unit
    division: Unit
    unit: Unit
    manager: Person
    metric: Metric
    series: Series

    @property
    def url(self) -> str:
        return f"/control/charts/{self.series.id}"

    @property
    def months(self) -> Sequence[dt.date]:
        return months(len(RISING))


def a_ward(build: Builder, numbers: Sequence[float] = RISING, **metric: Any) -> Ward:
    """The ward's falls, worse since April 2026 unless other numbers are given."""
    trust = build.unit("Riverside Trust", kind=UnitKind.TRUST)
    division = build.unit("Medicine", kind=UnitKind.DIVISION, parent=trust)
    unit = build.unit("Ward 7", parent=division)
    manager = build.person(RoleName.WARD_MANAGER, unit, name="Grace Adeyemi")
    made = build.metric(trust, **{"name": "Falls per 1,000 bed days", "target": 40.0} | metric)
    store_measurements(rates(made, unit, numbers), by=manager)
    db.session.commit()
    return Ward(trust, division, unit, manager, made, series_of(made, unit))
