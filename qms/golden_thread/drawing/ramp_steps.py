"""What the drawings of a ramp of tests share: the steps and their places, the wheel of plan, do, study and act, the signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from qms.golden_thread.drawing.markup import clean, number, text, text_width, wrapped
from qms.golden_thread.drawing.palette import CONCERN, FONT, GRID, IMPROVEMENT, INK, LINE, PAPER, QUIET

ACCENT = "#005eb8"


@dataclass(frozen=True, slots=True)
class Step:
    """One test. `sign` is "adopt", "adapt", "abandon", "running", "planned" or "overdue"; `quarters` say which of plan, do,
    study and act are written down; `follows` is the key of the test that this one came from."""

    key: int
    number: int
    words: str
    state: str
    sign: str
    when: str = ""
    quarters: tuple[bool, bool, bool, bool] = (True, False, False, False)
    href: str = ""
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """The tests of one change idea, whose name may be empty."""

    idea: str
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands: how many stand before it on its way, its row within the lane, and its row within its tree."""

    step: Step
    depth: int
    row: int
    branch: int


def places(steps: Sequence[Step]) -> list[Place]:
    """The steps in reading order: each is followed by the first that came from it, in the same row; others that came from it
    begin rows of their own. A step that follows none of these begins a tree."""
    known = {step.key for step in steps}
    following: dict[int | None, list[Step]] = {}
    for step in steps:
        following.setdefault(step.follows if step.follows in known else None, []).append(step)
    found: list[Place] = []
    rows = 0
    for root in following.get(None, []):
        top = rows
        waiting: list[tuple[Step, int, int | None]] = [(root, 0, None)]
        while waiting:
            step, depth, row = waiting.pop()
            if row is None:
                row, rows = rows, rows + 1
            found.append(Place(step, depth, row, row - top))
            children = following.get(step.key, [])
            waiting += [(each, depth + 1, None) for each in reversed(children[1:])]
            waiting += [(each, depth + 1, row) for each in children[:1]]
    return found


def opening(width: float, height: float, title: str, description: str, prefix: str) -> str:
    """The opening tag of the drawing."""
    w, h, base = number(width), number(height), clean(prefix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img"'
        f' font-family="{FONT}" aria-labelledby="{base}-title" aria-describedby="{base}-desc">'
        f'<title id="{base}-title">{clean(title)}</title><desc id="{base}-desc">{clean(description)}</desc>'
    )


def linked(body: str, step: Step) -> str:
    """The step's drawing, as a link where it has an address: for the mouse and the finger, as the list beside the drawing has
    the same links for keys and screen readers. Its name says everything that is drawn."""
    named = f"<title>{clean(f'Cycle {step.number}: {step.words} {step.state}')}</title>{body}"
    return f'<a href="{clean(step.href)}" tabindex="-1">{named}</a>' if step.href else f"<g>{named}</g>"


def cut(words: str, width: float, size: float, most: int) -> list[str]:
    """The words in at most so many lines; what does not fit is cut with an ellipsis."""
    lines = [_fitting(each, width, size) for each in wrapped(words, width, size)]
    return lines if len(lines) <= most else [*lines[: most - 1], _fitting(f"{lines[most - 1]} …", width, size)]


def _fitting(line: str, width: float, size: float) -> str:
    if text_width(line, size) <= width:
        return line
    line = line.removesuffix(" …")
    while line and text_width(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def wheel(x: float, y: float, radius: float, step: Step) -> str:
    """The step's number in a ring of four quarters, clockwise from the upper right: plan, do, study, act; those that are
    written down are filled."""
    stroke = radius * 0.4
    arcs = "".join(
        f'<path d="{_quarter(x, y, radius, place)}" fill="none" stroke="{ACCENT if done else GRID}"'
        f' stroke-width="{number(stroke)}"/>'
        for place, done in enumerate(step.quarters)
    )
    size = radius * 0.86
    label = text(x, y + size * 0.36, step.number, size=size, fill=INK, anchor="middle", weight="bold")
    inside = f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius + stroke / 2)}" fill="{PAPER}"/>'
    return inside + arcs + label


def _quarter(x: float, y: float, radius: float, place: int) -> str:
    gap = 0.09
    start, end = (place - 1) * pi / 2 + gap, place * pi / 2 - gap
    ends = [f"{x + radius * cos(angle):.1f},{y + radius * sin(angle):.1f}" for angle in (start, end)]
    return f"M{ends[0]}A{number(radius)},{number(radius)} 0 0 1 {ends[1]}"


SIGNS = {
    "adopt": (IMPROVEMENT.edge, "M1.5,6.5L4.8,10L10.8,2.5"),  # a tick
    "adapt": (LINE, "M1.5,10.5L9.5,2.5M4,2.5H9.5V8"),  # an arrow onwards and upwards
    "abandon": (QUIET, "M2.2,2.2L9.8,9.8M9.8,2.2L2.2,9.8"),  # a cross
    "running": (ACCENT, "M3,1.8L10,6L3,10.2Z"),  # a triangle
    "planned": (QUIET, "M6,1.5A4.5,4.5 0 1 1 5.9,1.5Z"),  # a circle
    "overdue": (CONCERN.edge, "M6,1.2A4.8,4.8 0 1 1 5.9,1.2ZM6,3.2V6L8,7.6"),  # a clock
}


def state_line(left: float, baseline: float, step: Step, size: float) -> str:
    """The state's sign and word."""
    colour, path = SIGNS[step.sign]
    drawn = (
        f'<path transform="translate({number(left)} {number(baseline - 10.5)})" d="{path}" fill="none" stroke="{colour}"'
        f' stroke-width="2" stroke-linejoin="round"/>'
    )
    return drawn + text(left + 18, baseline, step.state, size=size, fill=colour, weight="bold")
