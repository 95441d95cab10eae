"""The one-page summary as PDF."""

from functools import partial
from typing import Any

from flask import render_template

from qms.improvement.publishing.columns import foot_height, lines_in_a_column, two_columns
from qms.improvement.publishing.sheet import Room, sheet_of
from qms.improvement.publishing.story import Story
from qms.kernel.printing import write_fitting_pdf

ROOM = Room(paragraph=420, line=150, tests=4, charts=1)
ATTEMPTS = (
    ("l", 1.8), ("l", 1.3), ("l", 1.0), ("l", 0.8), ("s", 1.0), ("s", 0.8), ("s", 0.6), ("s", 0.45), ("s", 0.3), ("s", 0.2),
    ("s", 0.1),
)  # fmt: skip
"""Size of the letters and room for text, tried until the page is not overfull: most records fit at the first."""
MOST_LINES = {"l": 38, "s": 58}
"""In a column; a page with more is not worth laying out."""


def summary_html(story: Story, letters: str, factor: float, *, edition: str = "", address: str = "") -> str:
    """The page as HTML for paper; `edition` says which one it is, `address` where the project is."""
    context = summary_context(story, letters, factor)
    foot = foot_height(context["sheet"], letters, edition, address)
    page = "improvement/publishing/paper.html"
    return render_template(page, form="summary", size="a4", **context, foot=foot, edition=edition, address=address)


def summary_context(story: Story, letters: str = "l", factor: float = 1.3) -> dict[str, Any]:
    """What the sheet's template reads, for paper and for a page of the site."""
    sheet = sheet_of(story, ROOM.times(factor), wide=True)
    return {"sheet": sheet, "columns": two_columns(sheet, with_charts=False, letters=letters), "letters": letters}


def summary_pdf(story: Story, *, edition: str = "", address: str = "") -> bytes:
    """One page of A4, whatever the length of the record. Raises NoPrintingError where PDF cannot be made."""
    fitting = [each for each in ATTEMPTS if _lines(story, each[1]) <= MOST_LINES[each[0]]] or ATTEMPTS[-1:]
    return write_fitting_pdf([partial(summary_html, story, *each, edition=edition, address=address) for each in fitting])


def _lines(story: Story, factor: float) -> float:
    return lines_in_a_column(sheet_of(story, ROOM.times(factor), wide=True), with_charts=False)
