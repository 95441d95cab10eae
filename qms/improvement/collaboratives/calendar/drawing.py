"""The calendar as a picture: sessions as circles, action periods as bars between them, calls as small diamonds."""

import datetime as dt
from collections.abc import Callable, Sequence

from markupsafe import Markup

from qms.golden_thread.drawing.dates import day_words
from qms.golden_thread.drawing.markup import number, open_svg, text, text_width
from qms.golden_thread.drawing.palette import IMPROVEMENT, INK, LINE, PAPER, QUIET, RULE
from qms.improvement.collaboratives.calendar.wording import event_days
from qms.improvement.collaboratives.models import CollaborativeEvent, EventKind

WIDTH, SIDE, LINE_AT, BAR = 1120.0, 90.0, 96.0, 26.0
SIZE = 15
_RADIUS = 9.0


def calendar_svg(events: Sequence[CollaborativeEvent], today: dt.date, *, title: str) -> Markup:
    """The events (at least one) to scale from the first to the last, with today."""
    first = min(*(each.starts_on for each in events), today)
    last = max(*(each.ends_on for each in events), today)
    days = max((last - first).days, 1)

    def x(day: dt.date) -> float:
        return SIDE + (day - first).days / days * (WIDTH - 2 * SIDE)

    told = ". ".join(f"{event_days(each)}: {each.title}" for each in events)
    height = LINE_AT + 78
    parts = [open_svg(WIDTH, height, title=title, description=f"{told}.", prefix="calendar")]
    parts.append(f'<path d="M{number(SIDE - 20)},{LINE_AT}H{number(WIDTH - SIDE + 20)}" stroke="{LINE}" stroke-width="2"/>')
    parts += [_period(each, x, today) for each in events if each.kind is EventKind.ACTION_PERIOD]
    parts.append(_today(x(today), height))
    parts += [_call(x(each.starts_on)) for each in events if each.kind is EventKind.CALL]
    parts += _sessions([each for each in events if each.kind is EventKind.LEARNING_SESSION], x, today)
    return Markup("".join(parts) + "</svg>")  # noqa: S704  every word of it was escaped by text()


def _period(event: CollaborativeEvent, x: Callable[[dt.date], float], today: dt.date) -> str:
    left, right = x(event.starts_on), x(event.ends_on)
    top = LINE_AT - BAR / 2
    fill = "#d8dde0" if event.ends_on < today else "#cfe3f5"
    box = (
        f'<rect x="{number(left)}" y="{number(top)}" width="{number(max(right - left, 4))}" height="{number(BAR)}"'
        f' fill="{fill}" stroke="{LINE}"/>'
    )
    if text_width(event.title, SIZE) + 40 > right - left:
        return box
    return box + text((left + right) / 2, LINE_AT + 46, event.title, size=SIZE, fill=INK, anchor="middle", halo=PAPER)


def _sessions(events: Sequence[CollaborativeEvent], x: Callable[[dt.date], float], today: dt.date) -> list[str]:
    """Circles with their words above: full once they are over. Near neighbours stand on two levels."""
    parts, before, raised = [], -1000.0, False
    for event in events:
        at = x(event.starts_on)
        wide = max(text_width(event.title, SIZE), 90.0)
        raised = not raised and at - before < wide + 16
        before = at
        base = LINE_AT - BAR / 2 - (46 if raised else 10)
        fill = IMPROVEMENT.edge if event.ends_on < today else PAPER
        parts.append(f'<path d="M{number(at)},{number(base + 4)}V{LINE_AT}" stroke="{RULE}"/>')
        parts.append(text(at, base - 16, event.title, size=SIZE, fill=INK, anchor="middle", weight="bold", halo=PAPER))
        parts.append(text(at, base, day_words(event.starts_on), size=SIZE - 1, fill=LINE, anchor="middle", halo=PAPER))
        parts.append(
            f'<circle cx="{number(at)}" cy="{LINE_AT}" r="{_RADIUS}" fill="{fill}" stroke="{IMPROVEMENT.edge}"'
            ' stroke-width="3"/>'
        )
    return parts


def _call(at: float) -> str:
    r = 7
    points = f"M{number(at)},{LINE_AT - r}L{number(at + r)},{LINE_AT}L{number(at)},{LINE_AT + r}L{number(at - r)},{LINE_AT}Z"
    return f'<path d="{points}" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'


def _today(at: float, height: float) -> str:
    dashes = f'<path d="M{number(at)},{LINE_AT - 20}V{number(height - 18)}" stroke="{INK}" stroke-dasharray="5 4"/>'
    return dashes + text(at, height - 4, "Today", size=SIZE - 1, fill=QUIET, anchor="middle", weight="bold", halo=PAPER)
