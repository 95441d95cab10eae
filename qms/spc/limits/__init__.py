"""Limits by chart kind."""

from qms.spc.enums import ChartKind
from qms.spc.limits.attributes import c_lines, p_lines, u_lines
from qms.spc.limits.lines import Lines
from qms.spc.limits.median import run_lines
from qms.spc.limits.xmr import individuals_lines, moving_range_lines
from qms.spc.panel import Panel
from qms.spc.rule_sets import INDIVIDUALS, RuleSet, XmrMethod

_LINES = {
    ChartKind.RUN: run_lines,
    ChartKind.MR: moving_range_lines,
    ChartKind.P: p_lines,
    ChartKind.U: u_lines,
    ChartKind.C: c_lines,
}


def xmr_method(kind: ChartKind, rules: RuleSet) -> XmrMethod:
    """The rule set says how an XmR chart is made; every other kind, the I chart too, goes by the textbook."""
    return rules.xmr_method if kind is ChartKind.XMR else INDIVIDUALS


def lines_of(panel: Panel, rules: RuleSet, screen_moving_ranges: bool) -> Lines:
    """The points, centre and limits of every series of a panel."""
    if panel.kind in (ChartKind.XMR, ChartKind.I):
        screen = screen_moving_ranges and rules.screen_moving_ranges
        return individuals_lines(panel, xmr_method(panel.kind, rules), screen)
    return _LINES[panel.kind](panel)
