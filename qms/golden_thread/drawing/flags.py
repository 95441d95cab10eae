"""Numbered flags above the plot: notes, and the changes that a team tried."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Any

from qms.golden_thread.drawing.dates import ends_of_months
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.labels import spread
from qms.golden_thread.drawing.markup import clean, number, text, text_width
from qms.golden_thread.drawing.palette import INK, LINE, PAPER, RULE
from qms.golden_thread.drawing.picture import Picture, as_date
from qms.golden_thread.drawing.style import Style

CHANGES = frozenset({"pdsa", "change"})


@dataclass(frozen=True, slots=True)
class Flag:
    """A note at an x value; a `change` (a PDSA cycle, say) is drawn dark, a note light."""

    x: float
    number: str
    words: str
    change: bool


def read_flags(annotations: Sequence[Mapping[str, Any]], picture: Picture) -> list[Flag]:
    """Flags for the annotations that fall within the chart, in order of time.

    An annotation has "date" (or "position", 0-based, where points have no dates), "number", "text" and
    perhaps "kind": "note" (default), "pdsa" or "change".
    """
    if not picture.points:
        return []
    flags = []
    for annotation in annotations:
        x = _place(annotation, picture)
        if x is None:
            continue
        change = annotation.get("kind") in CHANGES
        flags.append(Flag(x, str(annotation.get("number", "")), str(annotation.get("text", "")), change))
    return sorted(flags, key=lambda flag: (flag.x, flag.number))


def _place(annotation: Mapping[str, Any], picture: Picture) -> float | None:
    """The x of the point whose period an annotation falls into; None outside the chart."""
    if not picture.dated:
        position = annotation.get("position")
        if position is None or not 0 <= position < len(picture.x):
            return None
        return picture.x[position]
    day = as_date(annotation.get("date"))
    if day is None:
        return None
    wanted, days = float(day.toordinal()), picture.days
    if ends_of_months([point.date for point in picture.points if point.date]):
        return next((x for x, place in zip(picture.x, days, strict=True) if place >= wanted), None)
    longest = max((after - before for before, after in pairwise(days)), default=31.0)
    last = bisect_right(days, wanted) - 1
    return picture.x[last] if last >= 0 and wanted - days[last] <= longest else None


def row_height(style: Style) -> float:
    """The height of one row of flags in pixels."""
    return style.font + 11


def flags_height(flags: Sequence[Flag], frame: Frame, style: Style) -> float:
    """The height of all rows of flags over a plot as wide as `frame`, in pixels."""
    return _rows(flags, frame, style) * row_height(style)


def draw_flags(flags: Sequence[Flag], frame: Frame, style: Style) -> str:
    """The flags in rows above the plot, each with a thin upright down to the x axis."""
    rows = _rows(flags, frame, style)
    uprights, shapes = [], []
    for row in range(rows):
        members = flags[row::rows]
        pitch = _pitch(members, style)
        feet = [frame.x(flag.x) for flag in members]
        places = spread(feet, pitch + 2, frame.left + pitch / 2, frame.right - pitch / 2)
        middle = frame.top - 4 - row_height(style) * (row + 0.5)
        for flag, foot, place in zip(members, feet, places, strict=True):
            uprights.append(f"M{number(place)},{number(middle)}L{number(foot)},{number(frame.top)}V{number(frame.bottom)}")
            shapes.append(_flag(flag, place, middle, style))
    if not shapes:
        return ""
    leaders = f'<path d="{"".join(uprights)}" fill="none" stroke="{RULE}" stroke-width="1"/>'
    return leaders + "".join(shapes)


def _flag(flag: Flag, x: float, middle: float, style: Style) -> str:
    height = style.font + 6
    size = style.font - 2
    width = max(height, text_width(flag.number, size) + 12)
    fill, ink = (LINE, PAPER) if flag.change else (PAPER, INK)
    corner = 3 if flag.change else height / 2
    return (
        f"<g><title>{clean(flag.words)}</title>"
        f'<rect x="{number(x - width / 2)}" y="{number(middle - height / 2)}" width="{number(width)}"'
        f' height="{number(height)}" rx="{number(corner)}" fill="{fill}" stroke="{LINE}" stroke-width="1.3"/>'
        + text(x, middle + size * 0.36, flag.number, size=size, fill=ink, anchor="middle", weight="bold")
        + "</g>"
    )


def _rows(flags: Sequence[Flag], frame: Frame, style: Style) -> int:
    """Rows needed so that flags do not touch; three at most."""
    if not flags:
        return 0
    needed = len(flags) * (_pitch(flags, style) + 2) / max(frame.right - frame.left, 1)
    return min(3, ceil(needed))


def _pitch(flags: Sequence[Flag], style: Style) -> float:
    widest = max(text_width(flag.number, style.font - 2) + 12 for flag in flags)
    return max(style.font + 6, widest)
