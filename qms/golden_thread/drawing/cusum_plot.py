"""The picture of sums over cases: measured, then drawn from back to front."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isnan

from qms.golden_thread.drawing import axes
from qms.golden_thread.drawing.case_axis import draw_case_axis, rows_below
from qms.golden_thread.drawing.edge_labels import EdgeLabel, draw_edge_labels, labels_width
from qms.golden_thread.drawing.frame import Frame
from qms.golden_thread.drawing.heading import draw_title
from qms.golden_thread.drawing.marks import mark
from qms.golden_thread.drawing.markup import number, open_svg, path_data, text, text_width
from qms.golden_thread.drawing.numbers import NumberFormat
from qms.golden_thread.drawing.palette import INK, LINE, QUIET, RULE
from qms.golden_thread.drawing.style import Style


@dataclass(frozen=True, slots=True)
class Level:
    """A level named at the right edge; one that is not drawn only names where a track ends."""

    value: float
    words: str
    dashed: bool = True
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class SignalMark:
    """A crossing: the position of its case, the point type that shapes its mark, and what it says."""

    position: int
    type: str
    words: str


@dataclass(frozen=True, slots=True)
class Track:
    """One line of sums (NaN at gaps), the positions where it begins, its crossings and its limits."""

    values: tuple[float, ...]
    begins: tuple[int, ...]
    marks: tuple[SignalMark, ...]
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything in the picture. above, below: what each half means. events: positions of cases with the event."""

    tracks: tuple[Track, ...]
    levels: tuple[Level, ...]
    above: str
    below: str
    noun: str
    events: tuple[int, ...]
    dates: tuple[date | None, ...] | None
    write: NumberFormat

    @property
    def length(self) -> int:
        """How many cases there are."""
        return len(self.tracks[0].values)


def draw_plot(plot: Plot, style: Style, size: tuple[int, int], *, title: str, told: str, heading: bool, prefix: str) -> str:
    """The whole SVG, `size` (width, height) in pixels."""
    width, height = size
    head, top = draw_title(title if heading else "", style, width)
    labels = [EdgeLabel(level.value, level.words, QUIET if level.drawn else INK) for level in plot.levels]
    bottom = height - rows_below(plot.dates, style)
    levels = _range(plot, (bottom - top) / style.font)
    ticks = axes.y_ticks(levels, bottom - top, style, plot.write)
    left = max((text_width(words, style.font) for _, words in ticks), default=0) + 12
    right = width - labels_width(labels, style)
    frame = Frame(left, right, top + 6, bottom, (0.5, plot.length + 0.5), levels)
    return "".join(
        (
            open_svg(width, height, title=title, description=told, prefix=prefix),
            head,
            axes.draw_y_axis(ticks, frame, style),
            _halves(plot, frame, style),
            _beginnings(plot, frame),
            _levels(plot, frame, style),
            _events(plot, frame),
            draw_case_axis(plot.length, plot.dates, plot.noun, frame, style),
            *(_track(track, frame, style) for track in plot.tracks),
            *(_marks(track, frame, style, plot.noun) for track in plot.tracks),
            draw_edge_labels(labels, frame, style),
            "</svg>",
        )
    )


def _range(plot: Plot, lines: float) -> tuple[float, float]:
    """Room for every sum and limit, for the words at the top and bottom, and for the ticks of events."""
    heights = [0.0, *(level.value for level in plot.levels)]
    heights += [value for track in plot.tracks for value in track.values if not isnan(value)]
    low, high = min(heights), max(heights)
    span = (high - low) or 1.0
    above, below = (2.0 if high > 0 or low == 0 else 0.6), (2.4 if low < 0 or plot.events else 0.6)
    unit = span / max(lines - above - below, 4.0)
    return low - below * unit, high + above * unit


def _halves(plot: Plot, frame: Frame, style: Style) -> str:
    """What up and down mean, in words inside the plot, and the line at 0."""
    low, high = frame.y_range
    zero = frame.y(0.0)
    parts = [
        f'<path d="M{number(frame.left)},{number(zero)}H{number(frame.right)}" stroke="{INK}" stroke-width="{style.rule}"/>'
    ]
    x = frame.left + 4
    if high > 0 and zero - frame.top > style.font * 2.5:
        parts.append(text(x, frame.top + style.font, f"↑ {plot.above}", size=style.font, fill=LINE))
    if low < 0 and frame.bottom - zero > style.font * 2.5:
        parts.append(text(x, frame.bottom - style.font * 0.9, f"↓ {plot.below}", size=style.font, fill=LINE))
    return "".join(parts)


def _beginnings(plot: Plot, frame: Frame) -> str:
    """A dotted upright before each case at which a sum began again, in its own half of the picture."""
    parts = []
    for track in plot.tracks:
        up = sum(value for value in track.values if not isnan(value)) >= 0
        end = frame.top if up or len(plot.tracks) == 1 else frame.bottom
        parts += [f"M{number(frame.x(at + 0.5))},{number(frame.y(0.0))}V{number(end)}" for at in track.begins if at > 0]
    if not parts:
        return ""
    return f'<path d="{"".join(parts)}" fill="none" stroke="{RULE}" stroke-width="1.2" stroke-dasharray="1.5 3"/>'


def _levels(plot: Plot, frame: Frame, style: Style) -> str:
    paths = "".join(
        f"M{number(frame.left)},{number(frame.y(level.value))}H{number(frame.right)}" for level in plot.levels if level.drawn
    )
    if not paths:
        return ""
    return f'<path d="{paths}" fill="none" stroke="{QUIET}" stroke-width="{style.line}" stroke-dasharray="6 4"/>'


def _events(plot: Plot, frame: Frame) -> str:
    """A short upright on the base line for each case with the event."""
    if not plot.events:
        return ""
    paths = "".join(f"M{number(frame.x(at + 1))},{number(frame.bottom)}v-8" for at in plot.events)
    return f'<path d="{paths}" fill="none" stroke="{INK}" stroke-width="1.4"><title>Cases with the event</title></path>'


def _track(track: Track, frame: Frame, style: Style) -> str:
    paths, dots = [], []
    ends = [*track.begins[1:], len(track.values)]
    for begin, end in zip(track.begins, ends, strict=True):
        points = [(frame.x(at + 1), frame.y(track.values[at])) for at in range(begin, end) if not isnan(track.values[at])]
        if len(points) == 1:
            dots.append(points[0])
        elif points:
            paths.append(path_data(thinned_to_pixels(points)))
    drawn = (
        f'<path d="{"".join(paths)}" fill="none" stroke="{LINE}" stroke-width="{style.line}" stroke-linejoin="round"/>'
        if paths
        else ""
    )
    return drawn + "".join(mark(x, y, style.radius, None) for x, y in dots)


def thinned_to_pixels(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """At most four points for each pixel of width (first, highest, lowest, last): thousands of cases look the same so."""
    if len(points) < 4 * (points[-1][0] - points[0][0] + 1):
        return points
    columns: dict[int, list[tuple[float, float]]] = {}
    for point in points:
        columns.setdefault(int(point[0]), []).append(point)
    kept = []
    for column in columns.values():
        corners = {column[0], min(column, key=lambda p: p[1]), max(column, key=lambda p: p[1]), column[-1]}
        kept += sorted(corners)
    return kept


def _marks(track: Track, frame: Frame, style: Style, noun: str) -> str:
    return "".join(
        mark(
            frame.x(signal.position + 1),
            frame.y(track.values[signal.position]),
            style.radius * 1.2,
            signal.type,
            title=f"{noun} {signal.position + 1}. {signal.words}",
        )
        for signal in track.marks
    )
