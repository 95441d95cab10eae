"""The chart page: what stands on it for this reader, in a constant number of queries."""

from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from qms.control.charts import page_queries, queries
from qms.control.charts.analysis import chart_of
from qms.control.charts.drawings import Drawing, Subject, drawing_of
from qms.control.charts.explaining import Explanation, explanation_of
from qms.control.charts.flags import Flag, as_annotations, flags_of
from qms.control.charts.footnotes import footnote_of
from qms.control.charts.judging import Suggestion, caution_lines, forecast, standing_suggestion, suggestion_box
from qms.control.charts.models import Annotation, SuggestionSetAside
from qms.control.charts.naming import WAYS, last_value, sentence, title_of, verdict_mark
from qms.control.charts.neighbours import Neighbours, neighbours_of
from qms.control.charts.reservations import Reservation, reservations_of
from qms.control.charts.seeing_as import OtherKinds, Seen, kind_asked, other_kinds, see_as
from qms.control.measurements.models import Measurement
from qms.control.measurements.queries import measurements_of
from qms.golden_thread.metrics.chart_words import CHART_NAMES, with_article
from qms.golden_thread.metrics.models import MetricState, Series
from qms.golden_thread.metrics.presenters import with_unit
from qms.golden_thread.objectives.thread_strip import Strip, strip_of_series
from qms.golden_thread.readings.models import Reading, Signal
from qms.golden_thread.readings.queries import readings_of
from qms.organisation import queries as organisation
from qms.people.models import Person
from qms.people.roles import Permission
from qms.spc import ControlChart
from qms.spc.judgement import cautions

TABS = ("special-causes", "notes", "data", "definition", "history")
FLAGS = 8
"""Flags written out below the chart; all are in its notes."""


@dataclass(frozen=True)
class Loaded:
    """A series with its chart and everything that several parts of its page read."""

    series: Series
    chart: ControlChart | None
    title: str
    flags: list[Flag]
    signals: list[Signal]
    measurements: list[Measurement]
    reading: Reading | None
    seen: Seen | None = None  # as a chart of another kind than the agreed one

    @property
    def subject(self) -> Subject | None:
        """What is drawn; None where nothing is measured yet."""
        if self.chart is None:
            return None
        title = (
            f"{self.title}, seen as {with_article(CHART_NAMES[self.chart.kind.value])}"
            if self.is_seen_otherwise
            else self.title
        )
        return Subject(self.chart, self.series.metric, title, as_annotations(self.flags))

    @property
    def is_seen_otherwise(self) -> bool:
        """Whether the chart is of another kind than the agreed one: then it has no signals, and nothing is decided on it."""
        return self.seen is not None and self.seen.chart is not None


@dataclass(frozen=True)
class ChartPage:
    """The parts of the page that every tab has."""

    loaded: Loaded
    tab: str
    tabs: list[tuple[str, str, str]]  # words, address, "page" for the present one
    crumbs: list[tuple[str, str]]
    facts: list[str]
    sentence: str
    mark: str  # the verdict's icon and words
    last: str
    forecast: str
    footnote: str
    reservations: list[Reservation]
    suggestion: Suggestion | None
    kinds: OtherKinds
    about: Explanation | None
    drawing: Drawing | None
    drawn_flags: list[Flag]
    more_flags: int
    open_signal: Signal | None
    strip: Strip
    neighbours: list[Neighbours]
    may_react: bool
    may_curate: bool
    may_enter: bool
    content: dict[str, Any] = field(default_factory=dict)


def load(series_id: int, *, seen_as: str = "") -> Loaded:
    """The series (or NoResultFound, a 404) with its chart, flags, signals and measurements; seen as another kind if asked."""
    series = queries.series(series_id)
    measurements = measurements_of(series.id)
    seen = see_as(series, kind_asked(seen_as), measurements)
    chart = (seen and seen.chart) or chart_of(series)
    return Loaded(
        series=series,
        chart=chart,
        title=title_of(series),
        flags=flags_of(series.id, chart, queries.decisions(Annotation, series.id)),
        signals=[] if seen and seen.chart else page_queries.signals_of(series.id),
        measurements=measurements,
        reading=readings_of([series.id]).get(series.id),
        seen=seen,
    )


