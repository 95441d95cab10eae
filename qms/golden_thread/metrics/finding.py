"""Reads of definitions: one, the list with its filters, the charts of one, its earlier revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import joinedload

from qms.golden_thread.metrics import queries
from qms.golden_thread.metrics.models import Metric, MetricKind, MetricRevision, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

IN_USE = (MetricState.PROPOSED, MetricState.AGREED)


def metric_for_change(metric_id: int) -> Metric:
    """The metric as it is now, held until the transaction ends: two last signatures at once must see each other.

    Raises NoResultFound (a 404) where there is none."""
    statement = select(Metric).where(Metric.id == metric_id).with_for_update(of=Metric)
    return db.session.execute(statement, execution_options={"populate_existing": True}).scalar_one()


def unit_of_metric(metric_id: int) -> Unit:
    """The owning unit, for an access mark."""
    return queries.metric(metric_id).unit


@dataclass(frozen=True)
class Filters:
    """What a list of metrics is narrowed to. `state` is a MetricState, "all", or "" for those in use."""

    words: str = ""
    state: str = ""
    kind: str = ""
    unit: Unit | None = None


def metrics_matching(filters: Filters, *, any_state: bool = False) -> Select[Any]:
    """Metrics by name. Words match in any order, in the name, the key or the purpose."""
    statement = (
        select(Metric).join(Metric.unit).options(joinedload(Metric.owner)).order_by(func.lower(Metric.name), Metric.id)
    )
    for word in filters.words.split()[:8]:
        columns = (Metric.name, Metric.key, Metric.purpose)
        statement = statement.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if filters.unit:
        statement = statement.where(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.kind in set(MetricKind):
        statement = statement.where(Metric.kind == MetricKind(filters.kind))
    if any_state or filters.state == "all":
        return statement
    if filters.state in set(MetricState):
        return statement.where(Metric.state == MetricState(filters.state))
    return statement.where(Metric.state.in_(IN_USE))


def count_by_state(filters: Filters) -> dict[MetricState, int]:
    """How many metrics match in each state, whatever the state asked for."""
    matching = metrics_matching(filters, any_state=True).order_by(None).with_only_columns(Metric.id).subquery()
    statement = select(Metric.state, func.count()).where(Metric.id.in_(select(matching))).group_by(Metric.state)
    return dict(db.session.execute(statement).all())


@dataclass(frozen=True)
class ChartCounts:
    """How many charts of a metric have a reading, and how many of these give concern or improve."""

    charts: int = 0
    concern: int = 0
    improving: int = 0


def chart_counts(metric_ids: Iterable[int]) -> dict[int, ChartCounts]:
    """Counts of each metric's charts, in one query; metrics without a reading are left out."""
    how_many = (
        func.count(),
        func.sum(case((Reading.variation.startswith("concern"), 1), else_=0)),
        func.sum(case((Reading.variation.startswith("improvement"), 1), else_=0)),
    )
    statement = (
        select(Series.metric_id, *how_many)
        .join(Reading, Reading.series_id == Series.id)
        .where(Series.metric_id.in_(list(metric_ids)))
        .group_by(Series.metric_id)
    )
    return {metric_id: ChartCounts(*(int(n) for n in counts)) for metric_id, *counts in db.session.execute(statement)}


def readings_of_metric(metric_id: int) -> Select[Any]:
    """The metric's readings to page through: concerns first, then wholes before strata, by unit."""
    concern = case((Reading.variation.startswith("concern"), 0), else_=1)
    return (
        select(Reading)
        .join(Reading.series)
        .join(Series.unit)
        .where(Series.metric_id == metric_id)
        .order_by(concern, Series.stratum, func.length(Unit.path), Unit.name, Series.id)
    )


def revisions_of(metric_id: int) -> Select[Any]:
    """The earlier revisions to page through, newest first."""
    return select(MetricRevision).where(MetricRevision.metric_id == metric_id).order_by(MetricRevision.revision.desc())


def revision_of(metric_id: int, revision: int) -> MetricRevision:
    """One earlier revision, or NoResultFound."""
    return db.session.execute(revisions_of(metric_id).where(MetricRevision.revision == revision)).scalar_one()


def unit_names(ids: Iterable[int | None]) -> dict[int, str]:
    """The names of units by id."""
    statement = select(Unit.id, Unit.name).where(Unit.id.in_({each for each in ids if each is not None}))
    return dict(db.session.execute(statement).all())


def people_names(ids: Iterable[int | None]) -> dict[int, str]:
    """The names of people by id."""
    statement = select(Person.id, Person.name).where(Person.id.in_({each for each in ids if each is not None}))
    return dict(db.session.execute(statement).all())


def same_name(name: str, *, but: int | None = None) -> Metric | None:
    """Another metric in use with this name, case aside: two of one name can't be told apart in files."""
    statement = select(Metric).where(func.lower(Metric.name) == name.strip().lower(), Metric.state.in_(IN_USE))
    if but is not None:
        statement = statement.where(Metric.id != but)
    return db.session.execute(statement.order_by(Metric.id).limit(1)).scalar()


def taken_keys(start: str) -> set[str]:
    """The keys in use that start so."""
    return set(db.session.execute(select(Metric.key).where(Metric.key.startswith(start, autoescape=True))).scalars())
