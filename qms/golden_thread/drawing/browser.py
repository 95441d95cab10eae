"""The data of an interactive chart: all the measuring and all the words, so that the script only draws.

`qms/static/js/spc-chart.js` reads it from a JSON block inside the chart's figure. Ranges, ticks, steps and labels
are those of the SVG that it replaces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from qms.golden_thread.drawing import axes, dates, palette, remarks
from qms.golden_thread.drawing.chart import describe, in_units_of, writer_for
from qms.golden_thread.drawing.compose import is_proportion
from qms.golden_thread.drawing.counts import Counts, count_words, measured_words
from qms.golden_thread.drawing.edge_labels import edge_labels
from qms.golden_thread.drawing.flags import Flag, read_flags
from qms.golden_thread.drawing.frame import x_range, y_range
from qms.golden_thread.drawing.heading import unit_words
from qms.golden_thread.drawing.key import EXCLUDED, key_items, key_words
from qms.golden_thread.drawing.layers import BASELINE_WORDS, target_steps
from qms.golden_thread.drawing.numbers import Writer
from qms.golden_thread.drawing.picture import Chart, Picture, Target, read_chart
from qms.golden_thread.drawing.steps import edges, stepped_lines, value_runs
from qms.golden_thread.drawing.style import PAGE

LINES = ("centre", "lower", "upper", "target", "band-upper", "band-lower")
_PLOT_HEIGHT = 300.0  # pixels; the number of grid lines does not follow the window


def chart_json(
    chart: Chart,
    *,
    title: str,
    unit: str = "",
    target: Target = None,
    target_label: str | None = None,
    annotations: Sequence[Mapping[str, Any]] = (),
    phases: Sequence[int] | None = None,
    number_format: str | Writer = "plain",
    description: str | None = None,
    even: bool | None = None,
    baseline: tuple[int, int] | None = None,
    measured: Counts = None,
    numerators: Counts = None,
    denominators: Counts = None,
) -> dict[str, Any]:
    """What the browser gets to draw the chart that `chart_svg` draws from the same arguments.

    `numerators` and `denominators`, one per point, are named in the tooltips ("31 of 5,002"); by default the
    chart's own. `measured`, one per point, are named there in the metric's own unit, where the chart plots
    something else. The dictionary holds only JSON types, without NaN. Raises ValueError as `chart_svg` does, and
    for counts that do not match the points.
    """
    picture = read_chart(chart, target=target, phases=phases, even=even, baseline=baseline)
    beside = zip(
        measured_words(measured, len(picture.points), unit, number_format),
        count_words(chart, len(picture.points), numerators, denominators),
        strict=True,
    )
    unit, number_format = in_units_of(picture, unit, number_format)
    write = writer_for(picture, number_format, unit)
    levels = y_range(picture, proportion=is_proportion(picture, write))
    flags = read_flags(annotations, picture)
    full = edge_labels(picture, write, "full", target_label=target_label)
    short = edge_labels(picture, write, "short", target_label=target_label)
    return {
        "title": title,
        "description": describe(picture, description),
        "unit": unit_words(unit, picture.kind),
        "xRange": list(x_range(picture)),
        "yRange": list(levels),
        "yTicks": [list(tick) for tick in axes.y_ticks(levels, _PLOT_HEIGHT, PAGE, write)],
        "xLabels": [asdict(choice) for choice in dates.choices(picture)] if picture.points else [],
        "points": _points(picture, write, unit, flags, list(beside)),
        "lines": {name: stepped_lines(picture, name) for name in LINES},
        "phases": _phases(picture),
        "edge": [
            {"level": long.level, "full": long.words, "short": brief.words, "ink": long.colour, "bold": long.bold}
            for long, brief in zip(full, short, strict=True)
        ],
        "baseline": _baseline(picture),
        "arms": [list(arm) for arm in picture.arms or ()],
        "targetSteps": [{"x": start, "y": level, "words": words} for start, _, level, words in target_steps(picture, write)],
        "flags": [{"point": picture.x.index(flag.x), "number": flag.number, "change": flag.change} for flag in flags],
        "key": [{"mark": item, "words": key_words(item)} for item in key_items(picture)],
        "colours": _colours(),
    }


def _points(
    picture: Picture, write: Writer, unit: str, flags: Sequence[Flag], beside: Sequence[tuple[str, str]]
) -> list[dict[str, Any]]:
    begins = {run[0] for run in value_runs(picture)}
    rows = []
    for i, (name, point) in enumerate(zip(dates.point_words(picture), picture.points, strict=True)):
        said = ["No value recorded"]
        if point.value is not None:
            said = [
                remarks.amount(point.value, write, unit),
                *beside[i],
                remarks.limits(point, write),
                remarks.verdict(point, picture.kind),
            ]
        said += [_note(flag) for flag in flags if flag.x == picture.x[i]]
        rows.append(
            {
                "x": picture.x[i],
                "y": point.value,
                "name": name,
                "begins": i in begins,
                "mark": EXCLUDED if point.excluded else point.mark,
                "say": [line for line in said if line],
            }
        )
    return rows


def _note(flag: Flag) -> str:
    return f"{'Change' if flag.change else 'Note'} {flag.number}: {flag.words}"


def _phases(picture: Picture) -> list[dict[str, Any]]:
    words = dates.point_words(picture)
    return [
        {"x": (picture.x[start - 1] + picture.x[start]) / 2, "words": f"New limits from {words[start]}"}
        for start in picture.phases[1:]
    ]


def _baseline(picture: Picture) -> dict[str, Any] | None:
    if picture.baseline is None:
        return None
    bounds = edges(picture.x)
    first, last = picture.baseline
    return {"from": bounds[first], "to": bounds[last + 1], "words": BASELINE_WORDS}


def _colours() -> dict[str, Any]:
    return {
        "paper": palette.PAPER,
        "ink": palette.INK,
        "line": palette.LINE,
        "quiet": palette.QUIET,
        "rule": palette.RULE,
        "grid": palette.GRID,
        "band": palette.BAND,
        "font": palette.FONT,
        "tones": {
            "improvement": asdict(palette.IMPROVEMENT),
            "concern": asdict(palette.CONCERN),
            "neutral": asdict(palette.NEUTRAL),
            "common": asdict(palette.COMMON_CAUSE),
        },
    }
