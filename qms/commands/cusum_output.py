"""CUSUM and VLAD of a file as what is written: documents, columns and pictures."""

from typing import Any

from qms.commands.cusum_charting import Charted
from qms.commands.grouped_output import Result
from qms.spc import RiskAdjustedCusum, TabularCusum, Vlad


def result(one: Charted) -> Result:
    """A sequence with its charts, ready to be written."""
    points, first = _points(one), one.charts[0]
    notes: tuple[str, ...] = ()
    if isinstance(first, TabularCusum):
        notes = (f"mean {first.mean[-1]:.6g}, sigma {first.sigma[-1]:.6g}, limit {first.limit[-1]:.6g}",)
    return Result(
        one.sequence.by,
        _document(one, points),
        columns=[(name, [point[name] for point in points]) for name in points[0]],
        figures=tuple(name for name in points[0] if name != "date" or any(one.sequence.dates)),
        draw=lambda title: _svg(one, title),
        numbered=True,
        yes="signal",
        notes=notes,
    )


def _svg(one: Charted, title: str) -> str:
    from qms.golden_thread.drawing import cusum_svg, vlad_svg

    dates = one.sequence.dates if any(one.sequence.dates) else None
    first = one.charts[0]
    if isinstance(first, Vlad):
        return vlad_svg(first, title=title, dates=dates, heading=True, description=one.explanation)
    charts = [chart for chart in one.charts if not isinstance(chart, Vlad)]
    return cusum_svg(*charts, title=title, dates=dates, heading=True, description=one.explanation)


def _document(one: Charted, points: list[dict[str, object]]) -> dict[str, object]:
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
        "points": points,
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
