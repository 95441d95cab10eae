"""The poster as PDF: one layout, at A4 to hand out and at A1 to hang up."""

from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from flask import render_template

from qms.improvement.publishing.columns import CHARTS, foot_height, lines_in_a_column, two_columns
from qms.improvement.publishing.sheet import Room, sheet_of
from qms.improvement.publishing.story import Story
from qms.kernel.printing import write_fitting_pdf

ROOM = Room(paragraph=520, line=150, tests=5, charts=3)


class Setting(NamedTuple):
    """A way to set a poster: the size of its letters, its room for text, how many charts, and whether the first of them
    goes over both columns."""

    letters: str = "m"
    factor: float = 1.2
    charts: int = 3
    above: bool = False


ON_A_PAGE = Setting()
"""Of the site, which is as long as it needs to be."""
ATTEMPTS = (
    Setting("xl", 1.8, 3, above=True), Setting("l", 1.8, 3, above=True), Setting("m", 1.4, 3, above=True),
    Setting("l", 1.2, 3), Setting("m", 1.2, 3), Setting("m", 0.9, 2), Setting("s", 1.3, 3), Setting("s", 1.0, 2),
    Setting("s", 0.7, 2), Setting("s", 0.5, 2), Setting("s", 0.35, 2), Setting("s", 0.5, 1), Setting("xs", 0.6, 2),
    Setting("xs", 0.4, 2), Setting("xs", 0.3, 1), Setting("xs", 0.15, 1),
)  # fmt: skip
"""Tried until one page is not overfull: a short record gets large letters and a large chart."""
MOST_LINES = {"xl": 37, "l": 44, "m": 50, "s": 56, "xs": 62}
"""In a column; a page with more is not worth laying out."""
CHART_ABOVE = 1.6
"""A chart over both columns takes so many times as many lines as one in a column."""
SIZES = {"a1": 594 / 210, "a4": 1.0}
"""How many times as large as A4 each is: the layout is the same."""


def poster_html(story: Story, size: str, setting: Setting, *, address: str = "") -> str:
    """The poster as HTML for paper of one of SIZES."""
    context = poster_context(story, setting)
    foot = foot_height(context["sheet"], setting.letters, address)
    page = "improvement/publishing/paper.html"
    return render_template(page, form="poster", **context, foot=foot, size=size, address=address)


def poster_context(story: Story, setting: Setting = ON_A_PAGE) -> dict[str, Any]:
    """What the sheet's template reads, for paper and for a page of the site."""
    sheet = sheet_of(story, _room(setting), wide=setting.above)
    columns = two_columns(sheet, with_charts=True, chart_above=setting.above, letters=setting.letters)
    above = setting.above and bool(sheet.charts)
    return {"sheet": sheet, "columns": columns, "letters": setting.letters, "chart_above": above}


def poster_pdf(story: Story, size: str, *, address: str = "") -> bytes:
    """One page, whatever the length of the record. Raises NoPrintingError where PDF cannot be made."""
    fitting = [each for each in ATTEMPTS if _may_fit(story, each)] or ATTEMPTS[-1:]
    attempts = [partial(poster_html, story, size, each, address=address) for each in fitting]
    return write_fitting_pdf(attempts, zoom=SIZES[size])


def _may_fit(story: Story, setting: Setting) -> bool:
    sheet, letters = sheet_of(story, _room(setting)), setting.letters
    if setting.above and not sheet.charts:
        return False
    lines = lines_in_a_column(sheet, with_charts=True, chart_above=setting.above, letters=letters)
    return lines + (CHART_ABOVE * CHARTS[letters] if setting.above else 0) <= MOST_LINES[letters]


def _room(setting: Setting) -> Room:
    return replace(ROOM.times(setting.factor), charts=setting.charts)
