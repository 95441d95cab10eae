"""The poster as PDF: one layout, at A4 to hand out and at A1 to hang up."""

from functools import partial
from typing import Any

from flask import render_template

from qms.improvement.publishing.columns import lines_in_a_column, two_columns
from qms.improvement.publishing.sheet import Room, sheet_of
from qms.improvement.publishing.story import Story
from qms.kernel.printing import write_fitting_pdf

ROOM = Room(paragraph=520, line=150, tests=5, charts=3)
ATTEMPTS = (
    ("l", 1.8), ("l", 1.2), ("m", 1.4), ("m", 1.1), ("s", 1.4), ("s", 1.1), ("s", 0.9), ("s", 0.7), ("xs", 0.8), ("xs", 0.6),
    ("xs", 0.4), ("xs", 0.25), ("xs", 0.15),
)  # fmt: skip
"""Size of the letters and room for text, tried until one page is not overfull: a short record gets large letters."""
MOST_LINES = {"l": 46, "m": 54, "s": 62, "xs": 76}
"""In a column; a page with more is not worth laying out."""
SIZES = {"a1": 594 / 210, "a4": 1.0}
"""How many times as large as A4 each is: the layout is the same."""


def poster_html(story: Story, size: str, letters: str, factor: float, *, address: str = "") -> str:
    """The poster as HTML for paper of one of SIZES."""
    page = "improvement/publishing/poster/paper.html"
    return render_template(page, **poster_context(story, letters, factor), size=size, address=address)


def poster_context(story: Story, letters: str = "m", factor: float = 1.2) -> dict[str, Any]:
    """What the sheet's template reads, for paper and for a page of the site."""
    sheet = sheet_of(story, ROOM.times(factor))
    return {"sheet": sheet, "columns": two_columns(sheet, with_charts=True), "letters": letters}


def poster_pdf(story: Story, size: str, *, address: str = "") -> bytes:
    """One page, whatever the length of the record. Raises NoPrintingError where PDF cannot be made."""
    fitting = [each for each in ATTEMPTS if _lines(story, each[1]) <= MOST_LINES[each[0]]] or ATTEMPTS[-1:]
    attempts = [partial(poster_html, story, size, *each, address=address) for each in fitting]
    return write_fitting_pdf(attempts, zoom=SIZES[size])


def _lines(story: Story, factor: float) -> float:
    return lines_in_a_column(sheet_of(story, ROOM.times(factor)), with_charts=True)
