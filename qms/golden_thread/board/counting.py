"""Units below a unit, by what their charts say: improving, common cause, concern, silent. Grouped by the database."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import aliased, lazyload

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import joined_readings
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind

IMPROVEMENT, COMMON, NEUTRAL, CONCERN, SILENT = "improvement", "common-cause", "neutral", "concern", "silent"


@dataclass(frozen=True)
class Counts:
    """How many units below say what, and which kinds of unit they are."""

    by_word: dict[str, int]
    kinds: frozenset[UnitKind]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_word.values())


@dataclass(frozen=True)
class Silent:
    """A unit whose measurement is late or never came."""

    series_id: int
    unit: str
    metric: Metric
    reading: Reading | None


def counts_below(unit: Unit, metric_ids: Collection[int]) -> dict[int, Counts]:
    """For each metric the units below that measure it and have none below themselves that does; one query.

    A unit is silent where its next measurement is late or it never had one, whatever the last one said."""
    word = case(
        (_silent(), SILENT),
        (Reading.variation.startswith("improvement"), IMPROVEMENT),
        (Reading.variation.startswith("concern"), CONCERN),
        (Reading.variation.startswith("neutral"), NEUTRAL),
        else_=COMMON,
    ).label("word")
    grouped = _lowest(unit, metric_ids).with_only_columns(Series.metric_id, Unit.kind, word, func.count())
    found: dict[int, tuple[dict[str, int], set[UnitKind]]] = {}
    for metric_id, kind, said, how_many in db.session.execute(grouped.group_by(Series.metric_id, Unit.kind, "word")):
        by_word, kinds = found.setdefault(metric_id, ({}, set()))
        by_word[said] = by_word.get(said, 0) + how_many
        kinds.add(kind)
    return {metric_id: Counts(by_word, frozenset(kinds)) for metric_id, (by_word, kinds) in found.items()}


def silent_below(unit: Unit, metric_ids: Collection[int], *, most: int) -> list[Silent]:
    """The silent units of these metrics, those that never measured first, then the longest overdue; one query."""
    statement = (
        _lowest(unit, metric_ids)
        .with_only_columns(Series.id, Unit.name, Metric, Reading)
        .where(_silent())
        .order_by(Reading.next_due.is_not(None), Reading.next_due, Unit.name, Metric.name)
        .limit(most)
        .options(lazyload(Reading.series), *(lazyload(each) for each in (Metric.unit, Metric.targets, Metric.signatures)))
    )
    return [Silent(*found) for found in db.session.execute(statement)]


def readings_at_units(unit_ids: Collection[int], metric_ids: Collection[int]) -> dict[tuple[int, int], Reading]:
    """Whole readings by (unit, metric); one query."""
    wanted = (Series.unit_id.in_(unit_ids), Series.metric_id.in_(metric_ids), Series.stratum == "")
    found = db.session.execute(joined_readings().where(*wanted)).scalars()
    return {(each.series.unit_id, each.series.metric_id): each for each in found}


def matrix(unit: Unit) -> dict[tuple[str, str], int]:
    """Charts of agreed metrics at and below the unit by (variation word, assurance or ""); wholes only; one query."""
    word = case(
        (Reading.variation.startswith("improvement"), IMPROVEMENT),
        (Reading.variation.startswith("concern"), CONCERN),
        (Reading.variation.startswith("neutral"), NEUTRAL),
        else_=COMMON,
    ).label("word")
    assurance = func.coalesce(Reading.assurance, "").label("promise")
    statement = (
        select(word, assurance, func.count())
        .select_from(Reading)
        .join(Series, Series.id == Reading.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(Series.stratum == "", Metric.state == MetricState.AGREED, *_within(unit))
        .group_by("word", "promise")
    )
    return {(variation, promise): how_many for variation, promise, how_many in db.session.execute(statement)}


def _lowest(unit: Unit, metric_ids: Collection[int]) -> Select[Series]:
    """Whole series below the unit with nothing further down: a ward, not the division that sums its wards."""
    child, below = aliased(Unit), aliased(Series)
    # Read once for all rows; asked row by row, a metric of n units would cost n times n.
    summed_here = (
        select(below.metric_id, child.parent_id)
        .join(child, child.id == below.unit_id)
        .where(below.metric_id.in_(metric_ids), below.stratum == "")
        .where(child.retired.is_(False), child.parent_id.is_not(None))
    )
    lowest = tuple_(Series.metric_id, Series.unit_id).not_in(summed_here)
    return (
        select(Series)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .outerjoin(Reading, Reading.series_id == Series.id)
        .where(Series.metric_id.in_(metric_ids), Series.stratum == "", Unit.id != unit.id, lowest, *_within(unit))
    )


def _within(unit: Unit) -> tuple[ColumnElement[bool], ...]:
    return Unit.path.startswith(unit.path, autoescape=True), Unit.retired.is_(False)


def _silent() -> ColumnElement[bool]:
    return or_(Reading.series_id.is_(None), and_(Reading.next_due.is_not(None), Reading.next_due < clock.today()))
