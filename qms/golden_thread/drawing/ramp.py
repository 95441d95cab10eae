"""Ramps of tests (plan, do, study, act) as a drawing: a lane for each change idea, in which every test stands a little higher
than the one that it came from."""

from __future__ import annotations

from collections.abc import Sequence

from qms.golden_thread.drawing.markup import clean, number, text
from qms.golden_thread.drawing.palette import GRID, INK, PAPER, QUIET, RULE
from qms.golden_thread.drawing.ramp_phone import phone_svg
from qms.golden_thread.drawing.ramp_steps import ACCENT, Lane, Place, Step, cut, linked, opening, places, state_line, wheel

WIDTH, BETWEEN = 224.0, 30.0  # of a test's box, and from one to the next
RISE = 12.0  # how much higher the next one stands
GAP = 16.0  # between rows
PAD, RADIUS, SIZE, STEP = 10.0, 17.0, 14.0, 18.0
BESIDE = PAD + 2 * RADIUS + 18  # where the words of a box begin
LINES = 3
HEAD, EDGE = 34.0, 8.0


def ramp_svg(lanes: Sequence[Lane], *, title: str, description: str = "", phone: bool = False, prefix: str = "ramp") -> str:
    """The SVG of the lanes, as wide as the longest ramp asks for; `phone` sets them below each other for a telephone. Ids
    start with `prefix`. A lane's idea may be empty: then it has no heading."""
    if phone:
        return phone_svg(lanes, title=title, description=description, prefix=prefix)
    parts, top, width = [], EDGE, WIDTH
    for lane in lanes:
        drawn, height, reach = _lane(lane, top)
        parts.append(drawn)
        top, width = top + height, max(width, reach)
    return opening(width + 2 * EDGE, top, title, description, prefix) + "".join(parts) + "</svg>"


def _lane(lane: Lane, top: float) -> tuple[str, float, float]:
    """The drawing, its height, and how far it reaches to the right."""
    placed = places(lane.steps)
    if not placed:
        return "", 0.0, 0.0
    deepest = max(place.depth for place in placed)
    reach = (deepest + 1) * (WIDTH + BETWEEN) - BETWEEN
    heading = _heading(lane.idea, top, max(reach, 3 * WIDTH)) if lane.idea else ""
    head = HEAD if lane.idea else 0.0
    words = {place.step.key: cut(place.step.words, WIDTH - BESIDE - PAD, SIZE, LINES) for place in placed}
    box = 2 * PAD + max(len(lines) for lines in words.values()) * STEP + 2 * STEP - 2
    corners = {
        place.step.key: (
            EDGE + place.depth * (WIDTH + BETWEEN),
            top + head + place.row * (box + GAP) + (deepest - place.depth) * RISE,
        )
        for place in placed
    }
    links = "".join(_link(place, corners, box) for place in placed)
    boxes = "".join(_box(place.step, words[place.step.key], corners[place.step.key], box) for place in placed)
    rows = max(place.row for place in placed) + 1
    return heading + links + boxes, head + rows * (box + GAP) + deepest * RISE + GAP, reach


def _heading(idea: str, top: float, room: float) -> str:
    words = cut(idea, room, 15, 1)[0]
    name = f"<g><title>{clean(idea)}</title>{text(EDGE, top + 15, words, size=15, fill=INK, weight='bold')}</g>"
    return f'{name}<path d="M{number(EDGE)},{number(top + 23)}h{number(room)}" stroke="{GRID}" stroke-width="1"/>'


def _link(place: Place, corners: dict[int, tuple[float, float]], box: float) -> str:
    start = corners.get(place.step.follows or 0)
    if start is None or place.depth == 0:
        return ""
    x, y = start[0] + WIDTH, start[1] + box / 2
    to_x, to_y = corners[place.step.key][0], corners[place.step.key][1] + box / 2
    half = number((x + to_x) / 2)
    curve = f"M{number(x)},{number(y)}C{half},{number(y)} {half},{number(to_y)} {number(to_x - 5)},{number(to_y)}"
    arrow = f"M{number(to_x - 7)},{number(to_y - 4.5)}l6,4.5l-6,4.5z"
    return f'<path d="{curve}" fill="none" stroke="{RULE}" stroke-width="1.8"/><path d="{arrow}" fill="{RULE}"/>'


def _box(step: Step, lines: list[str], corner: tuple[float, float], height: float) -> str:
    x, y = corner
    going = step.sign in {"running", "overdue"}
    edge, stroke = (ACCENT, 2.2) if going else (RULE, 1.2)
    frame = (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(WIDTH)}" height="{number(height)}" rx="6" fill="{PAPER}"'
        f' stroke="{edge}" stroke-width="{number(stroke)}"/>'
    )
    left, baseline = x + BESIDE, y + PAD + SIZE * 0.86
    words = [text(left, baseline + i * STEP, line, size=SIZE, fill=INK) for i, line in enumerate(lines)]
    below = baseline + len(lines) * STEP + 3
    said = state_line(left, below, step, 13) + text(left, below + STEP - 1, step.when, size=13, fill=QUIET)
    return linked(frame + wheel(x + PAD + RADIUS + 4, y + PAD + RADIUS + 6, RADIUS, step) + "".join(words) + said, step)


__all__ = ["Lane", "Place", "Step", "places", "ramp_svg"]
