"""The summary table as a picture for a slide: some of its rows at a time."""

from typing import Any

from qms.control.summary import queries
from qms.control.summary.filters import Filters
from qms.control.summary.presenters import totals_sentence
from qms.golden_thread.drawing.summary import ROWS, TableRow, summary_svg
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import tile
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import day
from qms.kernel.paging import Page, requested_page


def summary_picture(filters: Filters) -> str:
    """The asked-for slide of the table, in its order, as SVG."""
    totals = queries.totals(filters)
    slide = min(requested_page(), max(1, -(-totals.all // ROWS)))
    first = (slide - 1) * ROWS
    readings = db.session.execute(queries.rows_in_order(filters).limit(ROWS).offset(first)).scalars()
    rows = [_row(each) for each in readings]
    shown = f"Rows {first + 1:,} to {first + len(rows):,} of {totals.all:,}, " if len(rows) < totals.all else ""
    return summary_svg(
        rows,
        title=f"Charts of {filters.unit.name}" if filters.unit else "Summary of charts",
        sentence=totals_sentence(totals),
        footnote=f"{shown}as at {day(clock.today())}".strip(),
    )


def slides_of(page: Page[Any]) -> list[tuple[str, int]]:
    """The slides that show the rows of one page of the table: their rows in words, and their numbers."""
    if not page.total:
        return []
    first, last = (page.first_item - 1) // ROWS, (page.last_item - 1) // ROWS
    return [
        (f"rows {slide * ROWS + 1:,} to {min(page.total, (slide + 1) * ROWS):,}", slide + 1)
        for slide in range(first, last + 1)
    ]


def _row(reading: Reading) -> TableRow:
    seen = tile(reading)
    below = ", ".join(each for each in (seen.period, seen.late) if each)
    return TableRow(
        name=seen.metric,
        name_below=f"{seen.unit}, {seen.stratum}" if seen.stratum else seen.unit,
        value=seen.value_with_unit,
        value_below=below if seen.agreed else f"{below}, not agreed yet",
        variation=seen.variation,
        assurance=seen.assurance,
        target=seen.target or "–",
        spark=str(seen.sparkline),
    )
