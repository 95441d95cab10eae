"""What the engine makes of a series beyond its chart: which chart suits it, what weakens it, where it might be rebased."""

import json
from collections.abc import Iterator
from typing import Any

from qms.commands.spc.charting import Charted
from qms.spc import ChartKind, ControlChart, Recommendation, cautions, recommend, suggest_rebase


def suggestions(chart: ControlChart) -> dict[str, Any]:
    """Cautions and the place for new limits, as JSON."""
    rebase = suggest_rebase(chart)
    return {
        "cautions": [{"kind": each.kind, "sentence": each.sentence, "offer": each.offer} for each in cautions(chart)],
        "rebase": None if rebase is None else {"period": rebase.period, "sentence": rebase.sentence},
    }


def suggestion_lines(chart: ControlChart) -> list[str]:
    """The same for a terminal."""
    found = suggestions(chart)
    lines = []
    for each in found["cautions"]:
        offer = f" [--chart {each['offer']}]" if each["offer"] else ""
        lines.append(f"Caution: {each['sentence']}{offer}")
    if found["rebase"]:
        lines.append(f"Suggestion: {found['rebase']['sentence']} [--rebase {found['rebase']['period']}]")
    return lines


def recommended(charted: Charted) -> Iterator[str]:
    """For each series the chart that we would draw, and why."""
    for series, names in enumerate(charted.batch.names):
        advice = _recommend(charted, series)
        yield from [", ".join(names)] if any(names) else []
        yield f"{advice.chart}: {advice.reason}"
        yield from (f"  Or {each.reason} [--chart {each.chart}]" for each in advice.alternatives)
        yield from (f"  Caution: {each.sentence}" for each in advice.warnings)


def recommended_json(charted: Charted) -> Iterator[str]:
    """The same, one object a line."""
    for series, names in enumerate(charted.batch.names):
        advice = _recommend(charted, series)
        by = {"by": dict(zip(charted.request.columns.by, names, strict=True))} if names else {}
        found = {
            "chart": advice.chart,
            "reason": advice.reason,
            "alternatives": [{"chart": each.chart, "reason": each.reason} for each in advice.alternatives],
            "cautions": [{"kind": each.kind, "sentence": each.sentence, "offer": each.offer} for each in advice.warnings],
        }
        yield json.dumps({**by, **found}, ensure_ascii=False)


def _recommend(charted: Charted, series: int) -> Recommendation:
    """From the numbers as they were given, whatever chart was asked for."""
    chart, request = charted.chart(series), charted.request
    subgroups = request.kind in (ChartKind.XBAR, ChartKind.S)
    return recommend(
        chart.numerators,
        denominators=chart.denominators,
        sizes=chart.sizes if subgroups else None,
        deviations=chart.deviations if subgroups else None,
        periods=None if chart.periods is None else chart.periods.tolist(),
        data_kind="between" if request.events else None,
    )
