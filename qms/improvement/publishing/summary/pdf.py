"""The one-page summary as PDF."""

from functools import partial
from typing import Any

from flask import render_template

from qms.improvement.publishing.columns import two_columns
from qms.improvement.publishing.sheet import Room, sheet_of
from qms.improvement.publishing.story import Story
from qms.kernel.printing import write_fitting_pdf

ROOM = Room(paragraph=420, line=150, tests=4, charts=1)
FACTORS = (1.8, 1.3, 1.0, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2)
"""Tried in this order until the page is not overfull: most records fit at the first."""


def summary_html(story: Story, factor: float, *, edition: str = "", address: str = "") -> str:
    """The page as HTML for paper; `edition` says which one it is, `address` where the project is."""
    page = "improvement/publishing/summary/paper.html"
    return render_template(page, **summary_context(story, factor), edition=edition, address=address)


def summary_context(story: Story, factor: float = 1.3) -> dict[str, Any]:
    """What the sheet's template reads, for paper and for a page of the site."""
    sheet = sheet_of(story, ROOM.times(factor), wide=True)
    return {"sheet": sheet, "columns": two_columns(sheet, with_charts=False)}


def summary_pdf(story: Story, *, edition: str = "", address: str = "") -> bytes:
    """One page of A4, whatever the length of the record. Raises NoPrintingError where PDF cannot be made."""
    attempts = [partial(summary_html, story, factor, edition=edition, address=address) for factor in FACTORS]
    return write_fitting_pdf(list(attempts))
