"""Names beside the marks of a funnel, as many as fit without lying on each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.markup import text, text_width
from qms.golden_thread.drawing.palette import INK, PAPER
from qms.golden_thread.drawing.style import Style

Box = tuple[float, float, float, float]  # left, top, right, bottom in pixels

_MOST = 14  # names; more of them make no picture, and the table has them all
_LENGTHS = (30, 14)  # letters of a name, tried in this order


class Named(Protocol):
    """What has a place and a name."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def name(self) -> str: ...
    @property
    def distance(self) -> float: ...
    @property
    def outside(self) -> bool: ...
    @property
    def highlighted(self) -> bool: ...


def draw_names(units: Sequence[Named], frame: Frame, style: Style) -> str:
    """The highlighted unit by name first, then those outside, the farthest first, where there is room."""
    wanted = [unit for unit in units if unit.outside or unit.highlighted]
    wanted.sort(key=lambda unit: (not unit.highlighted, -unit.distance))
    marks = [_around(frame.x(unit.x), frame.y(unit.y), style.radius * 2) for unit in wanted]
    others = [_around(frame.x(unit.x), frame.y(unit.y), style.radius) for unit in units if not unit.outside]
    placed: list[Box] = []
    parts = []
    for unit in wanted[: _MOST if style.words == "full" else _MOST // 2]:
        found = None
        for longest in _LENGTHS:  # the whole name beside the points, else over points within the limits, else shorter
            words = _cut(unit.name, longest)
            for taken in ([*marks, *others, *placed], [*marks, *placed]):
                found = found or _free_place(unit, words, taken, frame, style)
        if found is None:
            continue
        words, (x, y), anchor, box = found
        placed.append(box)
        weight = "bold" if unit.highlighted else ""
        parts.append(text(x, y, words, size=style.font, fill=INK, anchor=anchor, weight=weight, halo=PAPER))
    return "".join(parts)


def _free_place(
    unit: Named, words: str, taken: Sequence[Box], frame: Frame, style: Style
) -> tuple[str, tuple[float, float], str, Box] | None:
    """Right of the mark, left, above, below or at a corner: the first where nothing lies yet. None where all are taken."""
    x, y, font = frame.x(unit.x), frame.y(unit.y), style.font
    away = style.radius * (3.2 if unit.highlighted else 2.2) + 4
    near = away * 0.7
    wide = text_width(words, font) * (1.07 if unit.highlighted else 1.0)
    for across, line, anchor in (
        (away, font * 0.33, "start"),
        (-away, font * 0.33, "end"),
        (0.0, -away, "middle"),
        (0.0, away + font * 0.75, "middle"),
        (near, -near, "start"),
        (near, near + font * 0.6, "start"),
        (-near, -near, "end"),
        (-near, near + font * 0.6, "end"),
    ):
        left = x + across - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        box = (left, y + line - font * 0.85, left + wide, y + line + font * 0.25)
        inside = box[0] >= frame.left and box[2] <= frame.right and box[1] >= frame.top - font and box[3] <= frame.bottom
        if inside and not any(_meet(box, other) for other in taken):
            return words, (x + across, y + line), anchor, box
    return None


def _cut(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def _around(x: float, y: float, radius: float) -> Box:
    return (x - radius, y - radius, x + radius, y + radius)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
