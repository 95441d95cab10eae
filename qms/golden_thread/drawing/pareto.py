"""A Pareto chart as SVG: bars from the largest down, dark for the vital few, and the running share as a line.

Bars lie on their side, because names of causes are long; the line of running shares goes down with them. On a phone
the names stand above their bars.
"""

from __future__ import annotations

from dataclasses import dataclass

from qms.golden_thread.drawing.markup import clean, number, open_svg, path_data, text, text_width, wrapped
from qms.golden_thread.drawing.palette import COMMON_CAUSE, IMPROVEMENT, INK, LINE, PAPER, QUIET, RULE
from qms.golden_thread.drawing.style import Style, style_for
from qms.spc import Pareto

_MOST = 40  # bars in one picture; beyond them nobody reads, and the table has them all


@dataclass(frozen=True, slots=True)
class _Box:
    """The plot in pixels: bars begin at `left`; `right` is where 100 % stands; each bar has `step` of height."""

    left: float
    right: float
    top: float
    step: float
    bar: float  # height of a bar
    above: float  # height of the words above a bar

    def row(self, at: int) -> float:
        """The top of a row."""
        return self.top + at * self.step

    def middle(self, at: int) -> float:
        """The middle of a bar."""
        return self.row(at) + self.above + self.bar / 2


def pareto_svg(
    pareto: Pareto,
    *,
    title: str,
    unit: str = "",
    width: int = 960,
    heading: bool = False,
    description: str | None = None,
    id_prefix: str = "pareto",
) -> str:
    """The SVG of a Pareto chart, `width` pixels wide and as high as its bars need; under 560 wide it is set for a phone.

    `unit` says what is counted ("falls"). Every bar has its count and share beside it and the running share on its line.
    Where there are more than 40 categories the last of them are counted in words under the picture.
    """
    style = style_for(width)
    lines = wrapped(title, width - 8, style.font * 1.2) if heading else []
    top = style.font * (1.5 * len(lines) + 0.4) + 4
    shown = min(len(pareto.categories), _MOST)
    box = _measure(pareto, style, width, top + style.font * 1.9)
    height = box.row(shown) + style.font * (0.6 if shown == len(pareto.categories) else 2.0)
    told = pareto.explanation if description is None else description
    return "".join(
        (
            open_svg(width, height, title=title, description=told, prefix=id_prefix),
            *(
                text(4, 4 + style.font * (1.2 + 1.5 * at), line, size=style.font * 1.2, fill=INK, weight="bold")
                for at, line in enumerate(lines)
            ),
            _scale(pareto, box, style, shown),
            *(_bar(pareto, at, box, style, unit) for at in range(shown)),
            _running(pareto, box, style, shown),
            _rest(pareto, shown, box, style, unit),
            "</svg>",
        )
    )


def _measure(pareto: Pareto, style: Style, width: float, top: float) -> _Box:
    font = style.font
    if style.words == "short":  # a phone
        return _Box(left=4, right=width - font * 3.2, top=top, step=font * 3.2, bar=font * 1.1, above=font * 1.5)
    longest = max(text_width(f"{name} ", font) for name in pareto.categories[:_MOST])
    return _Box(
        left=min(longest + 14, width * 0.4),
        right=width - font * 4,
        top=top,
        step=font * 2.0,
        bar=font * 1.3,
        above=font * 0.35,
    )


def _scale(pareto: Pareto, box: _Box, style: Style, shown: int) -> str:
    """What the line is, and an upright at the share that the vital few reach."""
    at = box.left + (box.right - box.left) * pareto.threshold
    share = f"{100 * pareto.threshold:.0f}%"
    upright = f"M{number(at)},{number(box.top - 4)}V{number(box.row(shown))}"
    base = f"M{number(box.left)},{number(box.top - 4)}V{number(box.row(shown))}"
    return (
        f'<path d="{base}" stroke="{RULE}" stroke-width="1"/>'
        f'<path d="{upright}" fill="none" stroke="{QUIET}" stroke-width="{style.rule}" stroke-dasharray="6 4"/>'
        + text(at, box.top - 9, f"{share} of the total", size=style.font, fill=QUIET, anchor="middle")
    )


