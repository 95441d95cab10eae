"""Measurements for a metric's charts."""

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.queries import system_account
from tests.builder import months


def measure(metric: Metric, unit: Unit, *, falls: float = 5, bed_days: float = 1000) -> None:
    """Two years of so many falls, give or take one, in so many bed days; committed."""
    rows = [
        Row(metric.id, unit.id, "", month, numerator=falls + at % 3 - 1, denominator=bed_days)
        for at, month in enumerate(months(24))
    ]
    store_measurements(rows, by=system_account())
    db.session.commit()
