"""The score that evidence supports, and where claims lie apart from it; without a database."""

from dataclasses import replace

import pytest

from qms.golden_thread.metrics.models import MetricKind
from qms.improvement.evidence.conflicts import conflict
from qms.improvement.evidence.facts import Facts, Found
from qms.improvement.evidence.standing import standing_of, together
from qms.improvement.evidence.suggesting import suggest
from qms.improvement.evidence.verdict import verdict_of
from qms.improvement.evidence.wording import balancing_sentence
from qms.improvement.progress.scale import BY_SCORE
from qms.improvement.projects.models import Stage
from qms.spc import Judgement

FALLS = Found("Falls", MetricKind.OUTCOME)
CHECKS = Found("Checks", MetricKind.PROCESS)
STAY = Found("Length of stay", MetricKind.BALANCING)
BETTER = {"judgement": Judgement.IMPROVEMENT, "meaning": Judgement.IMPROVEMENT, "differs": True}

PLANNED = Facts(people=3, has_aim=True, measures=(replace(FALLS, measured=False),))
TESTED = Facts(people=3, has_aim=True, done=2, adopted=1, stage=Stage.IMPLEMENTING, measures=(FALLS,))


def with_measures(*measures: Found, **more: object) -> Facts:
    return replace(TESTED, measures=measures, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "score", "missing"),
    [
        (Facts(), 0.5, "One person alone is named on it."),
        (Facts(people=2), 1.0, "The aim is not written yet."),
        (Facts(people=2, has_aim=True), 1.0, "No measure is linked, so no chart can show anything."),
        (PLANNED, 1.5, "Nothing has been measured yet."),
        (replace(TESTED, done=0, adopted=0), 2.0, "No test of a change is finished yet."),
        (replace(TESTED, done=0, running=1), 2.0, "No test of a change is finished yet (one is running)."),
        (with_measures(FALLS), 2.5, "Nothing can be compared yet: there are no measurements both before and since a change."),
        (
            with_measures(replace(FALLS, judgement=Judgement.CHANCE)),
            2.5,
            "Falls: the chart shows common cause: the difference may be chance.",
        ),
        (
            with_measures(replace(CHECKS, **BETTER)),
            3.0,
            "No outcome is measured, so no chart can show whether people fare better.",
        ),
        (with_measures(replace(FALLS, **BETTER), adopted=0), 3.0, "No change has been adopted yet."),
        (with_measures(replace(FALLS, sustained=6, **BETTER)), 3.5, "The improvement has not lasted for 7 points yet."),
        (with_measures(replace(FALLS, sustained=8, **BETTER)), 4.0, "Not every outcome has held for 12 points yet."),
        (
            with_measures(replace(FALLS, sustained=14, **BETTER), stage=Stage.TESTING),
            4.0,
            "The change has not been made the standard yet.",
        ),
        (
            with_measures(replace(FALLS, sustained=14, **BETTER)),
            4.5,
            "Not every outcome has a target that it meets reliably.",
        ),
        (with_measures(replace(FALLS, sustained=14, meets_target=True, **BETTER)), 5.0, ""),
    ],
)  # fmt: skip
def test_each_step_asks_for_something_of_its_own(facts: Facts, score: float, missing: str) -> None:
    found = suggest(facts)
    assert (found.score, found.missing) == (score, missing)
    assert found.score in BY_SCORE
    assert len(found.reasons) == round((score - 0.5) * 2), "each step above the lowest has its reason"


def test_harm_to_something_else_holds_the_score_back() -> None:
    better = replace(FALLS, sustained=14, meets_target=True, **BETTER)
    for harmed in (replace(STAY, judgement=Judgement.CONCERN), replace(STAY, gives_concern=True)):
        found = suggest(with_measures(better, harmed))
        assert (found.score, found.missing) == (3.5, "Length of stay must not get worse, and gives concern.")
    worse = replace(FALLS, name="Harm", judgement=Judgement.CONCERN)
    assert suggest(with_measures(better, worse)).score == 3.5
    assert suggest(with_measures(better, STAY)).score == 5.0