def _bar(pareto: Pareto, at: int, box: _Box, style: Style, unit: str) -> str:
    """One bar with its name in front of it (or above) and its count in it, or behind it where it is short."""
    name, count, share = pareto.categories[at], float(pareto.counts[at]), float(pareto.shares[at])
    vital = bool(pareto.vital[at])
    y, wide = box.row(at) + box.above, max((box.right - box.left) * share, 1.0)
    said = f"{name}: {_count(count)}{f' {unit}' if unit else ''}, {share:.1%}."
    said += f" Together with all before it {float(pareto.cumulative[at]):.1%}"
    return (
        f'<rect x="{number(box.left)}" y="{number(y)}" width="{number(wide)}" height="{number(box.bar)}"'
        f' fill="{IMPROVEMENT.edge if vital else COMMON_CAUSE.fill}"><title>{clean(said)}</title></rect>'
        + _amount(f"{_count(count)} ({share:.0%})", wide, at, box, style, vital=vital)
        + _name(name, at, box, style, vital=vital)
    )


def _amount(words: str, wide: float, at: int, box: _Box, style: Style, *, vital: bool) -> str:
    place, room = box.middle(at) + style.font * 0.35, text_width(words, style.font)
    if room + 24 < wide:
        inside = box.left + wide - 14
        return text(inside, place, words, size=style.font, fill=PAPER if vital else INK, anchor="end")
    behind = box.left + wide + (14 if at == 0 else 6)  # the running share begins at the end of the first bar
    return text(behind, place, words, size=style.font, fill=INK, halo=PAPER)


def _name(name: str, at: int, box: _Box, style: Style, *, vital: bool) -> str:
    weight = "bold" if vital else ""
    if style.words == "short":
        above = box.row(at) + box.above - style.font * 0.35
        return text(box.left, above, _fitting(name, box.right, style), size=style.font, fill=INK, weight=weight)
    place, room = box.middle(at) + style.font * 0.35, box.left - 10
    return text(box.left - 8, place, _fitting(name, room, style), size=style.font, fill=INK, anchor="end", weight=weight)


def _running(pareto: Pareto, box: _Box, style: Style, shown: int) -> str:
    """The running share: a line through one dot a bar, with its number where the vital few end and at the last bar."""
    room = box.right - box.left
    points = [(box.left + room * float(pareto.cumulative[at]), box.middle(at)) for at in range(shown)]
    line = f'<path d="{path_data(points)}" fill="none" stroke="{LINE}" stroke-width="{style.line}"/>' if shown > 1 else ""
    shape = f'r="{number(style.radius)}" fill="{PAPER}" stroke="{LINE}" stroke-width="1.6"'
    dots = "".join(f'<circle cx="{number(x)}" cy="{number(y)}" {shape}/>' for x, y in points)
    last_vital = int(pareto.vital.sum()) - 1
    named = {at for at in (last_vital, shown - 1) if 0 <= at < shown}
    words = []
    for at in sorted(named):
        x, y = points[at]
        share = f"{float(pareto.cumulative[at]):.0%}"
        words.append(text(x + 9, y + style.font * 0.35, share, size=style.font, fill=LINE, halo=PAPER))
    return line + dots + "".join(words)


def _rest(pareto: Pareto, shown: int, box: _Box, style: Style, unit: str) -> str:
    left_out = len(pareto.categories) - shown
    if not left_out:
        return ""
    count = _count(float(pareto.counts[shown:].sum()))
    noun = "category" if left_out == 1 else "categories"
    words = f"and {left_out:,} more {noun} with {count}{f' {unit}' if unit else ''} together"
    return text(box.left, box.row(shown) + style.font * 1.3, words, size=style.font, fill=QUIET)


def _fitting(name: str, room: float, style: Style) -> str:
    """The name, cut with an ellipsis where it is wider than its room."""
    if text_width(name, style.font) <= room:
        return name
    while name and text_width(f"{name}…", style.font) > room:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _count(number_: float) -> str:
    return f"{number_:,.0f}" if number_.is_integer() else f"{number_:,.1f}"
