"""An upload in words: its steps, what it would do, its first rows, what it did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for

from qms.control.measurements.creating_missing import Missing
from qms.control.measurements.directory import Directory
from qms.control.measurements.models import Upload, UploadState
from qms.control.measurements.rows import Figures, Row
from qms.control.measurements.uploads.reviewing import Review
from qms.golden_thread.metrics.models import DataKind
from qms.golden_thread.readings.presenters import period_words
from qms.kernel.formats import count, day, listed
from qms.kernel.table_words import Problems, problems_of

FIRST_ROWS = 5
STATES = {
    UploadState.MAPPING: ("Waits for its last button", "yellow"),
    UploadState.STORED: ("Stored", "blue"),
    UploadState.REFUSED: ("Not stored", "orange"),
}
RATIOS = (DataKind.PROPORTION, DataKind.RATE)
NAMES_SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One row of the file as the preview shows it; `before` is empty where nothing is replaced."""

    place: int  # 0 for a stored event that follows one of the file
    metric: str
    unit: str
    stratum: str
    period: str
    before: str
    after: str


@dataclass(frozen=True)
class Preview:
    """What storing would do, in words and first rows."""

    sentence: str
    counts: str
    storable: bool
    changes: bool
    problems: Problems
    new: list[Line]
    changed: list[Line]
    missing: str
    made: str
    warnings: list[str]


def preview_of(review: Review) -> Preview:
    """The preview of an upload."""
    counts, errors = review.counts, len(review.errors)
    lines = _Lines(review.directory)
    # The numbers of the good rows belong to rows of the file only while no row is left out.
    places = [*_places(review), *[0] * len(review.rows)]
    said = [f"{counts.new:,} new", f"{counts.changed:,} changed"]
    said += [count(errors, "error")] if errors else []
    return Preview(
        sentence=_sentence(review),
        counts=" · ".join([*said, f"{counts.same:,} the same"]),
        storable=not errors and not counts.nothing_changed,
        changes=bool(counts.changed),
        problems=problems_of(review.errors),
        new=[lines.line(places[at], review.rows[at]) for at in review.comparison.new[:FIRST_ROWS]],
        changed=[
            lines.line(places[at], review.rows[at], before)
            for at, before in list(review.comparison.changed.items())[:FIRST_ROWS]
        ],
        missing="" if review.under else _missing(review.missing),
        made=_made(review),
        warnings=review.table.warnings,
    )


def _places(review: Review) -> Iterator[int]:
    wrong = review.errors.rows()
    return (number for number in review.table.row_numbers if number not in wrong)


def _sentence(review: Review) -> str:
    counts = review.counts
    if len(review.errors):
        return problems_of(review.errors).sentence
    if counts.nothing_changed:
        if not counts.same:
            return "There are no rows in this file."
        return f"Nothing changes: all {count(counts.same, 'row')} are stored already, with the same figures."
    return f"Every row could be read. {count(len(review.rows), 'row')} will be stored when you press the button."


def _missing(missing: Missing) -> str:
    """'274 units that nobody has made yet (8J094, A9A …) and 1 metric (ae-four-hour)'; empty for none."""
    said = []
    for names, noun in ((missing.units, "unit"), (missing.metrics, "metric")):
        if names:
            more = " …" if len(names) > NAMES_SHOWN else ""
            said.append(f"{count(len(names), noun)} ({', '.join(names[:NAMES_SHOWN])}{more})")
    return listed(said)


def _made(review: Review) -> str:
    if review.under is None:
        return ""
    return f"{_missing(review.missing)} will be made below {review.under.name}."


class _Lines:
    """Rows back to the names that people know."""

    def __init__(self, directory: Directory) -> None:
        self.units = {each.id: each.name for found in directory.units.values() for each in found}
        self.metrics = {each.id: each for each in directory.metrics.values()}

    def line(self, place: int, row: Row, before: Figures | None = None) -> Line:
        metric = self.metrics[row.metric_id]
        return Line(
            place=place,
            metric=metric.name,
            unit=self.units[row.unit_id],
            stratum=row.stratum,
            period=period_words(row.period, metric),  # type: ignore[arg-type]  # it reads the cadence, which both have
            before=figures_words(before, metric.data_kind) if before else "",
            after=figures_words(row.figures, metric.data_kind),
        )


def figures_words(figures: Figures, kind: DataKind) -> str:
    """'21 of 5,002', '4.25', '4.25 (n 30, sd 1.2)': every digit, so that a small change can be seen."""
    if kind in RATIOS:
        return f"{exact(figures.numerator)} of {exact(figures.denominator)}"
    more = [f"{name} {exact(number)}" for name, number in (("n", figures.n), ("sd", figures.sd)) if number is not None]
    return f"{exact(figures.value)} ({', '.join(more)})" if more else exact(figures.value)


def exact(number: float | None) -> str:
    """A number with all its digits: "5,002", "4.25"; a dash for none."""
    if number is None:
        return "–"
    return f"{int(number):,}" if float(number).is_integer() else f"{round(number, 10):,}"


def done_sentence(upload: Upload) -> str:
    """What became of the upload."""
    if upload.state is UploadState.REFUSED:
        errors = f" It had {count(upload.errors, 'error')}." if upload.errors else ""
        return f"Nothing of this upload was stored.{errors}"
    if not (upload.new or upload.changed):
        return f"Nothing changed: all {count(upload.same, 'row')} were stored already."
    made = upload.mapping.get("made", [0, 0])
    what = [count(number, noun) for number, noun in zip(made, ("unit", "metric"), strict=True) if number]
    also = f" {listed(what)} were made for it." if what else ""
    return f"Stored: {upload.new:,} new, {upload.changed:,} changed, {upload.same:,} the same.{also}"


def reading_words(mapping: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """How the columns were read: ('Numerator', 'attendances - breaches')."""
    said = [(field, f"column “{name}”") for field, name in mapping.get("columns", {}).items()]
    said += [(field, f"calculated: {formula}") for field, formula in mapping.get("derived", {}).items()]
    said += [(field, f"“{text}” for all rows") for field, text in mapping.get("constants", {}).items()]
    return [(field.capitalize() if len(field) > 2 else field, words) for field, words in said]


def facts_of(upload: Upload) -> list[tuple[str, str]]:
    """The upload's facts for its page."""
    return [
        ("File", upload.filename),
        ("Source", upload.source),
        ("Brought by", f"{upload.by.name}, {day(upload.created_at)}"),
        *reading_words(upload.mapping),
    ]


def crumbs_of(upload: Upload | None = None) -> list[tuple[str, str]]:
    """The way up from an upload's pages."""
    trail = [("Control", url_for("control.index"))]
    return [*trail, ("Uploads", url_for("control.uploads"))] if upload else trail
