"""Charts that add up small differences: CUSUM, EWMA, risk-adjusted CUSUM and VLAD."""

from qms.spc.cusum.case_run_length import cases_to_signal
from qms.spc.cusum.ewma import Ewma, ewma
from qms.spc.cusum.risk_adjusted import RiskAdjustedCusum, risk_adjusted_cusum
from qms.spc.cusum.run_length import average_run_length, decision_interval
from qms.spc.cusum.tabular import TabularCusum, tabular_cusum
from qms.spc.cusum.vlad import Vlad, vlad
from qms.spc.cusum.words import Crossing

__all__ = [
    "Crossing",
    "Ewma",
    "RiskAdjustedCusum",
    "TabularCusum",
    "Vlad",
    "average_run_length",
    "cases_to_signal",
    "decision_interval",
    "ewma",
    "risk_adjusted_cusum",
    "tabular_cusum",
    "vlad",
]
