"""One measurement with everything that stood in its place before."""

import datetime as dt
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from qms.control.measurements.models import Measurement, MeasurementRevision
from qms.control.measurements.queries import FIGURES, revisions_of
from qms.control.measurements.rows import Figures, Row
from qms.control.measurements.uploads.presenters import figures_words
from qms.golden_thread.metrics.models import Series
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.db import db
from qms.kernel.formats import moment
from qms.kernel.paging import Page, slice_of
from qms.people.models import Person
from qms.people.roles import Permission


@dataclass(frozen=True)
class Entry:
    """One value that was replaced or removed."""

    revision_id: int
    value: str
    by: str
    at: str
    reason: str
    restorable: bool


@dataclass(frozen=True)
class HistoryPage:
    """What the page lays out; `now` is empty where nothing stands there any more."""

    series: Series
    period: dt.date
    title: str
    words: str
    now: str
    summed: str
    entries: Page[Entry]
    may_change: bool
    crumbs: list[tuple[str, str]]


def load(series_id: int) -> Series:
    """The series, or NoResultFound (a 404)."""
    return db.session.execute(select(Series).where(Series.id == series_id)).scalar_one()


def history_page(series: Series, period: dt.date, reader: Person) -> HistoryPage:
    """The page for this reader. Raises NoResultFound (a 404) where nothing ever stood there."""
    now = db.session.get(Measurement, (series.id, period))
    revisions = revisions_of(series.id, period=period)
    if now is None and not revisions:
        raise NoResultFound
    title = f"{series.metric.name}, {series.unit.name}{', ' + series.stratum if series.stratum else ''}"
    figures = _figures(now) if now else None
    may_change = not series.rolled_up and reader.can(Permission.ENTER_MEASUREMENTS, series.unit)
    return HistoryPage(
        series=series,
        period=period,
        title=title,
        words=period_words(period, series.metric),
        now=figures_words(figures, series.metric.data_kind) if figures else "",
        summed=f"This figure is summed from {now.units:,} units below." if now and now.units is not None else "",
        entries=slice_of([_entry(each, figures, series, may_change=may_change) for each in revisions], size=30),
        may_change=may_change,
        crumbs=[
            ("Control", url_for("control.index")),
            (series.unit.name, url_for("control.ward", unit_id=series.unit_id)),
            (title, url_for("control.chart", series_id=series.id, tab="data", _anchor="parts")),
        ],
    )


def row_of(revision: MeasurementRevision, series: Series) -> Row:
    """The replaced value as a row to store again."""
    figures = _figures(revision)
    return Row(
        series.metric_id, series.unit_id, series.stratum, revision.period,
        figures.numerator, figures.denominator, figures.value, figures.n, figures.sd,
    )  # fmt: skip


def revision_of(series: Series, period: dt.date, revision_id: str) -> MeasurementRevision:
    """One replaced value of this period, or NoResultFound (a 404)."""
    number = int(revision_id) if revision_id.isdecimal() and len(revision_id) < 10 else 0
    statement = select(MeasurementRevision).where(
        MeasurementRevision.id == number,
        MeasurementRevision.series_id == series.id,
        MeasurementRevision.period == period,
    )
    return db.session.execute(statement).scalar_one()


def _figures(row: Measurement | MeasurementRevision) -> Figures:
    return Figures(*(getattr(row, column.key) for column in FIGURES))


def _entry(revision: MeasurementRevision, now: Figures | None, series: Series, *, may_change: bool) -> Entry:
    figures = _figures(revision)
    return Entry(
        revision_id=revision.id,
        value=figures_words(figures, series.metric.data_kind),
        by=revision.replaced_by.name,
        at=moment(revision.replaced_at),
        reason=revision.reason,
        restorable=may_change and figures != now,
    )
