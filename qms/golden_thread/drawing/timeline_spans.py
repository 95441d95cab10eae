"""Stretches of time below the line of a timeline: one lane a kind, such as the stages of a project and its tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from qms.golden_thread.drawing.dates import day_words
from qms.golden_thread.drawing.markup import number, text, text_width
from qms.golden_thread.drawing.palette import GRID, IMPROVEMENT, INK, LINE, PAPER, QUIET

ROW, BAR = 24, 18  # pixels from one row of a lane to the next, and of a bar in it
SHORTEST = 6.0  # pixels of a bar, so that one day can be seen
SIZE = 13
MOST_ROWS = 4  # of one lane; what overlaps more than that shares the last


@dataclass(frozen=True, slots=True)
class TimelineSpan:
    """A stretch in a lane. `short` stands in its bar, `words` beside it where there is room to read; `last` is None for
    what goes on."""

    lane: str
    first: date
    last: date | None
    short: str
    words: str

    def end(self, today: date) -> date:
        """The last day, or today for what goes on; never before the first."""
        return max(self.first, self.last or today)

    @property
    def when(self) -> str:
        """'3 Oct 2026 to 10 Oct 2026', 'Since 3 Oct 2026', or one day."""
        if self.last is None:
            return f"Since {day_words(self.first)}"
        return day_words(self.first) if self.last <= self.first else f"{day_words(self.first)} to {day_words(self.last)}"


def lanes(
    spans: Sequence[TimelineSpan], today: date, x_of: Callable[[date], float], top: float, right: float
) -> tuple[str, float]:
    """The lanes from `top` downwards, in the order in which they are named, and where they end."""
    parts, y = [], top
    for lane in dict.fromkeys(span.lane for span in spans):
        mine = sorted((span for span in spans if span.lane == lane), key=lambda span: span.first)
        free: list[float] = []  # where each row is free again
        parts.append(text(2, y + BAR - 4, lane, size=SIZE, fill=QUIET))
        for span in mine:
            start = x_of(span.first)
            end = min(max(x_of(span.end(today)), start + SHORTEST), right)
            row = _row(free, start, end)
            parts.append(_bar(span, start, end, y + row * ROW))
        y += len(free) * ROW + 10
    return "".join(parts), y


def _row(free: list[float], start: float, end: float) -> int:
    """The first row in which nothing stands at `start` any more; notes that it is taken up to `end`."""
    for row, until in enumerate(free):
        if until <= start + 0.5:
            free[row] = end
            return row
    if len(free) < MOST_ROWS:
        free.append(end)
    free[-1] = max(free[-1], end)
    return len(free) - 1


def _bar(span: TimelineSpan, start: float, end: float, y: float) -> str:
    """What has ended is pale, what goes on has a strong rim; the short words stand inside where they fit."""
    goes_on = span.last is None
    rim, fill = (IMPROVEMENT.edge, IMPROVEMENT.tint) if goes_on else (LINE, GRID)
    drawn = (
        f'<rect x="{number(start)}" y="{number(y)}" width="{number(end - start)}" height="{BAR}" rx="2" fill="{fill}"'
        f' stroke="{rim}" stroke-width="{2 if goes_on else 1}"/>'
    )
    if text_width(span.short, SIZE) + 6 <= end - start:
        return drawn + text((start + end) / 2, y + BAR - 4.5, span.short, size=SIZE, fill=INK, anchor="middle")
    return drawn


def dot(x: float, y: float, *, goes_on: bool) -> str:
    """A stretch as it stands among the marks of a phone's timeline: a small bar along the line."""
    rim, fill = (IMPROVEMENT.edge, IMPROVEMENT.tint) if goes_on else (LINE, PAPER)
    return (
        f'<rect x="{number(x - 5)}" y="{number(y - 8)}" width="10" height="16" rx="2" fill="{fill}" stroke="{rim}"'
        ' stroke-width="2"/>'
    )
