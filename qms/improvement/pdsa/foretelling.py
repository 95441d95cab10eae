"""Prediction against result: by its numbers, and over many tests."""

from collections.abc import Mapping
from dataclasses import dataclass

from qms.improvement.pdsa.models import Foretold, PdsaCycle
from qms.improvement.pdsa.scales import decimals_of, to_decimals, typed

FEWEST = 3
"""Tests from which a count says something; one or two would only say who was lucky."""
COMPARED = (Foretold.AS_PREDICTED, Foretold.PARTLY, Foretold.OTHERWISE)


def by_numbers(cycle: PdsaCycle, measured: float | None) -> Foretold | None:
    """What the numbers say: as predicted where the result lies within what was foretold, ends included, otherwise where it
    does not. None without numbers on both sides."""
    low, high = cycle.predicted_low, cycle.predicted_high
    if measured is None or (low is None and high is None):
        return None
    return Foretold.OTHERWISE if side_of(cycle, measured) else Foretold.AS_PREDICTED


def side_of(cycle: PdsaCycle, measured: float) -> str:
    """ "higher" or "lower" than what was foretold; nothing within it.

    The result is taken to as many decimal places as were typed: somebody who predicts 3 has said nothing of tenths."""
    if cycle.predicted_low is not None and _beyond(cycle, measured, cycle.predicted_low) < 0:
        return "lower"
    if cycle.predicted_high is not None and _beyond(cycle, measured, cycle.predicted_high) > 0:
        return "higher"
    return ""


def was_rounded(cycle: PdsaCycle, measured: float) -> str:
    """ ", to the nearest whole number" where the result is as predicted in that way alone; empty otherwise."""
    low, high = cycle.predicted_low, cycle.predicted_high
    if side_of(cycle, measured):
        return ""
    missed = [low] if low is not None and _exactly(measured, low) < 0 else []
    missed += [high] if high is not None and _exactly(measured, high) > 0 else []
    if not missed:
        return ""
    places = max(decimals_of(typed(each, cycle.series) or 0.0) for each in missed)
    return f", to {places} decimal place{'s' * (places != 1)}" if places else ", to the nearest whole number"


def _beyond(cycle: PdsaCycle, measured: float, foretold: float) -> float:
    """How far the result lies above the number, at the precision of that; both on the scale on which they are typed."""
    number, result = typed(foretold, cycle.series) or 0.0, typed(measured, cycle.series) or 0.0
    places = decimals_of(number)
    return to_decimals(result, places) - to_decimals(number, places)


def _exactly(measured: float, foretold: float) -> float:
    """The difference, 0 where it is rounding of the machine alone: a mean of thirds is no different prediction."""
    apart = measured - foretold
    return 0.0 if abs(apart) <= 1e-9 * max(abs(measured), abs(foretold)) else apart


@dataclass(frozen=True)
class Tally:
    """How the predictions of many tests turned out; those that were not carried out are left out."""

    came_true: int = 0
    partly: int = 0
    otherwise: int = 0

    @property
    def compared(self) -> int:
        """Tests whose result was held against the prediction."""
        return self.came_true + self.partly + self.otherwise


def tally(counts: Mapping[Foretold | None, int]) -> Tally:
    """The tally of a count by how predictions turned out."""
    return Tally(*(counts.get(each, 0) for each in COMPARED))


def accuracy_sentence(found: Tally, *, whose: str = "Your") -> str:
    """How often predictions came true, kindly: they are there to learn from. Empty where there are too few to say."""
    if found.compared < FEWEST:
        return ""
    tests = f"{found.compared:,} tests"
    if found.came_true == found.compared:
        return (
            f"{whose} predictions came true in all {tests}. Next, test something that you are less sure of: "
            "there is most to learn where a prediction may fail."
        )
    partly = f", and in part in {found.partly:,} more" if found.partly else ""
    true = f"{found.came_true:,} of {tests}" if found.came_true else f"none of {tests}"
    return f"{whose} predictions came true in {true}{partly}; that is how one learns."
