"""The risk-adjusted CUSUM (Steiner, Cook, Farewell and Treasure 2000, Biostatistics 1(4): 441-452)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qms.spc.arrays import Booleans, Floats, Integers
from qms.spc.cusum.cases import read_cases
from qms.spc.cusum.counting import counts_off_zero, first_off_zero, newly
from qms.spc.cusum.given import check_setting
from qms.spc.cusum.recursion import arm
from qms.spc.cusum.words import Crossing, explain_risk_adjusted, one_series, plain


@dataclass(frozen=True)
class RiskAdjustedCusum:
    """One direction: deterioration where odds_ratio is above 1, improvement where it is below.

    Arrays are cases, or series × cases; sums and weights are NaN at gaps. begins: where the sum began, or began again after
    a signal.
    """

    outcomes: Floats
    risks: Floats
    weights: Floats
    sums: Floats
    begins: Booleans
    odds_ratio: float
    limit: float
    reset: bool

    @property
    def side(self) -> str:
        """What the chart looks for: "worse" (more events) or "better" (fewer)."""
        return "worse" if self.odds_ratio > 1 else "better"

    @cached_property
    def signals(self) -> Booleans:
        """Where the sum is at or above the limit."""
        return self.sums >= _reached(self.limit)

    @cached_property
    def counts(self) -> Integers:
        """The cases in a row at which the sum is above 0."""
        return counts_off_zero(self.sums, self.begins)

    @cached_property
    def crossings(self) -> tuple[Crossing, ...]:
        """Each time that one series reaches its limit, in order."""
        one_series(self.sums)
        since = first_off_zero(self.sums, self.begins)
        at = np.flatnonzero(newly(self.signals, self.sums, self.begins)).tolist()
        return tuple(Crossing(place, int(since[place]), self.side) for place in at)

    @property
    def explanation(self) -> str:
        """What one series shows, in plain English."""
        return self.explain()

    def explain(self, labels: Sequence[str] | None = None) -> str:
        """The same with the cases named in place of their numbers."""
        return explain_risk_adjusted(self, labels)

    def to_dict(self) -> dict[str, object]:
        """One series as plain JSON types; None at gaps."""
        one_series(self.sums)
        columns = {
            "outcome": plain(self.outcomes),
            "risk": plain(self.risks),
            "weight": plain(self.weights),
            "sum": plain(self.sums),
            "signal": self.signals.tolist(),
        }
        return {
            "chart": "risk-adjusted-cusum",
            "side": self.side,
            "odds_ratio": self.odds_ratio,
            "limit": self.limit,
            "reset": self.reset,
            "points": [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)],
            "crossings": [vars(crossing).copy() for crossing in self.crossings],
            "explanation": self.explanation,
        }


def risk_adjusted_cusum(
    outcomes: object,
    risks: object,
    *,
    odds_ratio: float,
    limit: float,
    reset: bool = True,
    head_start: float = 0.0,
    starts: object = None,
) -> RiskAdjustedCusum:
    """C = max(0, C + w) with w = ln(R^y / (1 − p + Rp)); a signal is at or above the limit.

    outcomes: 1 for the event, 0 for none, None or NaN for a case that is left out; cases, or series × cases. risks: the
    probability of the event for each case, or one for all, between 0 and 1. odds_ratio: R, the change in the odds that the
    chart looks for: above 1 for deterioration, below 1 for improvement. reset: begin from 0 at the case after a signal.
    head_start: the share of the limit at which the sum begins. starts: true at the cases where it begins again.
    Raises SeriesError naming what cannot be used.
    """
    check_setting(
        0 < odds_ratio < np.inf and odds_ratio != 1,
        f"the odds ratio is {odds_ratio}. Give one above 1 to find deterioration, or between 0 and 1 to find improvement",
        "odds_ratio",
    )
    check_setting(0 < limit < np.inf, f"the limit is {limit}. Give a number above 0; 4.5 is usual", "limit")
    check_setting(
        0 <= head_start < 1, f"head_start is {head_start}. Give a share of the limit, from 0 to below 1", "head_start"
    )
    given, likely = read_cases(outcomes, risks)
    weights = given.values * np.log(odds_ratio) - np.log1p((odds_ratio - 1) * likely)
    begins = given.begins(starts)
    reached = _reached(limit)
    sums = arm(weights, np.full((1, 1), head_start * limit), begins, reached if reset else np.inf)
    if reset:
        begins = begins | _after(sums >= reached, sums)
    return RiskAdjustedCusum(
        outcomes=given.shaped(given.values),
        risks=given.shaped(likely),
        weights=given.shaped(weights),
        sums=given.shaped(sums),
        begins=given.shaped(begins),
        odds_ratio=odds_ratio,
        limit=limit,
        reset=reset,
    )


def _reached(limit: float) -> float:
    """A sum this high is at the limit, whatever floating point lost on the way."""
    return limit * (1 - 1e-12)


def _after(signals: Booleans, sums: Floats) -> Booleans:
    """The place after each signal, where the sum begins from 0."""
    after = np.zeros(sums.shape, dtype=bool)
    after[:, 1:] = signals[:, :-1]
    return after
