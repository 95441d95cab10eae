"""The public door: one series, or many at once through the same code."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qms.spc.analysis import analyse_panel
from qms.spc.arrays import Dates, Floats
from qms.spc.chart import ControlChart
from qms.spc.errors import SeriesError
from qms.spc.intake import read_panel
from qms.spc.panel import Panel
from qms.spc.panel_chart import PanelChart
from qms.spc.rule_sets import RuleSet, rule_set_named
from qms.spc.setting import Setting, read_directions, read_setting
from qms.spc.table import Table, read_table

CHUNK = 2000
"""Series analysed at a time: their arrays stay in the processor's cache and memory stays bounded."""


def analyse(
    values: "Sequence[float | None] | Sequence[Sequence[float | None]] | Floats",
    *,
    periods: Sequence[Any] | Dates | None = None,
    denominators: Sequence[float | None] | Floats | None = None,
    chart: str = "xmr",
    direction: str = "neutral",
    target: "float | Sequence[float | None] | Floats | None" = None,
    rebase: Iterable[Any] = (),
    freeze: int | None = None,
    exclude: Iterable[Any] = (),
    rules: str | RuleSet = "making-data-count",
    screen_moving_ranges: bool = True,
    sizes: Sequence[float | None] | Floats | None = None,
    deviations: Sequence[float | None] | Floats | None = None,
    baseline: tuple[Any, Any] | None = None,
    centre: float | None = None,
    parameters: Mapping[str, float | None] | None = None,
) -> ControlChart:
    """The control chart of one series.

    values: one per point, None or NaN where nothing was measured; numerators where denominators are given.
    periods: ISO dates, datetime.date or datetime64, in any order, each once.
    chart: a ChartKind or its word. direction: which way is better, "increase", "decrease" or "neutral".
    target: one number, or one per point (None where there was none yet); the latest is the one that assurance asks for.
    rebase, exclude: periods, or 0-based positions where there are no periods. A rebase applies from the first point on or
    after it; an exclusion must be one of the periods.
    freeze: make the limits from the first so many points (of every phase of an XmR chart, of other charts only where
    there is no rebase).
    baseline: make the limits of the phase that holds these two periods (or positions) from the points between them, both
    included. Not together with freeze.
    centre: the centre line, where it is known beforehand; limits lie around it.
    rules: the name of a rule set, or a RuleSet.
    sizes, deviations: for xbar and s charts, whose values then are the means of subgroups: how many observations each has
    and their standard deviation. Without them, values hold the observations of each subgroup. Other charts ignore both.
    parameters: of an ewma chart (weight, width, mean, sigma) or a cusum chart (k, h, head_start, mean, sigma).
    Raises SeriesError naming the row and the remedy.
    """
    setting = read_setting(chart, rule_set_named(rules), freeze, screen_moving_ranges, single=True, parameters=parameters)
    table = read_table(
        values,
        setting,
        periods=periods,
        denominators=denominators,
        rebase=rebase,
        exclude=exclude,
        sizes=sizes,
        deviations=deviations,
        baseline=baseline,
        target=target,
        centre=centre,
    )
    panel = read_panel(table, setting)
    return ControlChart(analyse_panel(panel, setting, read_directions(direction, 1), panel.latest_targets))


def analyse_many(
    values: "Floats | Sequence[Sequence[float | None]] | Sequence[Sequence[Sequence[float | None]]]",
    *,
    periods: Sequence[Any] | Dates | None = None,
    denominators: Floats | Sequence[Any] | None = None,
    chart: str = "xmr",
    direction: str | Sequence[str] = "neutral",
    target: "float | Sequence[float | None] | Sequence[Sequence[float | None]] | Floats | None" = None,
    rebase: Iterable[Any] = (),
    freeze: int | None = None,
    exclude: Iterable[Any] = (),
    rules: str | RuleSet = "making-data-count",
    screen_moving_ranges: bool = True,
    sizes: Floats | Sequence[Any] | None = None,
    deviations: Floats | Sequence[Any] | None = None,
    baseline: Sequence[Any] | None = None,
    centre: float | Sequence[float | None] | Floats | None = None,
    parameters: Mapping[str, float | None] | None = None,
) -> PanelChart:
    """The control charts of many series, as `analyse` would make each.

    values: series × points, padded with NaN at the end of shorter series; so trailing NaN is padding, unless `periods`
    are series × points and give it a date. A series without any value has no verdict (common cause, not assured).
    Observations of subgroups are series × points × observations.
    periods, denominators, sizes, deviations: shared by all series, or series × points (periods None or NaT in the padding).
    direction, centre: one for all, or one per series. target: one for all, one per series, or series × points.
    rebase, exclude, baseline: shared, or a list per series; an exclusion that a series lacks is passed over, because a
    shared list rarely fits all.
    Raises SeriesError naming series, row and remedy.
    """
    setting = read_setting(chart, rule_set_named(rules), freeze, screen_moving_ranges, single=False, parameters=parameters)
    table = read_table(
        values,
        setting,
        periods=periods,
        denominators=denominators,
        rebase=rebase,
        exclude=exclude,
        sizes=sizes,
        deviations=deviations,
        baseline=baseline,
        target=target,
        centre=centre,
    )
    series = len(table.values)
    directions = read_directions(direction, series)
    blocks = []
    for start in range(0, series, CHUNK):
        panel = _read_chunk(table, start, setting)
        blocks.append(analyse_panel(panel, setting, directions[start : start + CHUNK], panel.latest_targets))
    return PanelChart(blocks)


def _read_chunk(table: Table, start: int, setting: Setting) -> Panel:
    """Some of the series as a panel; an error counts series from the first of all."""
    try:
        return read_panel(table.rows(start, start + CHUNK), setting)
    except SeriesError as error:
        if error.series is not None:
            raise error.moved(start) from None
        raise
