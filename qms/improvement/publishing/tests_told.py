"""Tests of change as a reader outside the team wants them: what was predicted, what came, what was decided."""

from collections.abc import Sequence

from qms.improvement.ideas.packaged import packaged_ideas
from qms.improvement.ideas.queries import idea_texts
from qms.improvement.pdsa.figures import comparison, predicted
from qms.improvement.pdsa.models import Foretold, PdsaCycle
from qms.improvement.pdsa.presenters import DECISION_WORDS, FORETOLD_WORDS, when
from qms.improvement.pdsa.ramps import idea_words
from qms.improvement.publishing.story import Test


def told(cycles: Sequence[PdsaCycle]) -> tuple[Test, ...]:
    """The tests in their order. Two queries, for the ideas of driver diagrams and of change packages."""
    boxes = idea_texts({each.driver_id for each in cycles if each.driver_id})
    packaged = packaged_ideas(each.package_idea_id for each in cycles if each.package_idea_id)
    return tuple(_told(each, idea_words(each, boxes, packaged)) for each in cycles)


def _told(cycle: PdsaCycle, idea: str) -> Test:
    in_numbers = predicted(cycle)
    decided = DECISION_WORDS[cycle.decision] if cycle.decision else "Still running"
    return Test(
        number=cycle.number,
        when=when(cycle),
        idea=idea,
        question=cycle.question,
        prediction=f"{cycle.prediction.rstrip(' .')} ({in_numbers})." if in_numbers else cycle.prediction,
        result=cycle.studied or cycle.did,
        outcome=_outcome(cycle),
        decision=f"{decided}: {cycle.decision_reason}" if cycle.decision_reason else f"{decided}.",
    )


def _outcome(cycle: PdsaCycle) -> str:
    """Result beside prediction: in numbers where there are some, else in a word."""
    if cycle.measured_value is not None:
        return comparison(cycle)
    return f"{FORETOLD_WORDS[cycle.foretold]}." if cycle.foretold and cycle.foretold is not Foretold.UNTRIED else ""
