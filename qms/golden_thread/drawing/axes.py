"""The y axis as faint lines with numbers, the x axis with dates."""

from __future__ import annotations

from qms.golden_thread.drawing.dates import point_words, thinned
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.markup import number, text, text_width
from qms.golden_thread.drawing.numbers import NumberFormat, Writer, nice_ticks, tick_decimals
from qms.golden_thread.drawing.palette import GRID, LINE, QUIET, RULE
from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.style import Style


def y_ticks(y_range: tuple[float, float], height: float, style: Style, write: Writer) -> list[tuple[float, str]]:
    """Values and words for the y axis of a plot `height` pixels high."""
    if not style.ticks_every:
        return []
    scale = write.scale if isinstance(write, NumberFormat) else 1.0
    low, high = y_range
    ticks = nice_ticks(low * scale, high * scale, max(2, round(height / style.ticks_every)))
    values = [tick / scale for tick in ticks]
    if isinstance(write, NumberFormat):
        decimals = tick_decimals(ticks, 1.0)
        return [(value, write(value, decimals=decimals)) for value in values]
    return [(value, write(value)) for value in values]


def draw_y_axis(ticks: list[tuple[float, str]], frame: Frame, style: Style) -> str:
    """Grid lines across the plot, each with its number on the left."""
    if not ticks:
        return ""
    lines = "".join(f"M{number(frame.left)},{number(frame.y(v))}H{number(frame.right)}" for v, _ in ticks)
    words = "".join(
        text(frame.left - 8, frame.y(v) + style.font * 0.35, label, size=style.font, fill=QUIET, anchor="end")
        for v, label in ticks
    )
    return f'<path d="{lines}" fill="none" stroke="{GRID}" stroke-width="1"/>{words}'


def draw_x_axis(picture: Picture, frame: Frame, style: Style, width: float) -> str:
    """The base line, and the dates that fit under it within a picture `width` pixels wide."""
    base = (
        f'<path d="M{number(frame.left)},{number(frame.bottom)}H{number(frame.right)}" fill="none"'
        f' stroke="{RULE}" stroke-width="1"/>'
    )
    chosen = (
        _ends(picture, frame, style)
        if style.words == "numbers"
        else thinned(picture, frame.x, lambda words: text_width(words, style.font) + style.font)
    )
    parts = [base]
    for position, words in chosen:
        x = frame.x(picture.x[position])
        half = text_width(words, style.font) / 2
        middle = min(max(x, half), width - half)
        parts.append(
            f'<path d="M{number(x)},{number(frame.bottom)}v5" stroke="{RULE}" stroke-width="1"/>'
            + text(middle, frame.bottom + 7 + style.font, words, size=style.font, fill=LINE, anchor="middle")
        )
    return "".join(parts)


def _ends(picture: Picture, frame: Frame, style: Style) -> list[tuple[int, str]]:
    words = point_words(picture)
    last = len(words) - 1
    room = frame.x(picture.x[last]) - frame.x(picture.x[0])
    if last == 0 or room < text_width(words[0] + words[last], style.font) / 2 + style.font:
        return [(last, words[last])]
    return [(0, words[0]), (last, words[last])]
