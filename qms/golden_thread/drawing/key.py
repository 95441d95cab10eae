"""The key under a chart: only the marks that the chart uses, and their words."""

from __future__ import annotations

from qms.golden_thread.drawing.marks import mark
from qms.golden_thread.drawing.markup import text, text_width
from qms.golden_thread.drawing.palette import LINE
from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.style import Style
from qms.golden_thread.drawing.words import EXCLUDED_WORDS, PATTERN, VARIATION_WORDS, mark_words

EXCLUDED = "excluded"
Key = list[list[tuple[float, str]]]


def key_items(picture: Picture) -> list[str]:
    """What the chart's marks stand for: point types, and `EXCLUDED`; common cause needs no explaining."""
    shown = [point for point in picture.points if point.value is not None]
    used = {point.mark for point in shown if not point.excluded}
    items = [word for word in (*VARIATION_WORDS, PATTERN) if word and word in used]
    return [*items, EXCLUDED] if any(point.excluded for point in shown) else items


def key_words(item: str) -> str:
    """The words of one item of the key."""
    return EXCLUDED_WORDS if item == EXCLUDED else mark_words(item)


def key_rows(picture: Picture, style: Style, left: float, width: float) -> Key:
    """Rows of (x of the item in pixels, what it explains) that fit between `left` and `width`."""
    rows: Key = []
    x = left
    for item in key_items(picture) if style.key else ():
        size = 22 + text_width(key_words(item), style.font) + 20
        if not rows or x + size > width:
            rows.append([])
            x = left
        rows[-1].append((x, item))
        x += size
    return rows


def row_height(style: Style) -> float:
    """The height of one row of the key in pixels."""
    return style.font * 1.6


def draw_key(rows: Key, style: Style, top: float) -> str:
    """The key, its first row starting at `top`."""
    parts = []
    for position, row in enumerate(rows):
        middle = top + row_height(style) * (position + 0.5)
        for x, item in row:
            parts.append(mark(x + 8, middle, style.radius, item, excluded=item == EXCLUDED))
            parts.append(text(x + 22, middle + style.font * 0.35, key_words(item), size=style.font, fill=LINE))
    return "".join(parts)
