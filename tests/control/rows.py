"""Rows of measurements in as few words as a test can say them."""

from collections.abc import Sequence

from sqlalchemy import select

from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric, Series
from qms.kernel.db import db
from qms.organisation.models import Unit
from tests.builder import months

# A steady process: nothing in it is a special cause, however often it is repeated.
STEADY = (50, 55, 48, 52, 47, 53, 51, 46, 54, 49, 52, 48)


def rates(
    metric: Metric, unit: Unit, numerators: Sequence[float], *, stratum: str = "", below: float = 1000.0, until: int = 0
) -> list[Row]:
    """Numerators over the same denominator, one a month; the last in October 2026, or so many months before."""
    periods = months(len(numerators) + until)[: len(numerators)]
    return [
        Row(metric.id, unit.id, stratum, period, float(numerator), below)
        for period, numerator in zip(periods, numerators, strict=True)
    ]


def values(metric: Metric, unit: Unit, numbers: Sequence[float], *, stratum: str = "") -> list[Row]:
    """Values, one a month, the last in October 2026."""
    return [
        Row(metric.id, unit.id, stratum, period, value=float(number))
        for period, number in zip(months(len(numbers)), numbers, strict=True)
    ]


def series_of(metric: Metric, unit: Unit, stratum: str = "") -> Series:
    """The series as it is stored."""
    return db.session.execute(select(Series).filter_by(metric_id=metric.id, unit_id=unit.id, stratum=stratum)).scalar_one()
