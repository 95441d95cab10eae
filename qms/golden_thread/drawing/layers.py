"""What lies inside the plot: the band between the limits, the lines, the points."""

from __future__ import annotations

from qms.golden_thread.drawing.dates import point_words
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.marks import is_special, mark
from qms.golden_thread.drawing.markup import number, path_data
from qms.golden_thread.drawing.numbers import Writer
from qms.golden_thread.drawing.palette import BAND, INK, LINE, QUIET, RULE
from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.remarks import verdict
from qms.golden_thread.drawing.steps import stepped_lines, value_runs
from qms.golden_thread.drawing.style import Style


def draw_band(picture: Picture, frame: Frame) -> str:
    """The range that common causes explain, as a faint band; nothing unless both limits exist."""
    uppers, lowers = stepped_lines(picture, "upper"), stepped_lines(picture, "lower")
    if len(uppers) != len(lowers):
        return ""
    paths = "".join(
        path_data(frame.line(upper) + frame.line(lower)[::-1]) + "Z" for upper, lower in zip(uppers, lowers, strict=True)
    )
    return f'<path d="{paths}" fill="{BAND}"/>' if paths else ""


def draw_lines(picture: Picture, frame: Frame, style: Style) -> str:
    """Limits dashed, centre solid, target in dots and dashes, boundaries of phases dotted."""
    return (
        _stroke(picture, frame, "lower", QUIET, style.rule, dashes="6 4")
        + _stroke(picture, frame, "upper", QUIET, style.rule, dashes="6 4")
        + _stroke(picture, frame, "centre", INK, style.rule)
        + _stroke(picture, frame, "target", INK, style.line, dashes="9 3 2 3")
    )


def draw_data(picture: Picture, frame: Frame, style: Style) -> str:
    """The line through the values, with its gaps."""
    paths = "".join(
        path_data([(frame.x(picture.x[i]), frame.y(picture.points[i].value or 0.0)) for i in run])
        for run in value_runs(picture)
        if len(run) > 1
    )
    if not paths:
        return ""
    return f'<path d="{paths}" fill="none" stroke="{LINE}" stroke-width="{style.line}" stroke-linejoin="round"/>'


def draw_points(picture: Picture, frame: Frame, style: Style, write: Writer) -> str:
    """The marks: special causes lie on top; where points are crowded, common causes have no mark."""
    words = point_words(picture)
    spacing = (frame.right - frame.left) / max(len(picture.points), 1)
    roomy = style.radius * (1.4 if spacing > 60 else 1)
    radius = min(roomy, max(spacing * 0.36, 1.6))
    alone = {run[0] for run in value_runs(picture) if len(run) == 1}
    quiet: list[str] = []
    loud: list[str] = []
    for position, point in enumerate(picture.points):
        if point.value is None:
            continue
        noticed = is_special(point.type) or point.excluded
        if spacing < 3.2 and not noticed and position not in alone:
            continue
        why = verdict(point, picture.kind)
        said = f"{words[position]}: {write(point.value)}" + (f". {why}" if why else "")
        x, y = frame.x(picture.x[position]), frame.y(point.value)
        drawn = mark(x, y, radius, point.type, excluded=point.excluded, title=said)
        (loud if noticed else quiet).append(drawn)
    return "".join(quiet + loud)


def draw_phase_lines(picture: Picture, frame: Frame, top: float) -> str:
    """A dotted upright before the first point of every later phase, from `top` down."""
    places = [phase_boundary(picture, frame, start) for start in picture.phases[1:]]
    if not places:
        return ""
    path = "".join(f"M{number(x)},{number(top)}V{number(frame.bottom)}" for x in places)
    return f'<path d="{path}" fill="none" stroke="{RULE}" stroke-width="1.2" stroke-dasharray="1.5 3"/>'


def phase_boundary(picture: Picture, frame: Frame, start: int) -> float:
    """The pixel half-way between a phase's first point and the point before."""
    return frame.x((picture.x[start - 1] + picture.x[start]) / 2)


def _stroke(picture: Picture, frame: Frame, name: str, colour: str, width: float, *, dashes: str = "") -> str:
    paths = "".join(path_data(frame.line(line)) for line in stepped_lines(picture, name))
    if not paths:
        return ""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{paths}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
