"""Reads of what people decided about charts."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from qms.control.charts.models import Annotation, Baseline, Exclusion, PhaseStart, SuggestionSetAside
from qms.golden_thread.metrics.models import Metric, Series
from qms.kernel.db import db

Decision = TypeVar("Decision", PhaseStart, Annotation, Exclusion, Baseline, SuggestionSetAside)
Span = tuple[dt.date, dt.date]


def series(series_id: int) -> Series:
    """The series with its metric and unit, or NoResultFound (a 404)."""
    return db.session.execute(select(Series).where(Series.id == series_id)).scalar_one()


def series_by_ids(series_ids: Sequence[int]) -> list[Series]:
    """The series alone, in order of their ids."""
    statement = select(Series).where(Series.id.in_(series_ids)).options(lazyload(Series.metric), lazyload(Series.unit))
    return list(db.session.execute(statement.order_by(Series.id)).scalars())


def series_with_units(series_ids: Sequence[int]) -> list[Series]:
    """The series with their units but without their metrics, which `load_metrics` brings, in order of their ids."""
    statement = select(Series).where(Series.id.in_(series_ids)).options(lazyload(Series.metric))
    return list(db.session.execute(statement.order_by(Series.id)).scalars())


def load_metrics(metric_ids: set[int]) -> list[Metric]:
    """The metrics, now in the session, so that `series.metric` asks the database no more while they are held."""
    statement = select(Metric).where(Metric.id.in_(sorted(metric_ids)))
    return list(db.session.execute(statement.options(lazyload(Metric.unit), lazyload(Metric.signatures))).scalars())


def active_periods(kind: type[PhaseStart | Exclusion], series_ids: Sequence[int]) -> dict[int, list[dt.date]]:
    """The periods of the decisions that stand, by series, in order."""
    statement = select(kind.series_id, kind.period).where(kind.series_id.in_(series_ids), kind.undone_at.is_(None))
    found: dict[int, list[dt.date]] = {}
    for series_id, period in db.session.execute(statement.order_by(kind.series_id, kind.period).distinct()):
        found.setdefault(series_id, []).append(period)
    return found


def active_baselines(series_ids: Sequence[int]) -> dict[int, Span]:
    """The first and the last period that the limits rest on, of the series that have a baseline."""
    statement = select(Baseline.series_id, Baseline.period, Baseline.until)
    statement = statement.where(Baseline.series_id.in_(series_ids), Baseline.undone_at.is_(None)).order_by(Baseline.id)
    return {series_id: (first, last) for series_id, first, last in db.session.execute(statement)}


def decisions(kind: type[Decision], series_id: int, *, undone: bool = False) -> list[Decision]:
    """The decisions of one kind on a series, in order of period; those undone only if asked for."""
    statement = select(kind).where(kind.series_id == series_id).order_by(kind.period, kind.id)
    if not undone:
        statement = statement.where(kind.undone_at.is_(None))
    return list(db.session.execute(statement).scalars())


def all_decisions(kind: type[Any], series_id: int) -> list[Any]:
    """The decisions of a kind that is not known before it is asked for, undone ones too."""
    return decisions(kind, series_id, undone=True)
