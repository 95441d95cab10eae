"""What lies inside the plot: the band between the limits, the lines, the points."""

from __future__ import annotations

from collections.abc import Sequence

from qms.golden_thread.drawing.dates import point_words
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.key import EXCLUDED
from qms.golden_thread.drawing.marks import mark
from qms.golden_thread.drawing.markup import number, path_data, text, text_width
from qms.golden_thread.drawing.numbers import NumberFormat, Writer
from qms.golden_thread.drawing.palette import BAND, INK, LINE, PAPER, QUIET, RULE
from qms.golden_thread.drawing.picture import Picture
from qms.golden_thread.drawing.remarks import verdict
from qms.golden_thread.drawing.shared_scale import Scale
from qms.golden_thread.drawing.steps import edges, plateaus, stepped_lines, value_runs
from qms.golden_thread.drawing.style import Style
from qms.golden_thread.drawing.thinning import CROWDED, apart

BASELINE_WORDS = "Limits rest on these points"

_CROWD = 1.6  # pixels from point to point below which marks cover each other
_APART = 3.0  # pixels between crowded marks of one kind


def draw_band(picture: Picture, frame: Frame) -> str:
    """The range that common causes explain, as a faint band; nothing unless both limits exist."""
    uppers, lowers = stepped_lines(picture, "band-upper"), stepped_lines(picture, "band-lower")
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
    """The line through the values, with its gaps; two of them where the chart has two arms."""
    columns: Sequence[Sequence[float | None]] = picture.arms or (picture.column("value"),)
    crowded = len(picture.points) >= CROWDED
    colour, width = (RULE, 0.8) if crowded else (LINE, style.line)
    paths = "".join(
        path_data(frame.line([(picture.x[i], levels[i] or 0.0) for i in run]))
        for levels in columns
        for run in value_runs(picture)
        if len(run) > 1
    )
    if not paths:
        return ""
    return f'<path d="{paths}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>'


def draw_points(picture: Picture, frame: Frame, style: Style, write: Writer) -> str:
    """The marks: special causes lie on top; where points are crowded, common causes have no mark."""
    words = point_words(picture)
    spacing = (frame.right - frame.left) / max(len(picture.points), 1)
    roomy = style.radius * (1.4 if spacing > 60 else 1)
    radius = min(roomy, max(spacing * 0.36, 1.6))
    alone = {run[0] for run in value_runs(picture) if len(run) == 1}
    quiet: list[str] = []
    loud: list[str] = []
    for position in _drawn(picture, frame, spacing, alone):
        point = picture.points[position]
        value = point.value or 0.0
        noticed = bool(point.mark) or point.excluded
        why = verdict(point, picture.kind)
        said = f"{words[position]}: {write(value)}" + (f". {why}" if why else "") if spacing >= _CROWD else ""
        x, y = frame.x(picture.x[position]), frame.y(value)
        drawn = mark(x, y, radius, point.mark, excluded=point.excluded, title=said)
        (loud if noticed else quiet).append(drawn)
    return "".join(quiet + loud)


def _drawn(picture: Picture, frame: Frame, spacing: float, alone: set[int]) -> list[int]:
    """Positions of the points that have a mark: every one where there is room; of crowded special causes of one kind those
    that do not cover each other."""
    known = [i for i, point in enumerate(picture.points) if point.value is not None]
    if spacing >= 3.2 and picture.arms is None:
        return known
    noticed = [i for i in known if picture.points[i].mark or picture.points[i].excluded]
    if spacing < _CROWD:
        by_mark: dict[str, list[int]] = {}
        for i in noticed:
            by_mark.setdefault(EXCLUDED if picture.points[i].excluded else picture.points[i].mark, []).append(i)
        noticed = []
        for members in by_mark.values():
            places = [(frame.x(picture.x[i]), frame.y(picture.points[i].value or 0.0)) for i in members]
            noticed += [members[place] for place in apart(places, _APART)]
    return sorted({*noticed, *(alone if len(known) < CROWDED else ())})


def draw_baseline(picture: Picture, frame: Frame, style: Style) -> str:
    """A bracket below the points that the limits rest on, where they are not all."""
    if picture.baseline is None:
        return ""
    bounds = edges(picture.x)
    start, end = frame.x(bounds[picture.baseline[0]]), frame.x(bounds[picture.baseline[1] + 1])
    low = frame.bottom - 3
    path = f"M{number(start)},{number(low - 6)}V{number(low)}H{number(end)}V{number(low - 6)}"
    bracket = f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.6"/>'
    fits = style.key and text_width(BASELINE_WORDS, style.font) < frame.right - start
    return bracket + (text(start + 6, low - 6, BASELINE_WORDS, size=style.font * 0.87, fill=INK, halo=PAPER) if fits else "")


def draw_target_steps(picture: Picture, frame: Frame, style: Style, write: Writer) -> str:
    """The earlier levels of a target that changed, each in words above its own stretch of line where there is room."""
    return "".join(
        text(frame.x(start) + 3, frame.y(level) - 5, words, size=style.font * 0.87, fill=INK, halo=PAPER)
        for start, _, level, words in target_steps(picture, write)
        if style.key and frame.x(start) + text_width(words, style.font) < frame.right
    )


def target_steps(picture: Picture, write: Writer) -> list[tuple[float, float, float, str]]:
    """(start, end, level, words) of every stretch of the target but the last, which is named at the edge."""
    stated = write.as_stated if isinstance(write, NumberFormat) else write
    return [(start, end, level, f"Target {stated(level)}") for start, end, level in plateaus(picture)[:-1]]


def draw_phase_lines(picture: Picture, frame: Frame, top: float) -> str:
    """A dotted upright before the first point of every later phase, from `top` down."""
    places = [phase_boundary(picture, frame, start) for start in picture.phases[1:]]
    if not places:
        return ""
    path = "".join(f"M{number(x)},{number(top)}V{number(frame.bottom)}" for x in places)
    return f'<path d="{path}" fill="none" stroke="{RULE}" stroke-width="1.2" stroke-dasharray="1.5 3"/>'


def draw_since(scale: Scale | None, frame: Frame) -> str:
    """An upright with a pennant at the day that the charts of one scale mark; nothing where none is, or outside the plot."""
    if scale is None or scale.since is None or scale.x_range is None:
        return ""
    at = float(scale.since.toordinal())
    if not frame.x_range[0] <= at <= frame.x_range[1]:
        return ""
    x, top = frame.x(at), frame.top - 4
    upright = f'<path d="M{number(x)},{number(top)}V{number(frame.bottom)}" stroke="{INK}" stroke-width="1.2"/>'
    return f'{upright}<path d="M{number(x)},{number(top)}l8,4l-8,4Z" fill="{INK}"/>'


def phase_boundary(picture: Picture, frame: Frame, start: int) -> float:
    """The pixel half-way between a phase's first point and the point before."""
    return frame.x((picture.x[start - 1] + picture.x[start]) / 2)


def _stroke(picture: Picture, frame: Frame, name: str, colour: str, width: float, *, dashes: str = "") -> str:
    paths = "".join(path_data(frame.line(line)) for line in stepped_lines(picture, name))
    if not paths:
        return ""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{paths}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
