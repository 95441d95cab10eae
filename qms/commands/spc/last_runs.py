"""The runs analysis of many series' last phases, as JSON."""

import json
from collections.abc import Iterable

import numpy as np

from qms.spc.analysis import Analysis

FIGURES = ("useful", "longest_run", "longest_run_max", "crossings", "crossings_min")


def last_runs(blocks: Iterable[Analysis]) -> list[str]:
    """One object, or null where the chart has no runs, for each series: `ControlChart.to_dict()["runs"]`."""
    return [text for block in blocks for text in _of_block(block)]


def _of_block(block: Analysis) -> list[str]:
    series = len(block.last)
    if not block.panel.kind.independent:
        return ["null"] * series
    at = (np.arange(series), block.panel.phases.at(block.last))
    figures = zip(*(getattr(block.runs, name)[at].tolist() for name in (*FIGURES, "signal")), strict=True)
    texts: dict[tuple[object, ...], str] = {}
    return [texts.get(each) or texts.setdefault(each, _object(each)) for each in figures]


def _object(figures: tuple[object, ...]) -> str:
    *counts, signal = figures
    useful, *rest = counts
    known = [useful, *(None if count == -1 else count for count in rest)]
    return json.dumps(dict(zip((*FIGURES, "signal"), [*known, signal], strict=True)))
