"""Cases to charts: the one analysis behind the page, the files, the lists and the monthly job."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qms.control.cusums.models import OutcomeCase, OutcomeSequence, OutcomeSignal, Side
from qms.spc import Crossing, RiskAdjustedCusum, Vlad, risk_adjusted_cusum, vlad


@dataclass(frozen=True)
class Charts:
    """The cases in their order, with both directions and the VLAD."""

    cases: Sequence[OutcomeCase]
    worse: RiskAdjustedCusum
    better: RiskAdjustedCusum
    vlad: Vlad

    def side(self, side: Side) -> RiskAdjustedCusum:
        """The chart of one direction."""
        return self.worse if side is Side.WORSE else self.better

    def waiting(self, side: Side) -> Crossing | None:
        """The first crossing since the chart last began: what somebody must answer; None where there is none."""
        chart = self.side(side)
        begun = int(np.flatnonzero(chart.begins)[-1])
        return next((each for each in chart.crossings if each.position >= begun), None)


def charts_of(one: OutcomeSequence, cases: Sequence[OutcomeCase], signals: Sequence[OutcomeSignal]) -> Charts | None:
    """The charts of the cases, begun again after each answered signal; None without cases.

    An unanswered signal does not begin a chart again: it goes on above its limit until somebody has found the cause."""
    if not cases:
        return None
    outcomes = np.array([float(each.event) for each in cases])
    risks = np.array([risk_of(one, each) for each in cases])

    def direction(side: Side, odds_ratio: float, limit: float) -> RiskAdjustedCusum:
        starts = _begun_again(cases, [each for each in signals if each.side is side and each.answered_at is not None])
        return risk_adjusted_cusum(outcomes, risks, odds_ratio=odds_ratio, limit=limit, reset=False, starts=starts)

    return Charts(
        cases,
        direction(Side.WORSE, one.worse_ratio, one.worse_limit),
        direction(Side.BETTER, one.better_ratio, one.better_limit),
        vlad(outcomes, risks),
    )


def risk_of(one: OutcomeSequence, case: OutcomeCase) -> float:
    """The probability of the event for a case: its own, or the sequence's. The actions see to it that there is one."""
    if one.expected_risk is not None:
        return one.expected_risk
    return float("nan") if case.risk is None else case.risk


def _begun_again(cases: Sequence[OutcomeCase], answered: Sequence[OutcomeSignal]) -> np.ndarray:
    """The first case after that of each answered signal, which may have been removed or moved to another day since."""
    ends = sorted((each.case.happened_on, each.case_id) for each in answered)
    starts = np.zeros(len(cases), dtype=bool)
    order = [(each.happened_on, each.id) for each in cases]
    for end in ends:
        after = next((at for at, place in enumerate(order) if place > end), None)
        if after is not None:
            starts[after] = True
    return starts
