"""From stored measurements to control charts: many series at a time, in a constant number of queries."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from qms.control.charts.lines import OF_GROUPS, Line, lines_of
from qms.control.charts.queries import Span
from qms.golden_thread.metrics.models import Series
from qms.spc import ControlChart, SeriesError, analyse_many


def chart_of(series: Series) -> ControlChart | None:
    """The control chart of one series as it stands; None where nothing has been measured."""
    return charts_of([series]).get(series.id)


def chart_if(
    series: Series,
    *,
    rebase: Sequence[dt.date] = (),
    exclude: Sequence[dt.date] = (),
    baseline: Span | None = None,
    kind: str = "",
) -> ControlChart | None:
    """The chart as it would be with these phase starts and exclusions besides those that stand, with limits that rest on
    `baseline`, as a chart of another kind: for a preview. None where nothing has been measured.

    Raises SeriesError for what the measurements do not allow."""
    lines = [
        line.besides(rebase=rebase, exclude=exclude).resting_on(baseline or line.baseline) for line in lines_of([series])
    ]
    return next(_analysed([line.drawn_as(kind or line.kind) for line in lines]), None) if lines else None


def charts_of(series: Sequence[Series]) -> dict[int, ControlChart]:
    """The control charts by series id; series without measurements are left out.

    Raises SeriesError, naming unit and metric, for measurements that the metric's chart can't show."""
    charts: dict[int, ControlChart] = {}
    lines = sorted(lines_of(series), key=lambda line: line.panel)
    for _, same in groupby(lines, key=lambda line: line.panel):
        some = list(same)
        charts.update(zip((line.series.id for line in some), _analysed(some), strict=True))
    return charts


@dataclass(frozen=True)
class Charted:
    """Control charts by series id, and why the others' measurements cannot be charted, in a sentence each."""

    charts: Mapping[int, ControlChart]
    refused: Mapping[int, str]


def charts_or_reasons(series: Sequence[Series], until: dt.date | None = None) -> Charted:
    """The charts of all series that can be charted, so that one unit's impossible figures (a denominator of 0 that came past
    the checks of an upload) take no page of many from the others. `until` is as in `lines_of`."""
    charts: dict[int, ControlChart] = {}
    refused: dict[int, str] = {}
    lines = sorted(lines_of(series, until), key=lambda line: line.panel)
    for _, same in groupby(lines, key=lambda line: line.panel):
        some = list(same)
        try:
            charts.update(zip((line.series.id for line in some), _analysed(some), strict=True))
        except SeriesError:
            for line in some:
                _add(line, charts, refused)
    return Charted(charts, refused)


def _add(line: Line, charts: dict[int, ControlChart], refused: dict[int, str]) -> None:
    try:
        [charts[line.series.id]] = _analysed([line])
    except SeriesError as error:
        refused[line.series.id] = error.problem


def _analysed(lines: list[Line]) -> Iterator[ControlChart]:
    first = lines[0]
    more: dict[str, Any] = {} if first.baseline is None else {"baseline": first.baseline}
    if first.denominators is not None:
        more["denominators"] = _padded([line.denominators for line in lines])
    if first.kind in OF_GROUPS:
        more |= {name: _padded([getattr(line, name) for line in lines]) for name in ("sizes", "deviations")}
    try:
        panel = analyse_many(
            _padded([line.values for line in lines]),
            periods=_padded([line.periods for line in lines]),
            chart=first.kind,
            direction=[line.direction.value for line in lines],
            target=_padded([line.targets for line in lines]),
            rebase=[line.rebase for line in lines],
            exclude=[line.exclude for line in lines],
            rules=first.rules,
            **more,
        )
    except SeriesError as error:
        raise _named(error, lines) from error
    return iter(panel)


def _padded(rows: list) -> np.ndarray:
    longest = max(map(len, rows))
    missing = np.datetime64("NaT", "D") if rows[0].dtype.kind == "M" else np.nan
    padded = np.full((len(rows), longest), missing, dtype=rows[0].dtype)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = row
    return padded


def _named(error: SeriesError, lines: list[Line]) -> SeriesError:
    """The same error with the unit and metric in its words."""
    if error.series is None:
        return error
    line = lines[error.series]
    stratum = f", {line.series.stratum}" if line.series.stratum else ""
    period = f" in {error.period}" if error.period else ""
    problem = f"{line.metric.name}, {line.series.unit.name}{stratum}{period}: {error.problem}"
    return SeriesError(problem, argument=error.argument)
