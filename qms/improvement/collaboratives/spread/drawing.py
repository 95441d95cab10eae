"""The spread of one idea drawn: how many teams use it as a step line, and below it every team's way on the same days."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from qms.golden_thread.drawing.markup import number, open_svg, path_data, text, wrapped
from qms.golden_thread.drawing.palette import GRID, IMPROVEMENT, INK, LINE, PAPER, QUIET, RULE
from qms.golden_thread.drawing.timeline_places import month_ticks
from qms.improvement.collaboratives.spread.tracing import Standing, Trace, steps_of
from qms.improvement.pdsa.models import Decision

STEPS = 92.0  # height of the panel of the step line
CROSS = 5.0


@dataclass(frozen=True)
class Layout:
    """The sizes for a page or a phone: on a phone a team's name stands above its line."""

    width: float
    left: float
    row: float
    font: float
    above: bool

    def line_at(self, top: float) -> float:
        """Where the line of the row that begins at `top` lies."""
        return top + (self.row - 12 if self.above else self.row / 2)


PAGE = Layout(width=920, left=210, row=34, font=15, above=False)
PHONE = Layout(width=358, left=14, row=48, font=16, above=True)
RIGHT = 22.0


@dataclass(frozen=True)
class Days:
    """The days that are drawn, and where they lie."""

    first: dt.date
    last: dt.date
    today: dt.date
    layout: Layout

    def x(self, day: dt.date) -> float:
        """The pixel of a day; days outside lie on the edge."""
        inside = min(max(day, self.first), self.last)
        return self.layout.left + (inside - self.first).days / max((self.last - self.first).days, 1) * self.plot

    @property
    def plot(self) -> float:
        """How wide the days are together, in pixels."""
        return self.layout.width - self.layout.left - RIGHT


def spread_svg(
    rows: Sequence[tuple[str, Trace]], *, of: int, since: dt.date, today: dt.date, title: str, told: str, phone: bool = False
) -> Markup:
    """The drawing of teams (name and trace, in their order) since the programme began; `of` is how many teams there are,
    `told` the same in words. Empty without rows."""
    if not rows:
        return Markup("")
    layout = PHONE if phone else PAGE
    known = [each.starts_on for _, trace in rows for each in trace.tests]
    known += [trace.in_use_since for _, trace in rows if trace.in_use_since]
    days = Days(min([since, *known]), max([today, *known]), today, layout)
    top = STEPS + 40
    bottom = top + layout.row * len(rows)
    prefix = "spread-phone" if phone else "spread"
    parts = [open_svg(layout.width, bottom + 30, title=title, description=told, prefix=prefix)]
    parts += _grid(days, bottom)
    parts += _steps([trace for _, trace in rows], of, days)
    for at, (name, trace) in enumerate(rows):
        parts += _row(name, trace, top + at * layout.row, days)
    return Markup("".join(parts) + "</svg>")  # noqa: S704  every word of it was escaped by text()


def small_steps(traces: Sequence[Trace], *, of: int, since: dt.date, today: dt.date, title: str) -> Markup:
    """The step line alone, for a list of ideas: as high as there are teams, from the start to today."""
    days = Days(since, max(today, since + dt.timedelta(days=1)), today, Layout(190, 4, 0, 12, above=False))
    line = _stepped(traces, days, lambda using: 38 - using / max(of, 1) * 32)
    end = line[-1]
    parts = [
        open_svg(190, 44, title=title),
        f'<path d="M4,38H168M4,6H168" stroke="{GRID}"/>',
        f'<path d="{path_data(line)}" fill="none" stroke="{IMPROVEMENT.edge}" stroke-width="2.5" stroke-linejoin="round"/>',
        f'<circle cx="{number(end[0])}" cy="{number(end[1])}" r="4" fill="{IMPROVEMENT.edge}"/>',
    ]
    return Markup("".join(parts) + "</svg>")  # noqa: S704  numbers and an escaped title


def _grid(days: Days, bottom: float) -> list[str]:
    parts = []
    for day, words in month_ticks(days.first, days.last, days.x):
        x = days.x(day)
        parts.append(f'<path d="M{number(x)},24V{number(bottom)}" stroke="{GRID}"/>')
        parts.append(text(x, bottom + 20, words, size=days.layout.font - 1, fill=QUIET, anchor="middle"))
    x = days.x(days.today)
    parts.append(f'<path d="M{number(x)},24V{number(bottom)}" stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 4"/>')
    return parts


