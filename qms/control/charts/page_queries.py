"""Reads of the chart page alone: one decision, a series' signals, how many units report it."""

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from qms.control.charts.actions import Decision
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.models import Signal
from qms.kernel.db import db
from qms.organisation.models import Unit


def decision(kind: type[Decision], series_id: int, decision_id: int) -> Decision:
    """One decision of a series, or NoResultFound (a 404)."""
    statement = select(kind).where(kind.id == decision_id, kind.series_id == series_id)
    found: Decision = db.session.execute(statement).scalar_one()  # type: ignore[assignment]
    return found


def signals_of(series_id: int) -> list[Signal]:
    """The signals of a series, closed ones too, by their first period."""
    statement = select(Signal).where(Signal.series_id == series_id).options(lazyload(Signal.series))
    return list(db.session.execute(statement.order_by(Signal.first_period, Signal.id)).scalars())


def units_reporting(series: Series) -> int:
    """How many units below a rolled-up series report its metric themselves."""
    statement = (
        select(func.count(Series.unit_id.distinct()))
        .join(Unit, Unit.id == Series.unit_id)
        .where(
            Series.metric_id == series.metric_id,
            Series.rolled_up.is_(False),
            Unit.path.startswith(series.unit.path, autoescape=True),
        )
    )
    if series.stratum:
        statement = statement.where(Series.stratum == series.stratum)
    return db.session.scalar(statement) or 0
