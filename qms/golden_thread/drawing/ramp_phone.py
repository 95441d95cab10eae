"""Ramps of tests for a telephone: one below the other, joined by rails; a branch has a rail of its own."""

from __future__ import annotations

from collections.abc import Sequence

from qms.golden_thread.drawing.markup import number, text
from qms.golden_thread.drawing.palette import GRID, INK, QUIET, RULE
from qms.golden_thread.drawing.ramp_steps import Lane, Place, cut, linked, opening, places, state_line, wheel

WIDTH = 332.0
RADIUS, RAIL = 14.0, 24.0  # of a wheel; from one rail to the next
RAILS = 3  # side by side; further branches share the last
SIZE, STEP, LINES = 16.0, 20.0, 3
GAP, EDGE = 16.0, 6.0


def phone_svg(lanes: Sequence[Lane], *, title: str, description: str, prefix: str) -> str:
    """The SVG of the lanes, no wider than a telephone."""
    parts, top = [], EDGE
    for lane in lanes:
        drawn, height = _lane(lane, top)
        parts.append(drawn)
        top += height
    return opening(WIDTH, top, title, description, prefix) + "".join(parts) + "</svg>"


def _lane(lane: Lane, top: float) -> tuple[str, float]:
    placed = places(lane.steps)
    if not placed:
        return "", 0.0
    heading, height = _heading(lane.idea, top)
    middles: dict[int, tuple[float, float]] = {}
    rails, steps = [], []
    left = EDGE + 2 * RADIUS + 14 + RAIL * min(max(place.branch for place in placed), RAILS - 1)
    for place in placed:
        middle = (EDGE + RADIUS + 4 + RAIL * min(place.branch, RAILS - 1), top + height + RADIUS + 4)
        middles[place.step.key] = middle
        rails.append(_rail(place, middles))
        drawn, tall = _step(place, middle, left, top + height)
        steps.append(drawn)
        height += tall
    return heading + "".join(rails) + "".join(steps), height + GAP / 2


def _heading(idea: str, top: float) -> tuple[str, float]:
    if not idea:
        return "", 0.0
    lines = cut(idea, WIDTH - 2 * EDGE, SIZE, 2)
    words = "".join(
        text(EDGE, top + SIZE + i * STEP, line, size=SIZE, fill=INK, weight="bold") for i, line in enumerate(lines)
    )
    below = len(lines) * STEP + 6
    rule = f'<path d="M{number(EDGE)},{number(top + below)}H{number(WIDTH - EDGE)}" stroke="{GRID}" stroke-width="1"/>'
    return words + rule, below + 10


def _rail(place: Place, middles: dict[int, tuple[float, float]]) -> str:
    start = middles.get(place.step.follows or 0)
    if start is None or place.depth == 0:
        return ""
    (x, y), (to_x, to_y) = start, middles[place.step.key]
    bend = (
        f"C{number(x)},{number(y + 30)} {number(to_x)},{number(y + 8)} {number(to_x)},{number(y + 36)}" if to_x != x else ""
    )
    return f'<path d="M{number(x)},{number(y)}{bend}V{number(to_y)}" fill="none" stroke="{RULE}" stroke-width="2"/>'


def _step(place: Place, middle: tuple[float, float], left: float, top: float) -> tuple[str, float]:
    """The drawing of a step, and how tall it is."""
    step = place.step
    lines = cut(step.words, WIDTH - EDGE - left, SIZE, LINES)
    baseline = top + SIZE
    words = "".join(text(left, baseline + i * STEP, line, size=SIZE, fill=INK) for i, line in enumerate(lines))
    below = baseline + len(lines) * STEP + 2
    said = state_line(left, below, step, SIZE - 1) + text(left, below + STEP, step.when, size=SIZE - 1, fill=QUIET)
    tall = max(len(lines) * STEP + 2 * STEP + 4, 2 * RADIUS + 8)
    return linked(wheel(*middle, RADIUS, step) + words + said, step), tall + GAP
