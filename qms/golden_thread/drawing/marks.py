"""The marks for points: a shape and a shade for every verdict, readable in greyscale.

Common cause is a small circle. A special cause is a triangle that points the way the value went: improvement
filled, concern pale with a dark outline and a dot, neutral change dark. A pattern without a side is a dark diamond. An
excluded point is a hollow circle.
"""

from __future__ import annotations

from math import sqrt

from qms.golden_thread.drawing.markup import clean, number
from qms.golden_thread.drawing.palette import COMMON_CAUSE, PAPER, tone_of
from qms.golden_thread.drawing.words import PATTERN, is_high

_HALF_SIDE = sqrt(3) / 2


def is_special(point_type: str | None) -> bool:
    """Whether a point type is a special cause, drawn as a triangle or a diamond."""
    return (point_type or "").partition("-")[0] in ("improvement", "concern", "neutral")


def triangle(x: float, y: float, radius: float, *, up: bool) -> str:
    """The path of an equilateral triangle about (x, y); `radius` reaches to its corners, in pixels."""
    tip = -radius if up else radius
    side = radius * _HALF_SIDE
    return (
        f"M{number(x)},{number(y + tip)}L{number(x + side)},{number(y - tip / 2)}L{number(x - side)},{number(y - tip / 2)}Z"
    )


def diamond(x: float, y: float, radius: float) -> str:
    """The path of a square on its corner about (x, y); `radius` reaches to its corners, in pixels."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return "M" + "L".join(f"{number(across)},{number(down)}" for across, down in corners) + "Z"


def mark(x: float, y: float, radius: float, point_type: str | None, *, excluded: bool = False, title: str = "") -> str:
    """The mark of one point. `radius` is that of a common cause point in pixels; special marks are larger."""
    inner = f"<title>{clean(title)}</title>" if title else ""
    if is_special(point_type) and not excluded:
        return _special(x, y, radius, str(point_type), inner)
    shape = f'cx="{number(x)}" cy="{number(y)}"'
    if excluded:
        return (
            f'<circle {shape} r="{number(radius + 0.5)}" fill="{PAPER}" stroke="{COMMON_CAUSE.edge}"'
            f' stroke-width="1.5">{inner}</circle>'
        )
    return (
        f'<circle {shape} r="{number(radius)}" fill="{COMMON_CAUSE.edge}" stroke="{PAPER}" stroke-width="1">{inner}</circle>'
    )


def _special(x: float, y: float, radius: float, point_type: str, inner: str) -> str:
    tone = tone_of(point_type)
    size = radius * 1.9 + 0.6
    path = diamond(x, y, size) if point_type == PATTERN else triangle(x, y, size, up=is_high(point_type))
    weight = number(max(1.3, size / 5))
    body = (
        f'<path d="{path}" fill="{tone.fill}" stroke="{tone.edge}" stroke-width="{weight}"'
        f' stroke-linejoin="round">{inner}</path>'
    )
    if not point_type.startswith("concern"):
        return body
    return body + f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(size / 4)}" fill="{tone.edge}"/>'
