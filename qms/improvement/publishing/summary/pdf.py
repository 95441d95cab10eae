"""The one-page summary as PDF."""

from functools import partial
from typing import Any

from flask import render_template

from qms.improvement.publishing.columns import foot_height, two_columns
from qms.improvement.publishing.sheet import Room, sheet_of
from qms.improvement.publishing.story import Story
from qms.kernel import clock
from qms.kernel.printing import write_fitting_pdf

ROOM = Room(paragraph=420, line=150, tests=4, charts=1)
BESIDE = 0.86
"""The size of letters at which a chart has its caption beside it, so that it takes less of the page."""
ATTEMPTS = (
    (1.6, 1.8), (1.45, 1.8), (1.3, 1.8), (1.2, 1.8), (1.1, 1.8), (1.0, 1.8), (1.0, 1.5), (1.0, 1.25), (1.0, 1.0),
    (1.0, 0.85), (BESIDE, 1.3), (BESIDE, 1.1), (BESIDE, 0.95), (BESIDE, 0.8), (BESIDE, 0.65), (BESIDE, 0.55), (BESIDE, 0.45),
    (BESIDE, 0.35), (BESIDE, 0.25), (BESIDE, 0.18), (BESIDE, 0.1),
)  # fmt: skip
"""Size of the letters and room for text, from the pair that takes most room to the one that takes least."""


def summary_html(story: Story, letters: float, factor: float, *, edition: str = "", address: str = "") -> str:
    """The page as HTML for paper; `edition` says which one it is, `address` where the project is."""
    context = summary_context(story, letters, factor)
    foot = foot_height(context["sheet"], letters, edition, address)
    page = "improvement/publishing/paper.html"
    told = {"edition": edition, "address": address, "author": story.part("Lead"), "made_on": clock.today().isoformat()}
    return render_template(page, form="summary", size="a4", **context, foot=foot, **told)


def summary_context(story: Story, letters: float = 1.0, factor: float = 1.3) -> dict[str, Any]:
    """What the sheet's template reads, for paper and for a page of the site."""
    sheet = sheet_of(story, ROOM.times(factor), wide=True)
    columns = two_columns(sheet, with_charts=False, letters=letters)
    return {"sheet": sheet, "columns": columns, "letters": letters, "beside": letters <= BESIDE}


def summary_pdf(story: Story, *, edition: str = "", address: str = "") -> bytes:
    """One page of A4, whatever the length of the record. Raises NoPrintingError where PDF cannot be made."""
    return write_fitting_pdf([partial(summary_html, story, *each, edition=edition, address=address) for each in ATTEMPTS])
