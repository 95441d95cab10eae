"""One verdict for all outcomes of a project, whatever order they were linked in; without a database."""

from dataclasses import replace
from itertools import permutations

import pytest

from qms.golden_thread.metrics.models import MetricKind
from qms.improvement.evidence.facts import Facts, Found
from qms.improvement.evidence.standing import standing_of
from qms.improvement.evidence.verdict import verdict_of
from qms.spc import Judgement

FALLS = Found("Falls", MetricKind.OUTCOME, judgement=Judgement.IMPROVEMENT, sustained=8, link_id=1)
HARM = Found("Harm from falls", MetricKind.OUTCOME, judgement=Judgement.CONCERN, sustained=7, link_id=2)
STAY = Found("Length of stay", MetricKind.OUTCOME, judgement=Judgement.CHANCE, link_id=3)
FEAR = Found("Fear of falling", MetricKind.OUTCOME, judgement=Judgement.TOO_EARLY, link_id=4)
SILENT = Found("Pain", MetricKind.OUTCOME, link_id=5)
CHECKS = Found("Checks", MetricKind.PROCESS, judgement=Judgement.IMPROVEMENT, link_id=6)


@pytest.mark.parametrize(
    ("outcomes", "judgement", "words", "counted"),
    [
        ([FALLS], Judgement.IMPROVEMENT, "Real improvement", ""),
        ([HARM], Judgement.CONCERN, "Worse", ""),
        (
            [FALLS, HARM],
            Judgement.CONCERN,
            "Worse, 1 of 2 outcomes: Harm from falls",
            "1 of 2 outcomes improved, and Harm from falls got worse.",
        ),
        (
            [HARM, STAY, replace(HARM, name="Fractures")],
            Judgement.CONCERN,
            "Worse, 2 of 3 outcomes: Fractures and Harm from falls",
            "None of 3 outcomes improved, and Fractures and Harm from falls got worse.",
        ),
        ([FALLS, STAY, FEAR], Judgement.IMPROVEMENT, "Real improvement, 1 of 3 outcomes", "1 of 3 outcomes improved."),
        ([FALLS, SILENT], Judgement.IMPROVEMENT, "Real improvement, 1 of 2 outcomes", "1 of 2 outcomes improved."),
        ([FALLS, replace(SILENT, measured=False)], Judgement.IMPROVEMENT, "Real improvement", ""),
        ([STAY, FEAR], Judgement.CHANCE, "Common cause", ""),
        ([STAY, replace(FEAR, judgement=Judgement.FADED)], Judgement.FADED, "Faded", ""),
    ],
)
def test_all_outcomes_speak_and_their_order_never_matters(
    outcomes: list[Found], judgement: Judgement, words: str, counted: str
) -> None:
    for order in permutations([*outcomes, CHECKS]):
        found = verdict_of(order)
        assert found is not None
        assert (found.judgement, found.words, found.counted) == (judgement, words, counted)
        assert found == verdict_of([*outcomes, CHECKS])


def test_what_the_team_does_speaks_where_no_outcome_can_be_compared() -> None:
    found = verdict_of([SILENT, CHECKS])
    assert found is not None
    assert (found.judgement, found.words, found.speaker) == (Judgement.IMPROVEMENT, "Real improvement", CHECKS.link_id)
    assert verdict_of([STAY, CHECKS]) == verdict_of([STAY]), "an outcome goes before a process"
    assert verdict_of([replace(FALLS, kind=MetricKind.BALANCING)]) is None, "what must not get worse proves nothing"
    assert verdict_of([]) is verdict_of([SILENT]) is None


def test_the_measure_that_lasted_longest_speaks_for_those_that_say_the_same() -> None:
    longer = replace(FALLS, name="Injuries", sustained=12, link_id=9)
    found = verdict_of([FALLS, longer])
    assert found is not None
    assert found.speaker == longer.link_id
    assert found.said == "the charts show a real improvement in 2 of 2 outcomes"


def test_outcomes_that_got_worse_are_named_where_balancing_measures_are() -> None:
    readmissions = Found("Readmissions", MetricKind.BALANCING, judgement=Judgement.CONCERN)
    standing = standing_of(Facts(measures=(FALLS, HARM, readmissions)), team=None, coach=None)
    assert standing.warning == (
        "1 of 2 outcomes improved, and Harm from falls got worse. "
        "Readmissions, which must not get worse, has got worse since the change."
    )
    assert not standing.is_improved
    assert standing_of(Facts(measures=(HARM,)), team=None, coach=None).warning == "", "the verdict itself says it"
    assert standing.verdict is not None
    assert standing.verdict.said == "the charts show a real change for the worse in 1 of 2 outcomes: Harm from falls"
