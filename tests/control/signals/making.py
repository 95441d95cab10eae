"""A ward with a signal, made as the product makes it: by storing measurements."""

from sqlalchemy import select

from qms.control.measurements.actions import store_measurements
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.readings.models import Signal
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.queries import system_account
from tests.builder import Builder
from tests.control.rows import STEADY, rates

WORSE = (*STEADY, *STEADY, 90)
BETTER = (*STEADY, *STEADY, 10)


def ward_of(trust: Unit, name: str = "Ward 1") -> Unit:
    """One of the trust's wards."""
    return db.session.execute(select(Unit).where(Unit.name == name, Unit.path.startswith(trust.path))).scalar_one()


def measured(build: Builder, metric: Metric, unit: Unit, numerators: tuple[int, ...] = WORSE, **more: object) -> None:
    """Store monthly figures of the metric at the unit."""
    store_measurements(rates(metric, unit, numerators, **more), by=system_account())  # type: ignore[arg-type]
    db.session.commit()


def signal_at(unit: Unit) -> Signal:
    """The one signal of the unit's own charts."""
    statement = select(Signal).join(Series, Series.id == Signal.series_id).where(Series.unit_id == unit.id)
    return db.session.execute(statement).scalar_one()
