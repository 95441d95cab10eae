"""What this room puts on a person's home page: signals to answer and the unit's verdicts, or the state of the data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import case, func, or_, select

from qms.control.measurements.models import UploadState
from qms.control.measurements.uploads.presenters import STATES
from qms.control.measurements.uploads.queries import uploads_seen_by
from qms.control.signals.presenters import lines_of
from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import joined_readings, joined_signals
from qms.golden_thread.strands import Section
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName

SIGNALS, TILES, DATA = 10, 20, 25  # where the parts stand on the page
MOST_SIGNALS = 5
MOST_TILES = 12
MOST_UNITS = 3
MOST_UPLOADS = 5
ANSWERING = (RoleName.WARD_MANAGER, RoleName.TEAM_MEMBER)


@dataclass(frozen=True)
class UnitTiles:
    """The first verdicts of one of the person's units, and how many there are."""

    unit: Unit
    tiles: list[Tile]
    total: int


def home_sections(person: Person) -> list[Section]:
    """For those who answer signals, theirs and their units' verdicts; for analysts, uploads and late data."""
    units = _units(person, *ANSWERING)
    sections = [*_signals(person, units), *_tiles(units[:MOST_UNITS])] if units else []
    return [*sections, _data(person, _units(person, RoleName.ANALYST))] if person.has_role(RoleName.ANALYST) else sections


def _units(person: Person, *roles: RoleName) -> list[Unit]:
    """The units on which the person holds one of the roles, without those below another of them."""
    found = list(dict.fromkeys(each.unit for each in person.memberships if each.role in roles))
    return [unit for unit in found if not any(unit is not other and unit.is_within(other) for other in found)]


def _within(units: Sequence[Unit]) -> Any:
    return or_(*(Unit.path.startswith(each.path, autoescape=True) for each in units))


def _signals(person: Person, units: Sequence[Unit]) -> list[Section]:
    good_last = case((Signal.type.startswith("improvement"), 1), else_=0)
    statement = joined_signals().add_columns(func.count().over()).where(_within(units), Signal.state == SignalState.OPEN)
    rows = db.session.execute(statement.order_by(good_last, Signal.created_at, Signal.id).limit(MOST_SIGNALS)).all()
    total = int(rows[0][1]) if rows else 0
    context = {
        "lines": lines_of((row[0] for row in rows), person),
        "total": total,
        "all_url": url_for("control.signals", state=SignalState.OPEN.value, unit=_only(units)),
        "back": url_for("home"),
    }
    needs = f"{count(total, 'signal')} {'needs' if total == 1 else 'need'} you" if total else ""
    return [Section(SIGNALS, "control/wards/home_signals.html", context, needs)]


def _tiles(units: Sequence[Unit]) -> list[Section]:
    """The verdicts of up to three units, each with its first charts: concerns first; one query for all."""
    concern_first = case((Reading.variation.startswith("concern"), 0), else_=1)
    place = func.row_number().over(partition_by=Series.unit_id, order_by=(concern_first, Metric.name, Series.id))
    total_of_unit = func.count().over(partition_by=Series.unit_id)
    ids = [each.id for each in units]
    placed = (
        select(Series.id.label("id"), place.label("place"), total_of_unit.label("total"))
        .join(Reading, Reading.series_id == Series.id)
        .join(Metric, Metric.id == Series.metric_id)
        .where(Series.unit_id.in_(ids), Series.stratum == "", Metric.state != MetricState.RETIRED)
        .subquery()
    )
    statement = (
        joined_readings()
        .add_columns(placed.c.total)
        .join(placed, placed.c.id == Series.id)
        .where(placed.c.place <= MOST_TILES)
        .order_by(placed.c.place)
    )
    found: dict[int, list[Any]] = {each: [] for each in ids}
    totals: dict[int, int] = {}
    for reading, total in db.session.execute(statement):
        found[reading.series.unit_id].append(tile(reading))
        totals[reading.series.unit_id] = int(total)
    groups = [UnitTiles(each, found[each.id], totals.get(each.id, 0)) for each in units]
    return [Section(TILES, "control/wards/home_tiles.html", {"groups": groups})]


def _data(person: Person, units: Sequence[Unit]) -> Section:
    uploads = list(db.session.execute(uploads_seen_by(person).limit(MOST_UPLOADS)).scalars())
    late = (
        select(func.count())
        .select_from(Reading)
        .join(Series, Series.id == Reading.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(_within(units), Series.stratum == "", Metric.state != MetricState.RETIRED, Reading.next_due < clock.today())
    )
    waiting = sum(each.state is UploadState.MAPPING for each in uploads)
    context = {
        "uploads": [(each, *STATES[each.state]) for each in uploads],
        "late": db.session.scalar(late) or 0,
        "late_url": url_for("control.summary", late=1, sort="-age", unit=_only(units)),
    }
    needs = f"{count(waiting, 'upload')} {'waits' if waiting == 1 else 'wait'} for the last button" if waiting else ""
    return Section(DATA, "control/wards/home_data.html", context, needs)


def _only(units: Sequence[Unit]) -> int | None:
    """The one unit that a list page can be narrowed to; None leaves the page whole."""
    return units[0].id if len(units) == 1 else None
