"""The public door: one series, or many at once through the same code."""

from collections.abc import Iterable, Sequence
from typing import Any

from qms.spc.analysis import analyse_panel
from qms.spc.arrays import Dates, Floats
from qms.spc.chart import ControlChart
from qms.spc.errors import SeriesError
from qms.spc.intake import Setting, Table, read_directions, read_panel, read_setting, read_table, read_targets
from qms.spc.panel import Panel
from qms.spc.panel_chart import PanelChart
from qms.spc.rule_sets import RuleSet, rule_set_named

CHUNK = 4096
"""Series analysed at a time: their arrays stay in the processor's cache and memory stays bounded."""


def analyse(
    values: Sequence[float | None] | Floats,
    *,
    periods: Sequence[Any] | Dates | None = None,
    denominators: Sequence[float | None] | Floats | None = None,
    chart: str = "xmr",
    direction: str = "neutral",
    target: float | None = None,
    rebase: Iterable[Any] = (),
    freeze: int | None = None,
    exclude: Iterable[Any] = (),
    rules: str | RuleSet = "making-data-count",
    screen_moving_ranges: bool = True,
) -> ControlChart:
    """The control chart of one series.

    values: one per point, None or NaN where nothing was measured; numerators where denominators are given.
    periods: ISO dates, datetime.date or datetime64, in any order, each once.
    chart: "run", "xmr", "i", "mr", "p", "u" or "c". direction: which way is better, "increase", "decrease" or "neutral".
    rebase, exclude: periods, or 0-based positions where there are no periods. A rebase applies from the first point on or
    after it; an exclusion must be one of the periods.
    freeze: make the limits from the first so many points (of every phase of an XmR chart, of other charts only where
    there is no rebase).
    rules: the name of a rule set, or a RuleSet.
    Raises SeriesError naming the row and the remedy.
    """
    setting = read_setting(chart, rule_set_named(rules), freeze, screen_moving_ranges, single=True)
    panel = read_panel(
        read_table(values, setting, periods=periods, denominators=denominators, rebase=rebase, exclude=exclude), setting
    )
    return ControlChart(analyse_panel(panel, setting, read_directions(direction, 1), read_targets(target, 1)))


def analyse_many(
    values: Floats | Sequence[Sequence[float | None]],
    *,
    periods: Sequence[Any] | Dates | None = None,
    denominators: Floats | Sequence[Any] | None = None,
    chart: str = "xmr",
    direction: str | Sequence[str] = "neutral",
    target: float | Sequence[float | None] | Floats | None = None,
    rebase: Iterable[Any] = (),
    freeze: int | None = None,
    exclude: Iterable[Any] = (),
    rules: str | RuleSet = "making-data-count",
    screen_moving_ranges: bool = True,
) -> PanelChart:
    """The control charts of many series, as `analyse` would make each.

    values: series × points, padded with NaN at the end of shorter series; so trailing NaN is padding, unless `periods`
    are series × points and give it a date. A series without any value has no verdict (common cause, not assured).
    periods, denominators: shared by all series, or series × points (periods None or NaT in the padding).
    direction, target: one for all, or one per series. rebase, exclude: shared, or a list per series; an exclusion that a
    series lacks is passed over, because a shared list rarely fits all.
    Raises SeriesError naming series, row and remedy.
    """
    setting = read_setting(chart, rule_set_named(rules), freeze, screen_moving_ranges, single=False)
    table = read_table(values, setting, periods=periods, denominators=denominators, rebase=rebase, exclude=exclude)
    series = len(table.values)
    directions, targets = read_directions(direction, series), read_targets(target, series)
    blocks = []
    for start in range(0, series, CHUNK):
        rows = slice(start, start + CHUNK)
        panel = _read_chunk(table, start, setting)
        blocks.append(analyse_panel(panel, setting, directions[rows], targets[rows]))
    return PanelChart(blocks)


def _read_chunk(table: Table, start: int, setting: Setting) -> Panel:
    """Some of the series as a panel; an error counts series from the first of all."""
    try:
        return read_panel(table.rows(start, start + CHUNK), setting)
    except SeriesError as error:
        if error.series is not None:
            raise error.moved(start) from None
        raise
