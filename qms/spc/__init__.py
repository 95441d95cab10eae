"""Statistical process control: pure functions from numbers to charts and verdicts. Needs numpy and nothing of ours."""

from qms.spc.analyse import analyse, analyse_many
from qms.spc.chart import ControlChart, Phase, Runs
from qms.spc.cusum import (
    Crossing,
    Ewma,
    RiskAdjustedCusum,
    TabularCusum,
    Vlad,
    average_run_length,
    cases_to_signal,
    decision_interval,
    ewma,
    risk_adjusted_cusum,
    tabular_cusum,
    vlad,
)
from qms.spc.enums import (
    ASSURANCES,
    DIRECTIONS,
    POINT_TYPES,
    SPECIAL_CAUSES,
    Assurance,
    ChartKind,
    Direction,
    PointType,
    SpecialCause,
)
from qms.spc.errors import SeriesError
from qms.spc.funnel import Funnel, FunnelMethod, funnel
from qms.spc.panel_chart import PanelChart
from qms.spc.pareto import Pareto, pareto
from qms.spc.rule_sets import ANHOEJ, MAKING_DATA_COUNT, NELSON, RULE_SETS, WESTERN_ELECTRIC, RuleSet
from qms.spc.rule_words import rule_sentences
from qms.spc.signals import Signal

__all__ = [
    "ANHOEJ",
    "ASSURANCES",
    "DIRECTIONS",
    "MAKING_DATA_COUNT",
    "NELSON",
    "POINT_TYPES",
    "RULE_SETS",
    "SPECIAL_CAUSES",
    "WESTERN_ELECTRIC",
    "Assurance",
    "ChartKind",
    "ControlChart",
    "Crossing",
    "Direction",
    "Ewma",
    "Funnel",
    "FunnelMethod",
    "PanelChart",
    "Pareto",
    "Phase",
    "PointType",
    "RiskAdjustedCusum",
    "RuleSet",
    "Runs",
    "SeriesError",
    "Signal",
    "SpecialCause",
    "TabularCusum",
    "Vlad",
    "analyse",
    "analyse_many",
    "average_run_length",
    "cases_to_signal",
    "decision_interval",
    "ewma",
    "funnel",
    "pareto",
    "risk_adjusted_cusum",
    "rule_sentences",
    "tabular_cusum",
    "vlad",
]
