"""Charts of a file as JSON, CSV, text or SVG."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from qms.commands.spc_series import Series
from qms.kernel.uploads import safe_csv
from qms.spc import ControlChart

Charted = Sequence[tuple[Series, ControlChart]]

POINT_COLUMNS = ("date", "value", "centre", "lower", "upper", "special_cause", "type", "excluded")


def as_json(charted: Charted) -> str:
    """One object; where there are several series, one object a line, each saying which it is."""
    if not charted[0][0].by:
        return json.dumps(charted[0][1].to_dict(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    objects = ({"by": series.by, **chart.to_dict()} for series, chart in charted)
    return "".join(json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n" for one in objects)


def as_csv(charted: Charted) -> str:
    """One row a point, the names of the series in front."""
    rows = (
        [*series.by.values(), *(_cell(point[column]) for column in POINT_COLUMNS)]
        for series, chart in charted
        for point in _points(chart)
    )
    return safe_csv(rows, [*charted[0][0].by, *POINT_COLUMNS])


def as_table(charted: Charted) -> str:
    """For reading in a terminal: the sentence, then the points."""
    return "\n".join("\n".join(_table_lines(series, chart)) + "\n" for series, chart in charted)


def as_svg(series: Series, chart: ControlChart, title: str) -> str:
    """The picture of one series."""
    from qms.golden_thread.drawing import chart_svg

    return chart_svg(chart, title=series.name or title, heading=True)


def write_svgs(charted: Charted, folder: Path) -> list[Path]:
    """One picture a series, named after it; the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for series, chart in charted:
        stem = re.sub(r"[^\w.-]+", "-", series.name).strip("-.") or "series"
        path = folder / f"{stem}.svg"
        number = 2
        while path in written:
            path, number = folder / f"{stem}-{number}.svg", number + 1
        path.write_text(as_svg(series, chart, series.name), encoding="utf-8")
        written.append(path)
    return written


def _points(chart: ControlChart) -> list[dict[str, object]]:
    return chart.to_dict()["points"]  # type: ignore[return-value]  # always a list here


def _cell(value: object) -> object:
    return {None: "", True: "true", False: "false"}.get(value, value) if isinstance(value, (bool, type(None))) else value


def _table_lines(series: Series, chart: ControlChart) -> Iterator[str]:
    if series.name:
        yield series.name
    yield chart.explanation
    rows = [["date", "value", "centre", "lower", "upper", "special cause", "type"]]
    for point in _points(chart):
        numbers = [_number(point[column]) for column in ("value", "centre", "lower", "upper")]
        kind = "excluded" if point["excluded"] else str(point["type"])
        rows.append([str(point["date"]), *numbers, str(point["special_cause"] or ""), kind])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell.rjust(width) if 1 <= column <= 4 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _number(value: object) -> str:
    return "" if value is None else f"{value:.6g}"