def test_an_improvement_that_began_before_the_change_is_not_the_changes_doing() -> None:
    before = replace(FALLS, judgement=Judgement.BEGAN_BEFORE, meaning=Judgement.IMPROVEMENT, sustained=14, differs=True)
    assert suggest(with_measures(before)).score == 2.5
    assert "clearly before the change" in suggest(with_measures(before)).missing


def said(facts: Facts, team: float | None, coach: float | None = None) -> str:
    return conflict(verdict_of(facts.measures), suggest(facts), team=team, coach=coach)


def test_a_claim_beyond_the_evidence_is_said_with_what_the_chart_shows() -> None:
    chance = with_measures(replace(FALLS, judgement=Judgement.CHANCE))
    words = "the chart shows common cause: the difference may be chance."
    assert said(chance, 4.0) == f"Claims 4.0, but {words}"
    assert said(chance, 4.0, 4.0) == f"Claims 4.0, but {words}"
    assert said(chance, 4.0, 3.5) == f"The team claims 4.0 and the coach 3.5, but {words}"
    assert said(chance, 4.0, 2.5) == f"The team claims 4.0, but {words}"
    assert said(chance, 2.0, 4.0) == f"The coach claims 4.0, but {words}"
    assert said(replace(TESTED, done=0), 3.0) == "Claims 3.0, but no test of a change is finished yet."
    lasting = with_measures(replace(CHECKS, sustained=12, **BETTER))
    assert said(lasting, 4.5).startswith("Claims 4.5, but no outcome is measured")
    assert said(with_measures(replace(FALLS, sustained=14, **BETTER), replace(STAY, gives_concern=True)), 4.5) == (
        "Claims 4.5, but Length of stay must not get worse, and gives concern."
    )


def test_half_a_step_is_a_matter_of_judgement_and_modesty_is_said_kindly() -> None:
    chance = with_measures(replace(FALLS, judgement=Judgement.CHANCE))
    assert said(chance, 3.0, 2.0) == ""
    assert said(chance, None) == ""
    assert said(with_measures(replace(FALLS, sustained=8, **BETTER)), 2.5) == (
        "The team says 2.5, and the evidence already supports 4.0."
    )


def test_a_balancing_measure_that_got_worse_is_said_and_one_of_another_kind_is_not() -> None:
    assert balancing_sentence([FALLS, STAY]) == ""
    assert balancing_sentence([replace(CHECKS, judgement=Judgement.CONCERN)]) == ""
    worse = replace(STAY, judgement=Judgement.CONCERN, gives_concern=True)
    assert balancing_sentence([worse]) == "Length of stay, which must not get worse, has got worse since the change."
    back = replace(STAY, name="Readmissions", gives_concern=True)
    assert balancing_sentence([back]) == "Readmissions, which must not get worse, gives concern now."


def test_most_outcomes_must_improve_before_an_improvement_is_called_clear() -> None:
    better = replace(FALLS, sustained=8, **BETTER)
    others = [replace(FALLS, name=f"Outcome {at}", judgement=Judgement.CHANCE) for at in range(1, 10)]
    assert suggest(with_measures(better, others[0], replace(others[1], measured=False))).score == 3.5, "one of two is no most"
    found = suggest(with_measures(*others, better))
    assert (found.score, found.missing) == (
        3.5,
        "1 of 10 outcomes improved, which is not most of them: that may be chance.",
    )
    second = replace(others[0], sustained=9, **BETTER)
    assert suggest(with_measures(better, others[1], second)).score == 4.0
    claim = conflict(None, found, team=4.5, coach=None)
    assert claim == "Claims 4.5, but 1 of 10 outcomes improved, which is not most of them: that may be chance."


def test_projects_are_counted_together_where_their_charts_can_be_compared() -> None:
    better, chance, silent = (
        standing_of(facts, team=None, coach=None)
        for facts in (
            with_measures(replace(FALLS, **BETTER)),
            with_measures(replace(FALLS, judgement=Judgement.CHANCE)),
            Facts(),
        )
    )
    assert together({1: better, 2: chance, 3: better, 4: silent}) == "2 of 3 projects show a real improvement."
    assert together({1: better, 2: silent}) == "1 of 1 project shows a real improvement."
    assert together({1: chance}) == "None of 1 project shows a real improvement yet."
    assert together({1: silent}) == ""
