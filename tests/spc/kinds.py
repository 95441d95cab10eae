"""Made-up measurements that each kind of chart can show."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from qms.spc import ChartKind

PROPORTIONS = (ChartKind.P, ChartKind.PP)
RATES = (ChartKind.U, ChartKind.UP, ChartKind.IP)
SUBGROUPS = (ChartKind.XBAR, ChartKind.S)
COUNTS = (*PROPORTIONS, ChartKind.U, ChartKind.UP, ChartKind.C, ChartKind.G)
BESIDE = ("denominators", "sizes", "deviations")
"""What may stand beside each value."""


def dressed(kind: ChartKind, numbers: Sequence[float | None]) -> dict[str, Any]:
    """The numbers (−50 to 50, or missing) as measurements of the kind, with what it needs beside each value."""
    places = range(len(numbers))
    values: list[float | None] = list(numbers)
    if kind in COUNTS:
        values = [None if value is None else abs(value) for value in values]
    elif kind is ChartKind.T:
        values = [None if value is None else abs(value) + 1 for value in values]
    beside: dict[str, Any] = {}
    if kind in (*PROPORTIONS, *RATES):
        beside["denominators"] = [60.0 + place % 7 for place in places]
    if kind in SUBGROUPS:
        beside = {"sizes": [4.0 + place % 3 for place in places], "deviations": [1.0 + place % 5 for place in places]}
    return {"values": values, "chart": kind, **beside}


def cut(data: dict[str, Any], rows: Any) -> dict[str, Any]:
    """Some of the series (as arrays) with what stands beside them."""
    return {name: given[rows] if name in ("values", *BESIDE) else given for name, given in data.items()}


def panel(kind: ChartKind, table: Sequence[Sequence[float | None]]) -> dict[str, Any]:
    """Series of numbers as measurements of the kind, shorter ones padded."""
    longest = max(len(row) for row in table)
    rows = [dressed(kind, [*row, *[None] * (longest - len(row))]) for row in table]
    arrays = {name: np.array([row[name] for row in rows], dtype=float) for name in rows[0] if name != "chart"}
    return {**arrays, "chart": kind}
