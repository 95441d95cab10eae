"""The poster as PDF: one layout, at A4 to hand out and at A1 to hang up."""

from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from flask import render_template

from qms.improvement.publishing.columns import foot_height, one_column, two_columns
from qms.improvement.publishing.sheet import Room, charted, sheet_of
from qms.improvement.publishing.story import Story
from qms.kernel import clock
from qms.kernel.printing import write_fitting_pdf

ROOM = Room(paragraph=520, line=150, tests=5, charts=3)


class Setting(NamedTuple):
    """A way to set a poster: the size of its letters, its room for text, how many charts, whether the first of them goes over
    both columns, and whether there is one column only."""

    letters: float = 1.02
    factor: float = 1.2
    charts: int = 3
    above: bool = False
    alone: bool = False


ON_A_PAGE = Setting()
"""Of the site, which is as long as it needs to be."""
ALONE = [Setting(each, 1.8, 1, alone=True) for each in (3.0, 2.7, 2.4, 2.15, 1.95, 1.75)]
ABOVE = [Setting(each, 1.8, 3, above=True) for each in (1.75, 1.6, 1.5, 1.42, 1.34, 1.25, 1.16, 1.08, 1.02)]
WORDS_ALONE = [Setting(each, 1.8, 0) for each in (1.6, 1.5, 1.42, 1.34, 1.25, 1.16)]
IN_COLUMNS = [
    Setting(1.08, 1.6), Setting(1.02, 1.6), Setting(1.02, 1.3), Setting(0.96, 1.2), Setting(0.96, 1.1, 2),
    Setting(0.9, 1.2, 2), Setting(0.9, 1.0, 2), Setting(0.9, 0.85, 2), Setting(0.9, 0.7, 2), Setting(0.84, 0.7, 2),
    Setting(0.84, 0.6, 2), Setting(0.84, 0.5, 2), Setting(0.84, 0.6, 1), Setting(0.84, 0.5, 1), Setting(0.78, 0.5, 1),
    Setting(0.78, 0.4, 1), Setting(0.78, 0.3, 1), Setting(0.78, 0.15, 1),
]  # fmt: skip
"""From the one that takes most room to the one that takes least: a short record gets large letters and a large chart, and a
record of hardly anything one column."""
SIZES = {"a1": 594 / 210, "a4": 1.0}
"""How many times as large as A4 each is: the layout is the same."""


def poster_html(story: Story, size: str, setting: Setting, *, address: str = "") -> str:
    """The poster as HTML for paper of one of SIZES."""
    context = poster_context(story, setting)
    foot = foot_height(context["sheet"], setting.letters, address)
    page = "improvement/publishing/paper.html"
    told = {"address": address, "author": story.part("Lead"), "made_on": clock.today().isoformat()}
    return render_template(page, form="poster", **context, foot=foot, size=size, **told)


def poster_context(story: Story, setting: Setting = ON_A_PAGE) -> dict[str, Any]:
    """What the sheet's template reads, for paper and for a page of the site."""
    sheet = sheet_of(story, _room(setting), wide=setting.above or setting.alone)
    columns = (
        one_column(sheet)
        if setting.alone
        else two_columns(sheet, with_charts=True, chart_above=setting.above, letters=setting.letters)
    )
    above = setting.above and bool(sheet.charts)
    return {"sheet": sheet, "columns": columns, "letters": setting.letters, "chart_above": above, "alone": setting.alone}


def poster_pdf(story: Story, size: str, *, address: str = "") -> bytes:
    """One page, whatever the length of the record. Raises NoPrintingError where PDF cannot be made."""
    attempts = [partial(poster_html, story, size, each, address=address) for each in settings_for(story)]
    return write_fitting_pdf(attempts, zoom=SIZES[size])


def settings_for(story: Story) -> list[Setting]:
    """The settings that may suit the record: one column leaves room for one chart only, and none goes above where none is."""
    charts = len(charted(story))
    return [*(ALONE if charts <= 1 else ()), *(ABOVE if charts else WORDS_ALONE), *IN_COLUMNS]


def _room(setting: Setting) -> Room:
    return replace(ROOM.times(setting.factor), charts=setting.charts)
