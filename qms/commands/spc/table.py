"""Charts for reading in a terminal, and single ones as JSON."""

import json
from collections.abc import Iterator

from qms.commands.spc.advice import suggestion_lines, suggestions
from qms.commands.spc.charting import Charted
from qms.commands.text_table import aligned
from qms.spc import ControlChart


def lines(charted: Charted, *, suggest: bool) -> Iterator[str]:
    """For each series its name and sentence, then its points; a blank line before every series but the first of all."""
    for series, names in enumerate(charted.batch.names):
        chart = charted.chart(series)
        yield from [""] if series or not charted.opening else []
        yield from [", ".join(names)] if names else []
        yield chart.explanation
        yield from suggestion_lines(chart) if suggest else ()
        yield from _points(chart)


def documents(charted: Charted, *, suggest: bool) -> Iterator[str]:
    """Each chart as JSON: the only one indented, several one a line with `by`."""
    for series, names in enumerate(charted.batch.names):
        chart = charted.chart(series)
        by = {"by": dict(zip(charted.request.columns.by, names, strict=True))} if names else {}
        document = {**by, **chart.to_dict(), **(suggestions(chart) if suggest else {})}
        yield json.dumps(document, indent=None if names else 2, ensure_ascii=False, allow_nan=False)


def _points(chart: ControlChart) -> Iterator[str]:
    rows = [["date", "value", "centre", "lower", "upper", "special cause", "type"]]
    for point in chart.to_dict()["points"]:  # type: ignore[attr-defined]  # always a list here
        numbers = [_number(point[column]) for column in ("value", "centre", "lower", "upper")]
        kind = "excluded" if point["excluded"] else str(point["type"])
        rows.append([str(point["date"]), *numbers, str(point["special_cause"] or ""), kind])
    yield from aligned(rows, left=(0, 5, 6))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
