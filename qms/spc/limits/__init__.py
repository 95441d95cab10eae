"""Limits by chart kind."""

from collections.abc import Callable

from qms.spc.enums import ChartKind
from qms.spc.limits.attributes import c_lines, p_lines, u_lines
from qms.spc.limits.lines import Lines
from qms.spc.limits.median import run_lines
from qms.spc.limits.memory import cusum_lines, ewma_lines
from qms.spc.limits.prime import ip_lines, pp_lines, up_lines
from qms.spc.limits.rare import g_lines, t_lines
from qms.spc.limits.subgroups import s_lines, xbar_lines
from qms.spc.limits.xmr import individuals_lines, moving_range_lines
from qms.spc.panel import Panel
from qms.spc.parameters import CusumParameters, EwmaParameters, Parameters
from qms.spc.rule_sets import INDIVIDUALS, RuleSet, XmrMethod

_LINES: dict[ChartKind, Callable[[Panel], Lines]] = {
    ChartKind.RUN: run_lines,
    ChartKind.MR: moving_range_lines,
    ChartKind.XBAR: xbar_lines,
    ChartKind.S: s_lines,
    ChartKind.P: p_lines,
    ChartKind.U: u_lines,
    ChartKind.C: c_lines,
    ChartKind.G: g_lines,
}
"""Charts whose limits need nothing but the panel."""

_SCREENED: dict[ChartKind, Callable[[Panel, bool], Lines]] = {
    ChartKind.PP: pp_lines,
    ChartKind.UP: up_lines,
    ChartKind.T: t_lines,
}
"""Charts whose limits rest on moving ranges, which may be screened."""


def xmr_method(kind: ChartKind, rules: RuleSet) -> XmrMethod:
    """The rule set says how an XmR chart is made; every other kind, the I chart too, goes by the textbook."""
    return rules.xmr_method if kind is ChartKind.XMR else INDIVIDUALS


def lines_of(panel: Panel, rules: RuleSet, screen_moving_ranges: bool, parameters: Parameters | None = None) -> Lines:
    """The points, centre and limits of every series of a panel."""
    kind, screen = panel.kind, screen_moving_ranges and rules.screen_moving_ranges
    if kind in (ChartKind.XMR, ChartKind.I):
        return individuals_lines(panel, xmr_method(kind, rules), screen)
    if isinstance(parameters, EwmaParameters):
        return ewma_lines(panel, parameters, screen)
    if isinstance(parameters, CusumParameters):
        return cusum_lines(panel, parameters, screen)
    if kind is ChartKind.IP:
        return ip_lines(panel, screen, rules.ip_ranges_of_all)
    return _SCREENED[kind](panel, screen) if kind in _SCREENED else _LINES[kind](panel)
