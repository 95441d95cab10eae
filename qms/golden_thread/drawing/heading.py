"""The words about the plot: the title where it is wanted, the unit, where limits were calculated anew, the footnote."""

from __future__ import annotations

from qms.golden_thread.drawing.dates import point_words
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.layers import phase_boundary
from qms.golden_thread.drawing.markup import text, text_width, wrapped
from qms.golden_thread.drawing.palette import BAND, INK, QUIET
from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.style import Style
from qms.golden_thread.drawing.words import plotted_words

_SIDE = 4.0
_SMALLER = 0.93
_BOLDER = 1.07
"""How much wider bold letters are than the others."""

MOST_ROWS = 3
"""Rows of a title; with more, a telephone would have no room for the plot."""


def draw_title(title: str, style: Style, width: float) -> tuple[str, float]:
    """The title in as many rows as it needs in a picture so wide, and the height they take; nothing for an empty one.

    Past MOST_ROWS it ends with an ellipsis after a whole word: the picture's name still says all of it."""
    if not title.strip():
        return "", 0.0
    size = style.font * 1.2
    rows = _title_rows(title, (width - 2 * _SIDE) / _BOLDER, size)
    drawn = (
        text(_SIDE, _SIDE + size + at * style.font * 1.5, row, size=size, fill=INK, weight="bold")
        for at, row in enumerate(rows)
    )
    return "".join(drawn), style.font * (1.9 + 1.5 * (len(rows) - 1))


def _title_rows(title: str, width: float, size: float) -> list[str]:
    rows = wrapped(title, width, size)
    if len(rows) <= MOST_ROWS:
        return rows
    last = rows[MOST_ROWS - 1].split()
    while len(last) > 1 and text_width(f"{' '.join(last)}…", size) > width:
        last.pop()
    return [*rows[: MOST_ROWS - 1], f"{' '.join(last).rstrip(',:;')}…"]


def unit_words(unit: str, kind: str = "") -> str:
    """What to write over the y axis: the unit (a percent sign stands with the numbers already), and before it what the
    chart makes of the measure: "Moving range, per 1,000 bed days"."""
    plotted = plotted_words(kind).capitalize()
    return ", ".join(each for each in (plotted, "" if unit == "%" else unit) if each)


def draw_unit(unit: str, style: Style, top: float) -> str:
    """The unit over the y axis."""
    return text(_SIDE, top + style.font, unit, size=style.font, fill=QUIET) if unit else ""


def row_height(style: Style) -> float:
    """The height of a row of words in pixels."""
    return style.font * 1.5


def captions(picture: Picture, frame: Frame, style: Style, width: float) -> list[tuple[float, str]]:
    """Where "New limits from Mar 2025" stands, beside the boundary of each later phase with room for it."""
    words = point_words(picture)
    placed: list[tuple[float, str]] = []
    taken = 0.0
    for start in picture.phases[1:] if style.key else ():
        caption = f"New limits from {words[start]}"
        needed = text_width(caption, style.font)
        x = min(phase_boundary(picture, frame, start) + 5, width - needed - _SIDE)
        if x >= taken:
            placed.append((x, caption))
            taken = x + needed + style.font
    return placed


def draw_captions(placed: list[tuple[float, str]], style: Style, top: float) -> str:
    """The captions in a row that starts at `top`."""
    return "".join(text(x, top + style.font, words, size=style.font, fill=QUIET) for x, words in placed)


def footnote_rows(words: str, style: Style, width: float) -> list[str]:
    """The footnote in rows that fit the picture."""
    return wrapped(words, width - 2 * _SIDE, style.font * _SMALLER) if words else []


def draw_footnote(rows: list[str], style: Style, top: float) -> str:
    """The footnote's rows, the first starting at `top`."""
    size = style.font * _SMALLER
    places = ((row, top + row_height(style) * (at + 0.8)) for at, row in enumerate(rows))
    return "".join(text(_SIDE, y, row, size=size, fill=QUIET) for row, y in places)


def draw_nothing(picture: Picture, style: Style, size: tuple[float, float], top: float) -> str:
    """An empty plot that says what is missing."""
    width, height = size
    words = point_words(picture)
    message = "No data yet"
    if len(words) == 1:
        message = f"No value recorded for {words[0]}"
    elif words:
        message = f"No values recorded from {words[0]} to {words[-1]}"
    return f'<rect x="0" y="{top}" width="{width}" height="{height - top}" rx="4" fill="{BAND}"/>' + text(
        width / 2, (top + height) / 2, message, size=style.font, fill=INK, anchor="middle"
    )
