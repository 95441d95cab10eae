"""CUSUM and VLAD of a file as JSON, CSV, text or pictures."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qms.commands.cusum_charting import Charted
from qms.kernel.uploads import safe_csv
from qms.spc import RiskAdjustedCusum, TabularCusum, Vlad


def as_json(charted: Sequence[Charted]) -> str:
    """One object; where there are several sequences, one object a line, each saying which it is."""
    if not charted[0].sequence.by:
        return json.dumps(_document(charted[0]), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    objects = ({"by": one.sequence.by, **_document(one)} for one in charted)
    return "".join(json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n" for one in objects)


def as_csv(charted: Sequence[Charted]) -> str:
    """One row a point, the names of the sequence in front."""
    rows = [[*one.sequence.by.values(), *map(_cell, point.values())] for one in charted for point in _points(one)]
    return safe_csv(rows, [*charted[0].sequence.by, *_points(charted[0])[0]])


def as_table(charted: Sequence[Charted]) -> str:
    """For reading in a terminal: the sentence, then the points."""
    return "\n".join("\n".join(_table_lines(one)) + "\n" for one in charted)


def as_svg(one: Charted, title: str) -> str:
    """The picture of one sequence."""
    from qms.golden_thread.drawing import cusum_svg, vlad_svg

    dates = one.sequence.dates if any(one.sequence.dates) else None
    name = one.sequence.name or title
    first = one.charts[0]
    if isinstance(first, Vlad):
        return vlad_svg(first, title=name, dates=dates, heading=True, description=one.explanation)
    charts = [chart for chart in one.charts if not isinstance(chart, Vlad)]
    return cusum_svg(*charts, title=name, dates=dates, heading=True, description=one.explanation)


def as_png(one: Charted, title: str) -> bytes:
    """The same picture as PNG."""
    from qms.golden_thread.drawing import svg_to_png

    return svg_to_png(as_svg(one, title))


def write_pictures(charted: Sequence[Charted], form: str, folder: Path) -> list[Path]:
    """One picture a sequence, named after it; the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for one in charted:
        stem = re.sub(r"[^\w.-]+", "-", one.sequence.name).strip("-.") or "sequence"
        path, number = folder / f"{stem}.{form}", 2
        while path in written:
            path, number = folder / f"{stem}-{number}.{form}", number + 1
        path.write_bytes(as_svg(one, "").encode() if form == "svg" else as_png(one, ""))
        written.append(path)
    return written


def _document(one: Charted) -> dict[str, object]:
    documents: list[dict[str, Any]] = [chart.to_dict() for chart in one.charts]
    shared = {
        name: value for name, value in documents[0].items() if name not in {"points", "crossings", "explanation", "side"}
    }
    if len(documents) > 1:
        shared["limits"] = {str(each["side"]): each["limit"] for each in documents}
        del shared["limit"]
    crossings = [crossing for each in documents for crossing in each.get("crossings", [])]
    return {
        **shared,
        "points": _points(one),
        "crossings": sorted(crossings, key=lambda crossing: crossing["position"]),
        "explanation": one.explanation,
    }


def _points(one: Charted) -> list[dict[str, object]]:
    """The points as one flat row each, the same in JSON, CSV and text."""
    tables: list[Any] = [chart.to_dict()["points"] for chart in one.charts]
    dates = [day.isoformat() if day else None for day in one.sequence.dates]
    if not isinstance(one.charts[0], RiskAdjustedCusum):
        return [{"date": day, **point} for day, point in zip(dates, tables[0], strict=True)]
    rows: list[dict[str, object]] = []
    for day, worse, better in zip(dates, tables[0], tables[1], strict=True):
        row = {"date": day, "outcome": worse["outcome"], "risk": worse["risk"]}
        row |= {"worse": worse["sum"], "signal_worse": worse["signal"]}
        rows.append(row | {"better": better["sum"], "signal_better": better["signal"]})
    return rows


def _cell(value: object) -> object:
    return {None: "", True: "true", False: "false"}.get(value, value) if isinstance(value, (bool, type(None))) else value


def _table_lines(one: Charted) -> Iterator[str]:
    if one.sequence.name:
        yield one.sequence.name
    yield one.explanation
    first = one.charts[0]
    if isinstance(first, TabularCusum):
        yield f"mean {first.mean[-1]:.6g}, sigma {first.sigma[-1]:.6g}, limit {first.limit[-1]:.6g}"
    points = _points(one)
    names = [name for name in points[0] if name != "date" or any(one.sequence.dates)]
    rows = [["", *(name.replace("_", " ") for name in names)]]
    rows += [[str(at), *(_words(point[name]) for name in names)] for at, point in enumerate(points, start=1)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _words(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "signal"
    return f"{value:.6g}" if isinstance(value, float) else str(value)
