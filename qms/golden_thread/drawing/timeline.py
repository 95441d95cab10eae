"""Milestones on a line of time, with today; for a phone, the same as a list down the page.

On a page the line runs to scale from the first mark to the last, words above and below it in as many rows as they need. On
a phone the marks stand one below the other, evenly, with today between them. Stretches of time, such as stages, stand in
lanes below the line, and on a phone among the marks by their first days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qms.golden_thread.drawing.dates import day_words
from qms.golden_thread.drawing.markup import number, open_svg, text, wrapped
from qms.golden_thread.drawing.palette import CONCERN, IMPROVEMENT, INK, LINE, PAPER, QUIET, RULE
from qms.golden_thread.drawing.timeline_places import Place, month_ticks, places
from qms.golden_thread.drawing.timeline_spans import TimelineSpan, dot, lanes

WIDTH, PHONE_WIDTH = 920, 358
PHONE_BELOW = 560  # pixels of width under which the marks stand one below the other
SIDE = 80  # room left and right, for half of a mark's words
WORDS_WIDE, LINES = 158, 3
FONT, LINE_HEIGHT = 14, 17
_RADIUS = 7


class MarkState(StrEnum):
    """What has become of a milestone; `END` is the project's own start or end."""

    REACHED = "reached"
    AHEAD = "ahead"
    LATE = "late"
    END = "end"


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A dated mark. `when` says what the date means ("Reached 3 Oct 2026"), so that the shape never speaks alone."""

    on: date
    words: str
    when: str
    state: MarkState


@dataclass(frozen=True, slots=True)
class _Dated:
    """What a timeline shows; the marks in order."""

    marks: Sequence[TimelineMark]
    spans: Sequence[TimelineSpan]
    today: date


def timeline_svg(
    marks: Sequence[TimelineMark],
    *,
    today: date,
    title: str,
    spans: Sequence[TimelineSpan] = (),
    width: int = WIDTH,
    id_prefix: str = "timeline",
) -> str:
    """The SVG of the marks and spans (any order) with today's line; under 560 pixels wide it is set for a phone.

    Raises ValueError without any mark: there is no time to draw."""
    if not marks:
        raise ValueError("A timeline needs a mark at least.")
    dated = _Dated(sorted(marks, key=lambda mark: mark.on), spans, today)
    draw = _down_the_page if width < PHONE_BELOW else _across
    return draw(dated, title, width, id_prefix)


def _across(dated: _Dated, title: str, width: int, prefix: str) -> str:
    marks, spans, today = dated.marks, dated.spans, dated.today
    first = min([marks[0].on, today, *(span.first for span in spans)])
    last = max([marks[-1].on, today, *(span.end(today) for span in spans)])
    days = max((last - first).days, 1)

    def x_of(day: date) -> float:
        return SIDE + (day - first).days / days * (width - 2 * SIDE)

    blocks = [_block(mark) for mark in marks]
    found = places([x_of(mark.on) for mark in marks], WORDS_WIDE, 2.0, width - 2.0)
    above = max((place.row for place in found if place.above), default=0)
    below = max((place.row for place in found if not place.above), default=0)
    row = LINE_HEIGHT * max(map(len, blocks)) + 12
    line = 30 + above * row
    stretches, height = lanes(spans, today, x_of, line + 40 + below * row, width - 2.0)
    height -= 0 if spans else 6
    parts = [open_svg(width, height, title=title, description=_told(marks, spans), prefix=prefix)]
    parts.append(f'<path d="M{SIDE - 20},{line}H{width - SIDE + 20}" stroke="{LINE}" stroke-width="3"/>')
    parts.append(_today(x_of(today), line, height))
    parts.append(stretches)
    for mark, block, place in zip(marks, blocks, found, strict=True):
        parts.append(_label(x_of(mark.on), line, row, block, place))
    for day, words in month_ticks(first, last, x_of):
        x = x_of(day)
        parts.append(f'<path d="M{number(x)},{number(line - 5)}V{number(line + 5)}" stroke="{QUIET}"/>')
        parts.append(text(x, line + 22, words, size=12, fill=QUIET, anchor="middle", halo=PAPER))
    parts += [_shape(x_of(mark.on), line, mark.state) for mark in marks]
    return f"{''.join(parts)}</svg>"


def _label(x: float, line: float, row: float, block: list[str], place: Place) -> str:
    """The leader from the line to the words, and the words; the date comes first and is quieter."""
    if place.above:
        bottom = line - 16 - (place.row - 1) * row
        top = bottom - len(block) * LINE_HEIGHT
        leader = f"M{number(x)},{number(line)}V{number(bottom + 3)}"
    else:
        top = line + 30 + (place.row - 1) * row
        leader = f"M{number(x)},{number(line)}V{number(top)}"
    parts = [f'<path d="{leader}" stroke="{RULE}"/>']
    for position, words in enumerate(block):
        y = top + (position + 0.8) * LINE_HEIGHT
        fill = INK if position else LINE
        parts.append(text(place.middle, y, words, size=FONT, fill=fill, anchor="middle", halo=PAPER))
    return "".join(parts)


def _today(x: float, line: float, height: float) -> str:
    dashes = f'<path d="M{number(x)},18V{number(height - 4)}" stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 4"/>'
    return dashes + text(x, 13, "Today", size=FONT, fill=INK, anchor="middle", weight="bold", halo=PAPER)


def _down_the_page(dated: _Dated, title: str, width: int, prefix: str) -> str:
    """Marks and spans in the order of their days, with a line for today where it belongs."""
    marks, spans, today = dated.marks, dated.spans, dated.today
    x, y, size = 14.0, 8.0, 16
    body: list[str] = []
    before = True
    ordered: list[TimelineMark | TimelineSpan] = [*marks, *spans]
    for each in sorted(ordered, key=_day):
        if before and _day(each) > today:
            body.append(_today_down(today, y, width, size))
            y, before = y + 34, False
        body.append(text(x + 22, y + 16, each.when, size=size - 1, fill=LINE))
        lines = wrapped(each.words, width - x - 30, size)
        for position, words in enumerate(lines):
            body.append(text(x + 22, y + 36 + position * 20, words, size=size, fill=INK))
        shape = _shape(x, y + 11, each.state) if isinstance(each, TimelineMark) else dot(x, y + 11, goes_on=each.last is None)
        body.append(shape)
        y += 30 + len(lines) * 20 + 12
    if before:
        body.append(_today_down(today, y, width, size))
        y += 34
    spine = f'<path d="M{number(x)},12V{number(y - 14)}" stroke="{LINE}" stroke-width="2"/>'
    opened = open_svg(width, y, title=title, description=_told(marks, spans), prefix=prefix)
    return f"{opened}{spine}{''.join(body)}</svg>"


def _day(each: TimelineMark | TimelineSpan) -> date:
    return each.on if isinstance(each, TimelineMark) else each.first


def _today_down(today: date, y: float, width: int, size: int) -> str:
    words = f"Today, {day_words(today)}"
    line = f'<path d="M4,{number(y + 11)}H{width - 4}" stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 4"/>'
    return line + text(36, y + 16, words, size=size - 1, fill=INK, weight="bold", halo=PAPER)


def _shape(x: float, y: float, state: MarkState) -> str:
    """Reached: full, with a tick. Ahead: an open ring. Late: an open diamond. The project's ends: a bar."""
    cx, cy = number(x), number(y)
    if state is MarkState.END:
        return f'<rect x="{number(x - 3)}" y="{number(y - 9)}" width="6" height="18" fill="{LINE}"/>'
    if state is MarkState.LATE:
        r = _RADIUS + 2
        points = f"M{cx},{number(y - r)}L{number(x + r)},{cy}L{cx},{number(y + r)}L{number(x - r)},{cy}Z"
        return f'<path d="{points}" fill="{PAPER}" stroke="{CONCERN.edge}" stroke-width="3"/>'
    full = state is MarkState.REACHED
    fill = IMPROVEMENT.edge if full else PAPER
    ring = f'<circle cx="{cx}" cy="{cy}" r="{_RADIUS}" fill="{fill}" stroke="{IMPROVEMENT.edge}" stroke-width="3"/>'
    if not full:
        return ring
    tick = f"M{number(x - 3.5)},{number(y + 0.5)}l2.5,2.5l4.5,-5"
    return f'{ring}<path d="{tick}" fill="none" stroke="{PAPER}" stroke-width="2"/>'


def _block(mark: TimelineMark) -> list[str]:
    """The date, then the words in as few lines as they need; what does not fit ends in an ellipsis."""
    lines = wrapped(mark.words, WORDS_WIDE, FONT)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    return [mark.when, *lines]


def _told(marks: Sequence[TimelineMark], spans: Sequence[TimelineSpan]) -> str:
    """The timeline in words, for those who do not see it."""
    told = [f"{mark.when}: {mark.words}" for mark in marks] + [f"{span.when}: {span.words}" for span in spans]
    return f"{'. '.join(told)}."
