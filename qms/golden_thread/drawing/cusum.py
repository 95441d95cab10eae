"""Charts that add up small differences, as SVG: CUSUM with both arms or both directions, and VLAD."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isnan

import numpy as np

from qms.golden_thread.drawing.cusum_plot import Level, Plot, SignalMark, Track, draw_plot
from qms.golden_thread.drawing.numbers import NumberFormat, decimals_for
from qms.golden_thread.drawing.style import style_for
from qms.spc.cusum import RiskAdjustedCusum, TabularCusum, Vlad

_NUMBER = NumberFormat(decimals=1)


def cusum_svg(
    *charts: TabularCusum | RiskAdjustedCusum,
    title: str,
    dates: Sequence[date | None] | None = None,
    width: int = 960,
    height: int = 420,
    heading: bool = False,
    description: str | None = None,
    id_prefix: str = "cusum",
) -> str:
    """One tabular CUSUM with both arms, or the risk-adjusted CUSUMs of one or both directions over the same cases.

    What is higher, or worse, goes up from 0; what is lower, or better, goes down. Each limit is a dashed line with its value,
    each crossing a triangle, each new beginning a dotted upright. `dates` stand under the numbers of the cases. `width` under
    560 is set for a phone. Raises ValueError without a chart, or for charts of different lengths.
    """
    if not charts:
        raise ValueError("There is nothing to draw: give a CUSUM.")
    tracks: list[Track] = []
    for chart in charts:
        tracks += _arms(chart) if isinstance(chart, TabularCusum) else [_direction(chart)]
    if len({len(track.values) for track in tracks}) > 1:
        raise ValueError("The CUSUMs of one picture must be of the same cases.")
    cases = isinstance(charts[0], RiskAdjustedCusum)
    plot = Plot(
        tracks=tuple(tracks),
        levels=tuple(level for track in tracks for level in track.levels),
        above="More events than expected" if cases else "Higher",
        below="Fewer events than expected" if cases else "Lower",
        noun="Case" if cases else "Point",
        events=tuple(np.flatnonzero(charts[0].outcomes == 1).tolist()) if isinstance(charts[0], RiskAdjustedCusum) else (),
        dates=tuple(dates) if dates is not None else None,
        write=_NUMBER,
    )
    told = description if description is not None else " ".join(dict.fromkeys(chart.explanation for chart in charts))
    return draw_plot(plot, style_for(width), (width, height), title=title, told=told, heading=heading, prefix=id_prefix)


def vlad_svg(
    display: Vlad,
    *,
    title: str,
    dates: Sequence[date | None] | None = None,
    width: int = 960,
    height: int = 320,
    heading: bool = False,
    description: str | None = None,
    id_prefix: str = "vlad",
) -> str:
    """The events expected less those seen, case by case: up is fewer than expected. Arguments as for `cusum_svg`."""
    values = display.values.tolist()
    known = [value for value in values if not isnan(value)]
    last = known[-1] if known else 0.0
    write = NumberFormat(decimals=max(decimals_for(max(known, default=0.0) - min(known, default=0.0)), 1))
    words = f"{write(abs(last))} {'fewer' if last > 0 else 'more'}" if write(abs(last)) != write(0.0) else ""
    plot = Plot(
        tracks=(Track(values=tuple(values), begins=(0,), marks=()),),
        levels=(Level(last, words, dashed=False, drawn=False),) if words else (),
        above="Fewer events than expected",
        below="More events than expected",
        noun="Case",
        events=tuple(np.flatnonzero(display.outcomes == 1).tolist()),
        dates=tuple(dates) if dates is not None else None,
        write=write,
    )
    told = description if description is not None else display.explanation
    return draw_plot(plot, style_for(width), (width, height), title=title, told=told, heading=heading, prefix=id_prefix)


def _arms(chart: TabularCusum) -> list[Track]:
    begins = tuple(np.flatnonzero(chart.begins).tolist())
    limit = float(chart.limit[-1])
    write = NumberFormat(decimals=0 if limit.is_integer() else decimals_for(limit))
    made = []
    for side, sums, sign in (("high", chart.upper, 1.0), ("low", chart.lower, -1.0)):
        marks = [
            SignalMark(
                crossing.position, f"neutral-{side}", f"{'Higher' if side == 'high' else 'Lower'}: the limit is crossed"
            )
            for crossing in chart.crossings
            if crossing.side == side
        ]
        words = f"Limit {write(sign * limit)}"
        made.append(Track(tuple((sign * sums).tolist()), begins, tuple(marks), (Level(sign * limit, words),)))
    return made


def _direction(chart: RiskAdjustedCusum) -> Track:
    sign, kind = (1.0, "concern-high") if chart.side == "worse" else (-1.0, "improvement-low")
    often = "More" if chart.side == "worse" else "Fewer"
    return Track(
        values=tuple((sign * chart.sums).tolist()),
        begins=tuple(np.flatnonzero(chart.begins).tolist()),
        marks=tuple(
            SignalMark(crossing.position, kind, f"{often} events than expected: the limit is reached")
            for crossing in chart.crossings
        ),
        levels=(Level(sign * chart.limit, f"Limit {chart.limit:.3g}"),),
    )
