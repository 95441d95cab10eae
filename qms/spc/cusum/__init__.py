"""Charts that add up small differences: CUSUM, EWMA, risk-adjusted CUSUM and VLAD."""

from qms.spc.cusum.ewma import Ewma, ewma
from qms.spc.cusum.tabular import TabularCusum, tabular_cusum
from qms.spc.cusum.words import Crossing

__all__ = ["Crossing", "Ewma", "TabularCusum", "ewma", "tabular_cusum"]
