"""The picture of a funnel: measured, then drawn from back to front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qms.golden_thread.drawing import axes
from qms.golden_thread.drawing.edge_labels import EdgeLabel, draw_edge_labels, labels_width
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.funnel_names import draw_names
from qms.golden_thread.drawing.heading import draw_unit, row_height, unit_words
from qms.golden_thread.drawing.marks import mark
from qms.golden_thread.drawing.markup import number, open_svg, path_data, text, text_width, wrapped
from qms.golden_thread.drawing.numbers import NumberFormat, Writer, nice_ticks, tick_decimals
from qms.golden_thread.drawing.palette import BAND, INK, LINE, QUIET, RULE
from qms.golden_thread.drawing.style import Style
from qms.spc import Funnel
from qms.spc.arrays import Floats

_ROOM = 0.08  # share of the range of values left free above and below
_ZERO_BELONGS = 0.6  # zero is drawn when it lies nearer to the data than this share of their range
_CROWDED = 120  # from so many units on, marks are smaller


@dataclass(frozen=True, slots=True)
class Unit:
    """One mark: where it lies, what it is called, the point type that shapes it, how far out, and what it says."""

    x: float
    y: float
    name: str
    type: str
    distance: float
    highlighted: bool
    words: str

    @property
    def outside(self) -> bool:
        """Whether it lies outside the limits."""
        return self.type != "common-cause"


@dataclass(frozen=True, slots=True)
class FunnelPicture:
    """Everything in the picture. `scale`: pixels apart, sizes are the funnel's denominators times it."""

    funnel: Funnel
    units: Sequence[Unit]
    scale: float
    write: Writer
    unit: str
    size_label: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A limit along the sizes, named at its right end; `dashes` tells the levels apart without colour."""

    words: str
    x: Floats
    y: Floats
    dashes: str


def draw_funnel(
    picture: FunnelPicture, style: Style, size: tuple[int, int], *, title: str, told: str, heading: bool, prefix: str
) -> str:
    """The whole SVG, `size` (width, height) in pixels."""
    width, height = size
    head, top = _heading(title if heading else "", style, width)
    y_name = unit_words(picture.unit)
    head += draw_unit(y_name, style, top)
    top += (row_height(style) if y_name else 0) + style.font * 0.6
    x_range = (0.0, max(unit.x for unit in picture.units) * 1.04)
    lines = _lines(picture, x_range[1], style)
    levels = _y_range(picture, lines)
    labels = _labels(picture, lines, levels, style)
    bottom = height - style.font * 2.9 - 8
    ticks = axes.y_ticks(levels, bottom - top, style, picture.write)
    left = max((text_width(words, style.font) for _, words in ticks), default=0) + 12
    frame = Frame(left, width - labels_width(labels, style), top, bottom, x_range, levels)
    return "".join(
        (
            open_svg(width, height, title=title, description=told, prefix=prefix),
            head,
            _band(lines, frame),
            axes.draw_y_axis(ticks, frame, style),
            _size_axis(picture, frame, style),
            _limits(lines, frame, style),
            _centre(picture, frame, style),
            _marks(picture, frame, style),
            draw_edge_labels(labels, frame, style),
            draw_names(picture.units, frame, style),
            "</svg>",
        )
    )


def _heading(title: str, style: Style, width: float) -> tuple[str, float]:
    """The title in as many lines as it needs, and their height."""
    if not title:
        return "", 0.0
    size = style.font * 1.2
    lines = wrapped(title, width - 8, size)
    drawn = "".join(
        text(4, 4 + size + at * size * 1.25, line, size=size, fill=INK, weight="bold") for at, line in enumerate(lines)
    )
    return drawn, size * 1.25 * len(lines) + style.font * 0.4


def _lines(picture: FunnelPicture, reach: float, style: Style) -> list[_Line]:
    """Upper and lower limits of both levels, from the smallest unit (a little before) to the right edge."""
    sizes = picture.funnel.denominators
    first = float(sizes.min()) * (0.5 if len(sizes) > 1 else 0.2)
    curve = picture.funnel.curve(first, reach / picture.scale)
    x = curve.denominators * picture.scale
    long = "limit " if style.words == "full" else ""
    return [
        _Line(f"99.8% {long}", x, curve.outer.upper, "7 4"),
        _Line(f"95% {long}", x, curve.inner.upper, "2 3"),
        _Line(f"95% {long}", x, curve.inner.lower, "2 3"),
        _Line(f"99.8% {long}", x, curve.outer.lower, "7 4"),
    ]


def _y_range(picture: FunnelPicture, lines: Sequence[_Line]) -> tuple[float, float]:
    """Every unit, and the limits of a typical size: those of the smallest may leave the picture."""
    values = [unit.y for unit in picture.units]
    typical = float(np.median([unit.x for unit in picture.units]))
    edges = [float(np.interp(typical, line.x, line.y)) for line in (lines[0], lines[-1])]
    low, high = min([*values, *edges, picture.funnel.centre]), max([*values, *edges, picture.funnel.centre])
    span = (high - low) or abs(high) or 1.0
    bottom, top = low - span * _ROOM, high + span * _ROOM
    if low >= 0 and (bottom < 0 or low < _ZERO_BELONGS * span):
        bottom = 0.0
    if picture.funnel.method == "pr" and high <= picture.funnel.multiplier:
        top = min(top, picture.funnel.multiplier)
    return bottom, top


def _labels(picture: FunnelPicture, lines: Sequence[_Line], levels: tuple[float, float], style: Style) -> list[EdgeLabel]:
    """The limits and the average, named with the values that they have at the right edge."""
    write = picture.write
    expected = picture.funnel.method.standardised and picture.scale == 1
    centre = "Expected " if expected else "Average "
    labels = [EdgeLabel(picture.funnel.centre, f"{centre}{write(picture.funnel.centre)}", INK)]
    for line in lines:
        end = float(line.y[-1])
        if levels[0] <= end <= levels[1] and end != picture.funnel.centre:
            labels.append(EdgeLabel(end, f"{line.words}{write(end)}", QUIET))
    return sorted(labels, key=lambda label: -label.level)


def _band(lines: Sequence[_Line], frame: Frame) -> str:
    """The range that chance explains, as a faint surface between the outer limits."""
    low, high = frame.y_range
    upper = [(frame.x(x), frame.y(min(max(y, low), high))) for x, y in zip(lines[0].x, lines[0].y, strict=True)]
    lower = [(frame.x(x), frame.y(min(max(y, low), high))) for x, y in zip(lines[-1].x, lines[-1].y, strict=True)]
    return f'<path d="{path_data(upper + lower[::-1])}Z" fill="{BAND}"/>'


def _limits(lines: Sequence[_Line], frame: Frame, style: Style) -> str:
    parts = []
    for line in lines:
        paths = "".join(path_data(run) for run in _visible(line, frame))
        if paths:
            stroke = f'stroke="{QUIET}" stroke-width="{style.rule}" stroke-dasharray="{line.dashes}"'
            parts.append(f'<path d="{paths}" fill="none" {stroke}/>')
    return "".join(parts)


def _visible(line: _Line, frame: Frame) -> list[list[tuple[float, float]]]:
    """The parts of a line inside the frame in pixels, cut where it crosses the top or the bottom."""
    low, high = frame.y_range
    runs: list[list[tuple[float, float]]] = [[]]
    before: tuple[float, float] | None = None
    for x, y in zip(line.x.tolist(), line.y.tolist(), strict=True):
        inside = low <= y <= high and y != 0  # a limit of 0 is no limit
        if before is not None and 0 not in (y, before[1]) and inside != (low <= before[1] <= high):
            level = high if max(y, before[1]) > high else low
            share = (level - before[1]) / (y - before[1])
            crossing = (frame.x(before[0] + share * (x - before[0])), frame.y(level))
            runs[-1].append(crossing) if runs[-1] else runs.append([crossing])
        if inside:
            runs[-1].append((frame.x(x), frame.y(y)))
        else:
            runs.append([])
        before = (x, y)
    return [run for run in runs if len(run) > 1]


def _centre(picture: FunnelPicture, frame: Frame, style: Style) -> str:
    y = number(frame.y(picture.funnel.centre))
    return f'<path d="M{number(frame.left)},{y}H{number(frame.right)}" stroke="{INK}" stroke-width="{style.rule}"/>'


def _marks(picture: FunnelPicture, frame: Frame, style: Style) -> str:
    """Units inside first, those outside on top, a ring around the highlighted one."""
    radius = style.radius * (0.7 if len(picture.units) > _CROWDED else 1.15)
    parts = []
    for unit in sorted(picture.units, key=lambda one: (one.outside, one.highlighted)):
        x, y = frame.x(unit.x), frame.y(unit.y)
        if unit.highlighted:
            parts.append(
                f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(style.radius * 3.2)}" fill="none" stroke="{INK}"'
                ' stroke-width="2.2"/>'
            )
        size = max(radius, style.radius * 1.3) if unit.highlighted else radius
        parts.append(mark(x, y, size, unit.type, title=unit.words))
    return "".join(parts)


def _size_axis(picture: FunnelPicture, frame: Frame, style: Style) -> str:
    """The base line with round sizes, and what they are."""
    base = f'<path d="M{number(frame.left)},{number(frame.bottom)}H{number(frame.right)}" stroke="{RULE}" stroke-width="1"/>'
    room = frame.right - frame.left
    ticks = nice_ticks(0.0, frame.x_range[1], max(2, round(room / (style.font * 7))))
    write = NumberFormat(decimals=tick_decimals(ticks, 1.0))
    parts = [base]
    for tick in ticks:
        x = frame.x(tick)
        parts.append(f'<path d="M{number(x)},{number(frame.bottom)}v5" stroke="{RULE}" stroke-width="1"/>')
        parts.append(text(x, frame.bottom + 7 + style.font, write(tick), size=style.font, fill=QUIET, anchor="middle"))
    middle = (frame.left + frame.right) / 2
    return "".join(parts) + text(
        middle, frame.bottom + 9 + style.font * 2.2, picture.size_label, size=style.font, fill=LINE, anchor="middle"
    )
