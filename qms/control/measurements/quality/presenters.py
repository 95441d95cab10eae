"""The data-quality page: each finding a heading with its count, a sentence, and the first of them as links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.control.measurements.models import Upload
from qms.control.measurements.quality import queries
from qms.control.measurements.quality.checks import alike, missing_periods
from qms.control.measurements.quality.queries import FIRST, Extent
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import late_words, period_words
from qms.kernel.formats import count, day, listed
from qms.organisation.models import Unit


@dataclass(frozen=True)
class Item:
    """One thing found: a link and what is to be said of it."""

    text: str
    url: str
    detail: str


@dataclass(frozen=True)
class Finding:
    """One kind of finding."""

    anchor: str
    title: str
    total: int
    sentence: str
    items: Sequence[Item]
    all_url: str = ""


def findings(top: Unit | None) -> list[Finding]:
    """Everything that was looked for, in a constant number of queries; also what was not found."""
    extents = queries.extents(top)
    return [
        _late(top),
        _gaps(extents),
        _short(top),
        _zeros(extents),
        _refused(top),
        _without_data(top),
        _alike(top),
    ]


def lead(found: Iterable[Finding]) -> str:
    """The first line: '12 charts with late data and 3 with gaps need somebody.'"""
    said = [each for each in found if each.total]
    if not said:
        return "Nothing is late, missing or odd."
    return f"{listed([f'{each.total:,} {_lower(each.title)}' for each in said])}."


def _lower(title: str) -> str:
    return f"{title[0].lower()}{title[1:]}"


def _series_url(series_id: int) -> str:
    return url_for("control.chart", series_id=series_id)


def _chart(reading: Reading) -> str:
    series = reading.series
    return ", ".join(filter(None, (series.metric.name, series.unit.name, series.stratum)))


def _late(top: Unit | None) -> Finding:
    found = queries.late(top)
    items = [
        Item(
            _chart(each),
            _series_url(each.series_id),
            f"{late_words(each)}, last {period_words(each.period, each.series.metric)}",
        )
        for each in found.first
    ]
    return Finding(
        "late", "Late sources", found.total, "Figures that should have come by now, longest overdue first.", items,
        url_for("control.summary", late=1, sort="-age", unit=top.id if top else None),
    )  # fmt: skip


def _short(top: Unit | None) -> Finding:
    found = queries.short(top)
    items = [Item(_chart(each), _series_url(each.series_id), count(each.points, "point")) for each in found.first]
    sentence = f"Their limits are provisional until there are {queries.FIRM} points."
    return Finding("short", f"Charts with fewer than {queries.FIRM} points", found.total, sentence, items)


def _name(extent: Extent) -> str:
    return ", ".join(filter(None, (extent.metric, extent.unit, extent.stratum)))


def _gaps(extents: Sequence[Extent]) -> Finding:
    found = sorted(((missing_periods(each), each) for each in extents), key=lambda pair: -pair[0])
    found = [pair for pair in found if pair[0]]
    items = [
        Item(
            _name(each),
            _series_url(each.series_id),
            f"{count(missing, 'period')} missing between {day(each.first)} and {day(each.last)}",
        )
        for missing, each in found[:FIRST]
    ]
    sentence = "Periods without a figure inside a series. A gap is drawn as a gap, and a run may seem shorter than it was."
    return Finding("gaps", "Charts with gaps", len(found), sentence, items)


def _zeros(extents: Sequence[Extent]) -> Finding:
    found = [each for each in extents if each.zeros]
    items = [Item(_name(each), _series_url(each.series_id), count(each.zeros, "period")) for each in found[:FIRST]]
    return Finding(
        "zeros", "Charts with a denominator of 0", len(found), "There is no rate where nothing was at risk.", items
    )


def _refused(top: Unit | None) -> Finding:
    found = queries.refused(top)
    items = [_upload(each) for each in found.first]
    sentence = "Files that had errors and were let go, newest first."
    return Finding("refused", "Refused uploads", found.total, sentence, items, url_for("control.uploads", state="refused"))


def _upload(upload: Upload) -> Item:
    detail = f"{count(upload.errors, 'error')}, {upload.by.name}, {day(upload.created_at)}"
    return Item(upload.filename, url_for("control.upload", upload_id=upload.id), detail)


def _without_data(top: Unit | None) -> Finding:
    found = queries.without_data(top)
    items = [_metric(each) for each in found.first]
    return Finding("without-data", "Metrics without data", found.total, "Defined, and never measured anywhere.", items)


def _metric(metric: Metric) -> Item:
    return Item(metric.name, url_for("metric", metric_id=metric.id), f"{metric.unit.name}, {metric.state.value}")


def _alike(top: Unit | None) -> Finding:
    found = alike(queries.unit_names(top))
    items = [
        Item(group[0][1], url_for("control.ward", unit_id=group[0][0]), f"and {listed([name for _, name in group[1:]])}")
        for group in found[:FIRST]
    ]
    sentence = "Names that are the same but for spaces, signs or the order of words: perhaps one unit made twice."
    return Finding("alike", "Units with like names", len(found), sentence, items)
