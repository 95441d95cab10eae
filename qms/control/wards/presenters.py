"""A unit's page: what needs somebody, how the unit stands, what it works on, and how that contributes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, url_for
from markupsafe import Markup

from qms.control.charts.analysis import charts_of
from qms.control.signals.presenters import Line, lines_of
from qms.control.wards import queries
from qms.control.wards.queries import Below
from qms.control.wards.small_chart import small_chart
from qms.golden_thread.objectives.contribution import Contribution, how_we_contribute
from qms.golden_thread.objectives.thread_strip import Strip, strip_of_unit
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.strands import all_strands
from qms.kernel.formats import count, listed
from qms.kernel.paging import Page, page_of, requested_page
from qms.organisation.models import Level, Unit
from qms.organisation.queries import ancestors
from qms.people.models import Person
from qms.people.roles import Permission

SIGNALS, SIGNALS_BELOW = 10, 4
TILES = 24
CHARTS = 6
BELOW = 50


@dataclass(frozen=True)
class SmallChart:
    """One of the small multiples: the chart, its verdict and its sentence."""

    tile: Tile
    picture: Markup


@dataclass(frozen=True)
class WardPage:
    """What stands on a unit's page."""

    unit: Unit
    crumbs: list[tuple[str, str]]
    strip: Strip
    sentence: str
    waiting: list[Line]
    waiting_total: int
    in_hand: list[Line]
    tiles: list[Tile]
    charts_total: int
    charts: list[SmallChart]
    below: Page[Below]
    sections: list[Markup]
    contributions: list[Contribution]
    is_ward: bool
    may_enter: bool


def ward_page(unit: Unit, reader: Person) -> WardPage:
    """The unit's page for this reader, in a number of queries that does not grow with what it shows."""
    is_ward = unit.level is Level.MICRO
    waiting, total = queries.waiting_signals(unit, SIGNALS if is_ward else SIGNALS_BELOW)
    readings = page_of(queries.charts_at(unit, parts=False), size=TILES, number=1)
    may_react = reader.can(Permission.REACT_TO_SIGNALS, unit)
    drawn = readings.items[:CHARTS] if is_ward else []
    return WardPage(
        unit=unit,
        is_ward=is_ward,
        crumbs=crumbs_above(unit),
        strip=strip_of_unit(unit),
        sentence=f"{_waiting(total, mine=may_react and is_ward)} {_standing(readings)}".strip(),
        waiting=lines_of(waiting, reader),
        waiting_total=total,
        in_hand=lines_of(queries.signals_in_hand(unit, SIGNALS), reader),
        tiles=[tile(each) for each in readings.items],
        charts_total=readings.total,
        charts=small_charts(drawn),
        below=_below(unit),
        sections=_sections(unit),
        contributions=how_we_contribute(unit),
        may_enter=reader.can(Permission.ENTER_MEASUREMENTS, unit),
    )


def crumbs_above(unit: Unit) -> list[tuple[str, str]]:
    """The way up from a unit's page: control, and the units above."""
    return [
        ("Control", url_for("control.index")),
        *((each.name, url_for("control.ward", unit_id=each.id)) for each in ancestors(unit)),
    ]


def small_charts(readings: Sequence[Reading]) -> list[SmallChart]:
    """The readings with their charts, drawn from the measurements that they were made from."""
    charts = charts_of([each.series for each in readings]) if readings else {}
    drawn = [each for each in readings if each.series_id in charts]
    return [SmallChart(tile(each), small_chart(charts[each.series_id], each.series)) for each in drawn]


def _waiting(total: int, *, mine: bool) -> str:
    if not total:
        return "No signal waits for an answer."
    if mine:
        return f"{count(total, 'signal')} {'needs' if total == 1 else 'need'} you."
    return f"{count(total, 'signal')} {'waits' if total == 1 else 'wait'} for an answer."


def _standing(readings: Page[Reading]) -> str:
    """'Of 12 charts 1 gives concern and 3 are improving.'; nothing where there are more charts than the page shows."""
    if not readings.items or readings.total > len(readings.items):
        return ""
    concern = sum(each.gives_concern for each in readings.items)
    improving = sum(each.is_improving for each in readings.items)
    late = sum(each.is_late for each in readings.items)
    said = [
        f"{concern} {'gives' if concern == 1 else 'give'} concern" if concern else "",
        f"{improving} {'is' if improving == 1 else 'are'} improving" if improving else "",
        f"{late} {'has' if late == 1 else 'have'} late data" if late else "",
    ]
    words = listed([each for each in said if each]) or "none gives concern"
    return f"Of {count(readings.total, 'chart')}, {words}."


def _below(unit: Unit) -> Page[Below]:
    total = queries.count_below(unit)
    number = min(requested_page(), max(1, -(-total // BELOW)))
    return Page(queries.below(unit, size=BELOW, number=number) if total else [], number, BELOW, total)


def _sections(unit: Unit) -> list[Markup]:
    """What the rooms show of the unit, each drawn with its own template."""
    found = sorted((each for strand in all_strands() for each in strand.unit_sections(unit)), key=lambda each: each.order)
    return [Markup(render_template(each.template, **each.context)) for each in found]  # noqa: S704  our own templates