def chart_page(loaded: Loaded, tab: str, reader: Person, content: dict[str, Any]) -> ChartPage:
    """The page around one tab's content."""
    series, chart = loaded.series, loaded.chart
    drawn = [flag for flag in loaded.flags if flag.number]
    warned = cautions(chart) if chart else ()
    kinds = other_kinds(series, loaded.seen, loaded.measurements, reader)
    agreed = not loaded.is_seen_otherwise
    return ChartPage(
        loaded=loaded,
        tab=tab,
        tabs=_tabs(loaded, tab),
        crumbs=crumbs_of(series),
        facts=_facts(series),
        sentence=sentence(chart, series.metric) if chart else "",
        mark=verdict_mark(chart) if chart else "",
        last=last_value(chart, series.metric) if chart else "",
        forecast=forecast(chart, series.metric, loaded.reading, warned) if chart and agreed else "",
        footnote=footnote_of(chart, series.metric) if chart else "",
        reservations=[*_reservations(loaded), *caution_lines(series.id, warned, dict(kinds.choices), kinds.shown)],
        suggestion=_suggestion(loaded) if agreed else None,
        kinds=kinds,
        about=explanation_of(chart) if chart else None,
        drawing=drawing_of(loaded.subject) if loaded.subject else None,
        drawn_flags=drawn[-FLAGS:],
        more_flags=max(0, len(drawn) - FLAGS),
        open_signal=next((each for each in reversed(loaded.signals) if each.needs_somebody), None),
        strip=strip_of_series(series),
        neighbours=neighbours_of(series),
        may_react=reader.can(Permission.REACT_TO_SIGNALS, series.unit),
        may_curate=chart is not None and agreed and reader.can(Permission.CURATE_CHARTS, series.unit),
        may_enter=not series.rolled_up and reader.can(Permission.ENTER_MEASUREMENTS, series.unit),
        content=content,
    )


def _suggestion(loaded: Loaded) -> Suggestion | None:
    """New limits that might be due, unless somebody set them aside."""
    if loaded.chart is None:
        return None
    found = standing_suggestion(loaded.chart, queries.decisions(SuggestionSetAside, loaded.series.id))
    return suggestion_box(loaded.series, loaded.chart, found) if found else None


def crumbs_of(series: Series) -> list[tuple[str, str]]:
    """The way up from a chart: control, the units above, the unit."""
    units = [*organisation.ancestors(series.unit), series.unit]
    return [
        ("Control", url_for("control.index")),
        *((unit.name, url_for("control.ward", unit_id=unit.id)) for unit in units),
    ]


def _tabs(loaded: Loaded, present: str) -> list[tuple[str, str, str]]:
    causes = len(loaded.chart.signals) if loaded.chart else 0
    rows = len(loaded.chart.values) if loaded.chart else 0
    words = {
        "special-causes": f"Special causes ({causes:,})",
        "notes": f"Notes ({len(loaded.flags):,})",
        "data": f"Data ({rows:,} {'row' if rows == 1 else 'rows'})",
        "definition": "Definition",
        "history": "History",
    }
    here = url_for("control.chart", series_id=loaded.series.id)
    seen = f"&as={loaded.seen.kind}" if loaded.seen and loaded.is_seen_otherwise else ""
    return [(words[tab], f"{here}?tab={tab}{seen}#parts", "page" if tab == present else "") for tab in TABS]


def _facts(series: Series) -> list[str]:
    metric = series.metric
    state = {MetricState.AGREED: "Agreed", MetricState.PROPOSED: "Proposed", MetricState.RETIRED: "Retired"}[metric.state]
    target = f"target {with_unit(metric.target, metric)}" if metric.target is not None else "no target"
    return [f"{state} metric v{metric.revision}", WAYS[metric.direction], target]


def _reservations(loaded: Loaded) -> list[Reservation]:
    if loaded.chart is None:
        return []
    last = loaded.measurements[-1] if loaded.measurements else None
    units = page_queries.units_reporting(loaded.series) if loaded.series.rolled_up else 0
    return reservations_of(loaded.series, loaded.chart, loaded.reading, last, units)
