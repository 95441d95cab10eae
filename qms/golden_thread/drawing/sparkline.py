"""A word-sized line for tables: the way the values went, and how the last one stands."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from qms.golden_thread.drawing.marks import is_special, mark
from qms.golden_thread.drawing.markup import number, open_svg, path_data
from qms.golden_thread.drawing.palette import LINE, RULE, tone_of

_EDGE = 7.0  # pixels kept free at the sides, for the mark of the last point


def sparkline_svg(
    values: Sequence[float | None],
    *,
    types: Sequence[str | None] | None = None,
    centre: float | None = None,
    width: int = 120,
    height: int = 28,
    label: str = "Recent values",
) -> str:
    """The SVG of a sparkline, `width` by `height` pixels; None is a gap.

    `types` are the points' types: special causes show as dots of their colour, and the last point by its full
    mark. `centre` draws a faint line. Raises ValueError when `types` and `values` differ in length.
    """
    opening = open_svg(width, height, title=label)
    clean_values = [value if value is not None and isfinite(value) else None for value in values]
    if types is not None and len(types) != len(values):
        raise ValueError(f"There are {len(types)} types for {len(values)} values: give one for each.")
    known = [value for value in clean_values if value is not None]
    if not known:
        return f"{opening}{_level(width, height / 2)}</svg>"
    kinds = list(types) if types is not None else [None] * len(clean_values)
    levels = known if centre is None else [*known, centre]
    low, high = min(levels), max(levels)
    step = (width - 2 * _EDGE) / max(len(clean_values) - 1, 1)
    top, room = _EDGE, height - 2 * _EDGE

    def place(i: int, value: float) -> tuple[float, float]:
        share = (value - low) / (high - low) if high > low else 0.5
        return (_EDGE + i * step if len(clean_values) > 1 else width / 2), top + room * (1 - share)

    places = [None if value is None else place(i, value) for i, value in enumerate(clean_values)]
    parts = [opening, "" if centre is None else _level(width, place(0, centre)[1])]
    parts.append(_line(places))
    last = max(i for i, spot in enumerate(places) if spot)
    for i, (spot, kind) in enumerate(zip(places, kinds, strict=True)):
        if spot and i != last and is_special(kind):
            parts.append(f'<circle cx="{number(spot[0])}" cy="{number(spot[1])}" r="1.5" fill="{tone_of(kind).edge}"/>')
    end = places[last] or (0.0, 0.0)
    parts.append(mark(end[0], end[1], 2.4, kinds[last]))
    return "".join(parts) + "</svg>"


def _line(places: Sequence[tuple[float, float] | None]) -> str:
    runs: list[list[tuple[float, float]]] = [[]]
    for spot in places:
        if spot is None:
            runs.append([])
        else:
            runs[-1].append(spot)
    lines = "".join(path_data(run) for run in runs if len(run) > 1)
    dots = "".join(
        f'<circle cx="{number(run[0][0])}" cy="{number(run[0][1])}" r="1" fill="{LINE}"/>' for run in runs if len(run) == 1
    )
    drawn = f'<path d="{lines}" fill="none" stroke="{LINE}" stroke-width="1.3" stroke-linejoin="round"/>' if lines else ""
    return drawn + dots


def _level(width: float, y: float) -> str:
    d = f"M2,{number(y)}H{number(width - 2)}"
    return f'<path d="{d}" stroke="{RULE}" stroke-width="1" stroke-dasharray="2 2"/>'
