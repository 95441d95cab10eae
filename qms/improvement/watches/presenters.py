"""Control watches as the project's page and the list show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import Tile, tile
from qms.improvement.measures.presenters import series_name
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.watches.queries import Filters, totals
from qms.improvement.watches.wording import STATE_COLOURS, state_words
from qms.kernel.formats import count, day
from qms.organisation.models import Unit

CSV_COLUMNS = ("measure", "project", "unit", "state", "from", "until", "over on", "reason", "variation", "address")


@dataclass(frozen=True)
class WatchRow:
    """A watch with what its chart says now; `tile` is None without measurements."""

    id: int
    name: str
    url: str
    project: str
    project_url: str
    unit: str
    state: str
    colour: str
    when: str
    reason: str
    tile: Tile | None
    is_watching: bool


def watch_rows(watches: Iterable[ControlWatch], readings: Mapping[int, Reading]) -> list[WatchRow]:
    """The watches in their order."""
    return [_row(each, readings.get(each.series_id)) for each in watches]


def _row(watch: ControlWatch, reading: Reading | None) -> WatchRow:
    project = watch.project
    return WatchRow(
        id=watch.id,
        name=series_name(watch.series),
        url=url_for("control.chart", series_id=watch.series_id),
        project=project.title,
        project_url=url_for("improvement.project", project_id=project.id),
        unit=project.unit.name,
        state=state_words(watch),
        colour=STATE_COLOURS[watch.state],
        when=_when(watch),
        reason=watch.reason,
        tile=tile(reading) if reading else None,
        is_watching=watch.is_watching,
    )


def _when(watch: ControlWatch) -> str:
    """'From 3 March 2026 until 3 March 2027'; to the day on which it was over."""
    if watch.is_watching:
        return f"From {day(watch.starts_on)} until {day(watch.until_on)}"
    last = watch.until_on if watch.state is WatchState.RAN_OUT else watch.over_on
    return f"From {day(watch.starts_on)} to {day(last)}"


def sentence(counted: Mapping[WatchState, int]) -> str:
    """'5 measures are watched; 1 slipped or got worse, 2 ran out.'"""
    going, slipped, over = (counted.get(each, 0) for each in (WatchState.WATCHING, WatchState.SLIPPED, WatchState.RAN_OUT))
    if not sum(counted.values()):
        return "No finished project has left a watch here yet."
    first = f"{count(going, 'measure is', 'measures are')} watched" if going else "No measure is watched now"
    others = [f"{slipped:,} slipped or got worse" if slipped else "", f"{over:,} ran out" if over else ""]
    told = ", ".join(each for each in others if each)
    return f"{first}; {told}." if told else f"{first}, and none has slipped or got worse."


def watches_sentence(unit: Unit) -> str:
    """What finished projects watch at the unit and below; empty where there is no watch. One query."""
    counted = totals(Filters(unit=unit))
    return sentence(counted) if counted else ""


def csv_cells(watch: ControlWatch, reading: Reading | None) -> list[object]:
    """A watch as CSV cells, in the order of CSV_COLUMNS."""
    return [
        series_name(watch.series),
        watch.project.title,
        watch.project.unit.name,
        watch.state.value,
        watch.starts_on,
        watch.until_on,
        watch.over_on,
        watch.reason,
        reading.variation if reading else "",
        url_for("improvement.project", project_id=watch.project_id, _external=True),
    ]
