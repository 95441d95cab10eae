"""Statistical process control: pure functions from numbers to charts and verdicts. Needs numpy and nothing of ours."""

from qms.spc.analyse import analyse, analyse_many
from qms.spc.chart import ControlChart, Phase, Runs
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
from qms.spc.panel_chart import PanelChart
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
    "Direction",
    "PanelChart",
    "Phase",
    "PointType",
    "RuleSet",
    "Runs",
    "SeriesError",
    "Signal",
    "SpecialCause",
    "analyse",
    "analyse_many",
    "rule_sentences",
]
