"""The charts beside this one: its strata, the units above, below and beside it, and the unit's other metrics."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import ColumnElement, Select, and_, case, func, or_

from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import joined_readings
from qms.kernel.db import db
from qms.kernel.formats import count, listed
from qms.organisation.models import Unit

SHOWN = 8
FAMILY = 60
"""Strata and units above: more of them than this are nobody's to compare on one page."""


@dataclass(frozen=True)
class Neighbours:
    """Some charts of one kind: a heading, a sentence about all of them, the first few, and where the rest are."""

    heading: str
    sentence: str
    tiles: list[Tile]
    more_words: str = ""
    more_url: str = ""


def neighbours_of(series: Series) -> list[Neighbours]:
    """The charts that a reader of this one goes on to, in three queries; kinds without any are left out."""
    family = _family(series)
    above = [each for each in family if each.series.unit_id != series.unit_id]
    strata = [each for each in family if each.series.unit_id == series.unit_id]
    found = [_above(series, above), _strata(series, strata), _units(series), _metrics(series)]
    return [each for each in found if each.tiles]


def _family(series: Series) -> list[Reading]:
    """The metric's other readings at this unit, and those of this stratum in the units above it."""
    above = and_(Series.unit_id.in_(series.unit.ancestor_ids), Series.stratum == series.stratum)
    statement = joined_readings().where(
        Series.metric_id == series.metric_id, Series.id != series.id, or_(Series.unit_id == series.unit_id, above)
    )
    ordered = statement.order_by(func.length(Unit.path), Series.stratum, Series.id).limit(FAMILY)
    return list(db.session.execute(ordered).scalars())


def _above(series: Series, readings: Sequence[Reading]) -> Neighbours:
    way = " and then ".join(each.series.unit.name for each in reversed(readings))
    return Neighbours("How this rolls up", f"{series.unit.name} is counted in {way}.", [tile(each) for each in readings])


def _strata(series: Series, readings: Sequence[Reading]) -> Neighbours:
    whole = " and the whole" if series.stratum else ""
    words = f"The same metric at {series.unit.name}, by part{whole}: {_tally(_count_kinds(readings))}."
    return Neighbours("How it is broken down", words, [tile(each) for each in readings])


def _units(series: Series) -> Neighbours:
    """The units directly below where this series is summed from them, otherwise those beside it."""
    below = series.rolled_up
    where = Unit.parent_id == (series.unit_id if below else series.unit.parent_id)
    readings, total, kinds = _first(
        where, Unit.id != series.unit_id, Series.metric_id == series.metric_id, Series.stratum == series.stratum
    )
    place = f"below {series.unit.name}" if below else "beside it"
    return Neighbours(
        "The same metric in other units",
        f"{count(total, 'unit')} {place}: {_tally(kinds)}.",
        [tile(each) for each in readings],
        *_rest(total, f"All {total:,} units", url_for("control.summary", metric=series.metric_id)),
    )


def _metrics(series: Series) -> Neighbours:
    readings, total, kinds = _first(
        Series.unit_id == series.unit_id, Series.metric_id != series.metric_id, Series.stratum == ""
    )
    return Neighbours(
        f"Other metrics of {series.unit.name}",
        f"{count(total, 'other chart')}: {_tally(kinds)}.",
        [tile(each) for each in readings],
        *_rest(total, f"All {total + 1:,} charts", url_for("control.small_multiples", unit_id=series.unit_id)),
    )


def _rest(total: int, words: str, url: str) -> tuple[str, str]:
    return (words, url) if total > SHOWN else ("", "")


def _first(*where: ColumnElement[bool]) -> tuple[list[Reading], int, dict[str, int]]:
    """The first readings, concerns before the others, how many there are, and how many of each kind; one query."""
    kinds = ("concern", "improvement")
    totals = [func.sum(case((Reading.variation.startswith(kind), 1), else_=0)).over() for kind in kinds]
    concern = case((Reading.variation.startswith("concern"), 0), else_=1)
    statement: Select = joined_readings().add_columns(func.count().over(), *totals).where(*where)
    rows = db.session.execute(statement.order_by(concern, Metric.name, Unit.name, Series.id).limit(SHOWN)).all()
    if not rows:
        return [], 0, {}
    _, total, *tallies = rows[0]
    return [row[0] for row in rows], int(total), {kind: int(tally) for kind, tally in zip(kinds, tallies, strict=True)}


def _count_kinds(readings: Sequence[Reading]) -> dict[str, int]:
    return {
        "concern": sum(each.gives_concern for each in readings),
        "improvement": sum(each.is_improving for each in readings),
    }


def _tally(kinds: dict[str, int]) -> str:
    """'1 gives concern and 3 are improving'."""
    said = []
    if concern := kinds.get("concern"):
        said.append(f"{concern:,} {'gives' if concern == 1 else 'give'} concern")
    if improving := kinds.get("improvement"):
        said.append(f"{improving:,} {'is' if improving == 1 else 'are'} improving")
    return listed(said) or "none gives concern, none is improving"
