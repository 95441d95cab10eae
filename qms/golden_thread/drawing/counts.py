"""What was measured and counted at each point, in words for its tooltip."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from qms.golden_thread.drawing import remarks
from qms.golden_thread.drawing.numbers import Writer, choose_format
from qms.golden_thread.drawing.picture import Chart

Counts = Sequence[float | None] | None


def count_words(chart: Chart, size: int, numerators: Counts, denominators: Counts) -> list[str]:
    """ "31 of 5,002" for each of `size` points; by default from the chart's own numbers, empty where there are none.

    Raises ValueError for counts that do not match the points.
    """
    numerators = getattr(chart, "numerators", None) if numerators is None else numerators
    denominators = getattr(chart, "denominators", None) if denominators is None else denominators
    for name, values in (("numerators", numerators), ("denominators", denominators)):
        if values is not None and len(values) != size:
            raise ValueError(f"There are {len(values)} {name} for {size} points: give one for each.")
    if numerators is None or denominators is None:
        return [""] * size
    return [_share(part, whole) for part, whole in zip(numerators, denominators, strict=True)]


def measured_words(values: Counts, size: int, unit: str, number_format: str | Writer) -> list[str]:
    """ "Measured: 4.6 per 1,000 bed days" for each point of a chart that plots something else; empty without `values`."""
    if values is None:
        return [""] * size
    known = [value for value in values if value is not None and isfinite(value)]
    write = number_format
    if isinstance(write, str):
        spread = max(known) - min(known) if known else 1.0
        write = choose_format(write, unit, spread, max(map(abs, known), default=0.0))
    return [
        "" if value is None or not isfinite(value) else f"Measured: {remarks.amount(value, write, unit)}" for value in values
    ]


def _share(part: float | None, whole: float | None) -> str:
    if part is None or whole is None or not (isfinite(part) and isfinite(whole)):
        return ""
    return f"{_count(part)} of {_count(whole)}"


def _count(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
