"""The x axis of cases in order: round case numbers, and under them the dates where they are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qms.golden_thread.drawing.dates import month_words
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.markup import number, text, text_width
from qms.golden_thread.drawing.numbers import nice_ticks
from qms.golden_thread.drawing.palette import LINE, QUIET, RULE
from qms.golden_thread.drawing.style import Style


def rows_below(dates: Sequence[date | None] | None, style: Style) -> float:
    """The height in pixels of the numbers, and of the dates where there are any."""
    return style.font * (1.2 if dates is None else 2.45) + 11


def draw_case_axis(count: int, dates: Sequence[date | None] | None, noun: str, frame: Frame, style: Style) -> str:
    """The base line with "Case 20", "40", "60" and the months of these cases."""
    parts = [
        f'<path d="M{number(frame.left)},{number(frame.bottom)}H{number(frame.right)}" fill="none"'
        f' stroke="{RULE}" stroke-width="1"/>'
    ]
    words_end = -1.0
    for at in _numbered(count, frame, style):
        x = frame.x(at)
        parts.append(f'<path d="M{number(x)},{number(frame.bottom)}v5" stroke="{RULE}" stroke-width="1"/>')
        words = f"{noun} {at:,}" if words_end < 0 else f"{at:,}"
        half = text_width(words, style.font) / 2
        middle = max(x, half + 2)
        parts.append(text(middle, frame.bottom + 7 + style.font, words, size=style.font, fill=LINE, anchor="middle"))
        words_end = max(words_end, 0.0)
        day = dates[at - 1] if dates is not None else None
        if day is None:
            continue
        month = month_words(day)
        half = text_width(month, style.font) / 2
        middle = max(x, half + 2)
        if middle - half >= words_end:
            parts.append(
                text(middle, frame.bottom + 7 + style.font * 2.25, month, size=style.font, fill=QUIET, anchor="middle")
            )
            words_end = middle + half + style.font * 0.7
    return "".join(parts)


def _numbered(count: int, frame: Frame, style: Style) -> list[int]:
    """Round case numbers that fit side by side; the only case where there is one."""
    room = max(2, int((frame.right - frame.left) / (text_width(f"{count:,}", style.font) + style.font * 1.2)))
    numbers = sorted({round(tick) for tick in nice_ticks(1, max(count, 2), min(room, 10)) if 1 <= round(tick) <= count})
    return numbers or [1]
