"""The summary table as its page lays it out: rows with what is being done about each, groups, totals in words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from flask import url_for

from qms.control.signals.wording import STATES
from qms.control.summary import queries
from qms.control.summary.chips import Chip, chips_of
from qms.control.summary.filters import Filters
from qms.control.summary.queries import Totals
from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.readings.due import later
from qms.golden_thread.readings.models import Reading, Signal
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import live_signals_of
from qms.golden_thread.strands import Card, strand
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import ago, count, listed
from qms.kernel.paging import Page, requested_page


@dataclass(frozen=True)
class Deed:
    """What is done, or to be done, about a chart: words, their page, and whether somebody is waited for."""

    words: str
    url: str
    waits: bool = False


@dataclass(frozen=True)
class Row:
    """One chart as a row. `age` is that of the data: since the end of their last period."""

    tile: Tile
    unit_url: str
    age: str
    agreed: bool
    deeds: list[Deed]
    group: tuple[str, str] = ("", "")  # words and address of the group that it stands in


@dataclass(frozen=True)
class Group:
    """Rows under one heading; an empty title where the table is not grouped."""

    title: str
    url: str
    rows: list[Row]


@dataclass(frozen=True)
class SummaryPage:
    """The page of the table."""

    sentence: str
    groups: list[Group]
    page: Page[Row]
    totals: Totals
    filters: Filters
    chips: list[Chip] = field(default_factory=list)


def summary_page(filters: Filters) -> SummaryPage:
    """The asked-for page, in a number of queries that does not grow with the rows."""
    totals = queries.totals(filters)
    number = min(requested_page(), max(1, -(-totals.all // filters.size)))
    statement = queries.rows_in_order(filters).limit(filters.size).offset((number - 1) * filters.size)
    rows = rows_of(list(db.session.execute(statement).scalars()), filters.group)
    return SummaryPage(
        sentence=totals_sentence(totals),
        groups=[Group(words, url, list(some)) for (words, url), some in groupby(rows, key=lambda row: row.group)],
        page=Page(rows, number, filters.size, totals.all),
        totals=totals,
        filters=filters,
        chips=chips_of(filters),
    )


def totals_sentence(totals: Totals) -> str:
    """'4 of 25 charts give concern, 6 are improving. 3 are late.'"""
    if not totals.all:
        return "No chart matches."
    kinds = [
        f"{totals.concern:,} of {count(totals.all, 'chart')} {'gives' if totals.concern == 1 else 'give'} concern",
        f"{totals.improving:,} {'is' if totals.improving == 1 else 'are'} improving" if totals.improving else "",
        f"{totals.changed:,} changed, neither better nor worse" if totals.changed else "",
        f"{totals.common_cause:,} {'varies' if totals.common_cause == 1 else 'vary'} as usual" if totals.common_cause else "",
    ]
    late = f" {totals.late:,} {'has' if totals.late == 1 else 'have'} late data." if totals.late else ""
    proposed = (
        f" {totals.not_agreed:,} {'is' if totals.not_agreed == 1 else 'are'} not agreed yet." if totals.not_agreed else ""
    )
    return f"{listed([each for each in kinds if each])}.{late}{proposed}"


def rows_of(readings: Sequence[Reading], group: str = "") -> list[Row]:
    """The readings as rows, each with its signals and the projects that act on it."""
    ids = [each.series_id for each in readings]
    signals = live_signals_of(ids) if ids else {}
    projects = strand("project").acting_on(ids) if ids else {}
    objectives = queries.objectives_of(ids) if ids and group == "objective" else {}
    return [
        Row(
            tile=tile(each),
            unit_url=url_for("control.ward", unit_id=each.series.unit_id),
            age=age_words(each),
            agreed=each.series.metric.state is MetricState.AGREED,
            deeds=_deeds(each, signals.get(each.series_id, []), projects.get(each.series_id, [])),
            group=_group(each, group, objectives),
        )
        for each in readings
    ]


def age_words(reading: Reading) -> str:
    """How long ago the last period ended: "3 weeks ago"; "goes on" where it has not ended."""
    end = later(reading.period, reading.series.metric.cadence, 1) - dt.timedelta(days=1)
    return "goes on" if end >= clock.today() else ago(end, clock.today())


def _deeds(reading: Reading, signals: Sequence[Signal], projects: Sequence[Card]) -> list[Deed]:
    """The newest signal with where it stands, and the projects; for an unanswered concern, that nobody acts."""
    deeds = [Deed(card.title, card.url) for card in projects[:2]]
    if len(projects) > 2:
        deeds.append(
            Deed(f"and {count(len(projects) - 2, 'more project')}", url_for("control.chart", series_id=reading.series_id))
        )
    if signals:
        newest = next((each for each in reversed(signals) if each.needs_somebody), signals[-1])
        words = "React to the signal" if newest.needs_somebody else STATES[newest.state].words
        if newest.owner and not newest.needs_somebody:
            words = f"{words}, {newest.owner.name}"
        deeds.append(Deed(words, url_for("control.signal", signal_id=newest.id), waits=newest.needs_somebody))
    return deeds


def _group(reading: Reading, group: str, objectives: dict[int, tuple[int, str]]) -> tuple[str, str]:
    if group == "unit":
        return reading.series.unit.name, url_for("control.ward", unit_id=reading.series.unit_id)
    if group == "objective":
        found = objectives.get(reading.series_id)
        return (found[1], url_for("objective", objective_id=found[0])) if found else ("Serves no objective", "")
    return "", ""
