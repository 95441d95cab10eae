"""A project's measures in words: what each reads now, and before and since the change."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.metrics.models import MetricKind, Series
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import Tile, tile
from qms.improvement.measures.evidence import Evidence, evidence_of
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel import clock, formats
from qms.people.roles import Permission
from qms.spc import Effect

KINDS = {
    MetricKind.OUTCOME: "Outcome measure",
    MetricKind.PROCESS: "Process measure",
    MetricKind.BALANCING: "Balancing measure",
}


@dataclass(frozen=True)
class Change:
    """The day from which a project's measures are compared, and what happened on it."""

    on: dt.date
    words: str  # "the change on 3 March 2026"
    until: dt.date | None = None  # the last day that counts; None for all


@dataclass(frozen=True)
class MeasureView:
    """A linked measure as the project's page shows it. `found` is None where there is nothing to compare yet."""

    link_id: int
    series_id: int
    name: str
    kind: str
    url: str
    picture: str
    phone_picture: str
    alt: str
    tile: Tile | None  # what the chart says now; None without measurements
    found: Evidence | None
    enter_url: str = ""  # where its first measurements are entered, for those who may

    @property
    def gives_concern(self) -> bool:
        """Whether its last point is a special cause for the worse."""
        return self.tile is not None and self.tile.variation.startswith("concern")


def series_name(series: Series) -> str:
    """Metric, unit and stratum in one line."""
    return f"{series.metric.name}, {series.unit.name}{f': {series.stratum}' if series.stratum else ''}"


def change_of(cycles: Sequence[PdsaCycle]) -> Change | None:
    """The first adopted change or, before anything is adopted, the first test; None before any."""
    adopted = min((each.decided_on for each in cycles if each.decision is Decision.ADOPT and each.decided_on), default=None)
    begun = min((each.starts_on for each in cycles if each.starts_on <= clock.today()), default=None)
    on = adopted or begun
    return Change(on, since_words(adopted_on=adopted, begun_on=begun)) if on else None


def since_words(*, adopted_on: dt.date | None, begun_on: dt.date | None) -> str:
    """'the change on 3 March 2026', or 'testing began on …' before anything was adopted; empty before any test."""
    if adopted_on:
        return f"the change on {formats.day(adopted_on)}"
    return f"testing began on {formats.day(begun_on)}" if begun_on else ""


def measure_views(
    links: Sequence[ProjectMeasure],
    readings: Mapping[int, Reading],
    effects: Mapping[int, Effect],
    change: Change | None,
) -> list[MeasureView]:
    """The linked measures in their order, each with its verdict and its evidence."""
    return [_view(link, readings.get(link.series_id), effects.get(link.series_id), change) for link in links]


def _view(link: ProjectMeasure, reading: Reading | None, effect: Effect | None, change: Change | None) -> MeasureView:
    series = link.series
    name = series_name(series)
    picture, phone = pictures(series.id, change if effect else None)
    found = evidence_of(effect, wording(series.metric), series.metric.name, change.words) if effect and change else None
    return MeasureView(
        link_id=link.id,
        series_id=series.id,
        name=name,
        kind=KINDS[series.metric.kind],
        url=url_for("control.chart", series_id=series.id),
        picture=picture,
        phone_picture=phone,
        alt=alternative(name, found, reading),
        tile=tile(reading) if reading else None,
        found=found,
        enter_url="" if reading else _enter_url(series),
    )


def _enter_url(series: Series) -> str:
    """The grid of the unit with the metric on it; empty for a stratum, and for those who may not enter measurements there."""
    if series.stratum or not may(Permission.ENTER_MEASUREMENTS, series.unit):
        return ""
    return url_for("control.enter", unit_id=series.unit_id, metric=series.metric_id)


def alternative(name: str, found: Evidence | None, reading: Reading | None) -> str:
    """The chart in words, for those who cannot see it."""
    said = found.in_one if found else reading.explanation if reading else ""
    return f"Control chart of {name}. {said}" if said else ""


def pictures(series_id: int, change: Change | None) -> tuple[str, str]:
    """The addresses of a chart's picture for wide windows and for telephones, split at the change where there is one."""
    if change is None:
        wide = url_for("control.chart_file", series_id=series_id, kind="svg")
        return wide, url_for("control.chart_file", series_id=series_id, kind="svg", size="phone")
    wide = url_for("control.chart_change", series_id=series_id, period=change.on, kind="svg", until=change.until)
    return wide, url_for(
        "control.chart_change", series_id=series_id, period=change.on, kind="svg", size="phone", until=change.until
    )