def _steps(traces: Sequence[Trace], of: int, days: Days) -> list[str]:
    """How many teams use it: up to all of them, with the number at the end."""
    base, left, right = STEPS + 24, days.layout.left, days.layout.width - RIGHT

    def y(using: float) -> float:
        return base - using / max(of, 1) * (STEPS - 18)

    line = _stepped(traces, days, y)
    using = sum(trace.is_used_on(days.today) for trace in traces)
    said = f"{using} of {of} teams use it"
    parts = [
        f'<path d="M{number(left)},{number(base)}H{number(right)}" stroke="{RULE}"/>',
        f'<path d="M{number(left)},{number(y(of))}H{number(right)}" stroke="{GRID}"/>',
        f'<path d="{path_data(line)}" fill="none" stroke="{IMPROVEMENT.edge}" stroke-width="3" stroke-linejoin="round"/>',
        f'<circle cx="{number(line[-1][0])}" cy="{number(line[-1][1])}" r="5" fill="{IMPROVEMENT.edge}"/>',
        text(left, 17, said, size=days.layout.font, fill=INK, weight="bold", halo=PAPER),
    ]
    if not days.layout.above:
        parts.append(text(left - 10, y(of) + 5, f"all {of}", size=14, fill=QUIET, anchor="end"))
        parts.append(text(left - 10, base + 2, "0", size=14, fill=QUIET, anchor="end"))
    return parts


def _stepped(traces: Sequence[Trace], days: Days, y: Callable[[float], float]) -> list[tuple[float, float]]:
    line = [(days.x(days.first), y(0))]
    for day, using in steps_of(traces):
        if day > days.today:
            break
        line += [(days.x(day), line[-1][1]), (days.x(day), y(using))]
    return [*line, (days.x(days.today), line[-1][1])]


def _row(name: str, trace: Trace, top: float, days: Days) -> list[str]:
    layout = days.layout
    at = layout.line_at(top)
    right = layout.width - RIGHT
    parts = [f'<path d="M{number(layout.left)},{number(at)}H{number(right)}" stroke="{GRID}"/>']
    if layout.above:
        parts.append(text(layout.left, top + 18, name, size=layout.font, fill=INK, halo=PAPER))
    else:
        parts.append(text(layout.left - 10, at + 5, _short(name, layout), size=layout.font, fill=INK, anchor="end"))
    until = trace.used_until or max(days.today, trace.used_from or days.today)
    if trace.first_test and trace.first_test <= days.today:
        given_up = trace.abandoned_on if trace.standing(days.today) is Standing.ABANDONED else None
        end = trace.used_from or given_up or days.today
        parts.append(_line(days.x(trace.first_test), days.x(max(end, trace.first_test)), at, LINE, 2))
    if trace.used_from:
        parts.append(_line(days.x(trace.used_from), days.x(until), at, IMPROVEMENT.edge, 7))
    for each in trace.tests:
        parts.append(_ring(days.x(each.starts_on), at))
    parts += _ends(trace, at, days)
    return parts


def _ends(trace: Trace, at: float, days: Days) -> list[str]:
    parts = [
        _cross(days.x(each.decided_on), at) for each in trace.tests if each.decision is Decision.ABANDON and each.decided_on
    ]
    if trace.in_use_since:
        x = days.x(trace.in_use_since)
        parts.append(f'<rect x="{number(x - 7)}" y="{number(at - 7)}" width="14" height="14" fill="{IMPROVEMENT.edge}"/>')
    if trace.adopted_on:
        x = days.x(trace.adopted_on)
        tick = f"M{number(x - 4)},{number(at)}l3,3l5,-6"
        parts.append(f'<circle cx="{number(x)}" cy="{number(at)}" r="9" fill="{IMPROVEMENT.edge}"/>')
        parts.append(f'<path d="{tick}" fill="none" stroke="{PAPER}" stroke-width="2.2"/>')
    return parts


def _line(start: float, end: float, at: float, colour: str, width: float) -> str:
    return f'<path d="M{number(start)},{number(at)}H{number(end)}" stroke="{colour}" stroke-width="{number(width)}"/>'


def _ring(x: float, at: float) -> str:
    return f'<circle cx="{number(x)}" cy="{number(at)}" r="4.5" fill="{PAPER}" stroke="{LINE}" stroke-width="2"/>'


def _cross(x: float, at: float) -> str:
    arms = f"M{number(x - CROSS)},{number(at - CROSS)}l10,10m0,-10l-10,10"
    return f'<path d="{arms}" stroke="{PAPER}" stroke-width="6"/><path d="{arms}" stroke="{INK}" stroke-width="3"/>'


def _short(name: str, layout: Layout) -> str:
    first, *more = wrapped(name, layout.left - 24, layout.font)
    return f"{first}…" if more else first
