"""A funnel plot as SVG: one mark a unit, the limits that chance allows for each size, the names of those outside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from qms.golden_thread.drawing.funnel_plot import FunnelPicture, Unit, draw_funnel
from qms.golden_thread.drawing.numbers import Writer, choose_format
from qms.golden_thread.drawing.style import style_for
from qms.spc import Direction, Funnel

_MEANINGS = {
    Direction.INCREASE: {-1: "concern-low", 1: "improvement-high"},
    Direction.DECREASE: {-1: "improvement-low", 1: "concern-high"},
    Direction.NEUTRAL: {-1: "neutral-low", 1: "neutral-high"},
}


def funnel_svg(
    funnel: Funnel,
    *,
    title: str,
    highlight: str | None = None,
    names: Sequence[str] | None = None,
    direction: str = "neutral",
    unit: str = "",
    size_label: str = "",
    size_scale: float = 1.0,
    number_format: str | Writer = "plain",
    width: int = 960,
    height: int = 460,
    heading: bool = False,
    description: str | None = None,
    id_prefix: str = "funnel",
) -> str:
    """The SVG of a funnel plot, `width` by `height` pixels; under 560 wide it is set for a phone.

    `highlight` is one of the units: a ring and its name in bold. `names` are what to call the units, in their order;
    by default as the funnel does. `direction` says which way is better ("increase", "decrease", "neutral") and so whether a
    unit outside is drawn as a concern. `unit` stands over the values, `size_label` under the sizes: the denominators times
    `size_scale` (expected events back to bed days, say). `number_format` is as in `chart_svg`. Raises ValueError where
    names do not match the units, or the unit to highlight is not among them.
    """
    called = list(funnel.units if names is None else names)
    if len(called) != len(funnel.units):
        raise ValueError(f"There are {len(called)} names for {len(funnel.units)} units: give one for each.")
    if highlight is not None and highlight not in funnel.units:
        raise ValueError(f"There is no unit {highlight!r} in the funnel.")
    write = _writer(funnel, number_format, unit)
    meanings = _MEANINGS[Direction(direction)]
    sizes, values = funnel.denominators * size_scale, funnel.values
    units = [
        Unit(
            x=float(size),
            y=float(value),
            name=name,
            type=meanings.get(int(code), "common-cause"),
            distance=float(abs(z)) if np.isfinite(z) else float("inf"),
            highlighted=own == highlight,
            words=f"{name}: {write(float(value))} ({_count(above)} of {_count(below)}){_beyond(int(code), funnel.limit)}",
        )
        for size, value, above, below, name, own, code, z in zip(
            sizes,
            values,
            funnel.numerators,
            funnel.denominators,
            called,
            funnel.units,
            funnel.outside,
            funnel.z,
            strict=True,
        )
    ]
    picture = FunnelPicture(
        funnel=funnel,
        units=units,
        scale=size_scale,
        write=write,
        unit=unit,
        size_label=size_label or ("Expected" if funnel.method.standardised else "Denominator"),
    )
    told = funnel.explanation if description is None else description
    return draw_funnel(picture, style_for(width), (width, height), title=title, told=told, heading=heading, prefix=id_prefix)


def _writer(funnel: Funnel, number_format: str | Writer, unit: str) -> Writer:
    if not isinstance(number_format, str):
        return number_format
    values = np.append(funnel.values, funnel.centre)
    spread = float(values.max() - values.min()) or abs(float(funnel.centre)) / 3 or 1.0
    return choose_format(number_format, unit, spread, float(np.abs(values).max()))


def _beyond(code: int, limit: int) -> str:
    if not code:
        return ""
    return f". {'Above the upper' if code > 0 else 'Below the lower'} {'95%' if limit == 95 else '99.8%'} limit"


def _count(number: float) -> str:
    return f"{number:,.0f}" if number.is_integer() else f"{number:,.1f}"
