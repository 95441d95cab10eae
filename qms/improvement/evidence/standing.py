"""Where a project stands by its evidence, beside what its team and its coach say: for its page, lists and caseloads."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qms.improvement.evidence.conflicts import conflict
from qms.improvement.evidence.facts import Facts
from qms.improvement.evidence.gathering import gathered
from qms.improvement.evidence.suggesting import Suggestion, suggest
from qms.improvement.evidence.wording import balancing_sentence, verdict_words
from qms.kernel import formats
from qms.spc import Judgement


@dataclass(frozen=True)
class Standing:
    """suggestion: the score that the evidence supports. verdict: what the charts that tell of it say; None where nothing
    can be compared. words: the verdict in a word or two. conflict: where claims and evidence lie apart; empty where they
    agree. balancing: a warning where something got worse that must not; empty where all is well."""

    suggestion: Suggestion
    verdict: Judgement | None
    words: str
    conflict: str
    balancing: str

    @property
    def score(self) -> float:
        """The suggested score."""
        return self.suggestion.score

    @property
    def is_improved(self) -> bool:
        """Whether the charts show a real improvement."""
        return self.verdict is Judgement.IMPROVEMENT


def standings(project_ids: Collection[int]) -> dict[int, Standing]:
    """Where each project stands, in a number of queries that does not grow with them."""
    return {
        each.id: standing_of(facts, team=each.team_score, coach=each.coach_score) for each, facts in gathered(project_ids)
    }


def standing_of(facts: Facts, *, team: float | None, coach: float | None) -> Standing:
    """The facts weighed, beside the two scores that people gave."""
    suggestion = suggest(facts)
    return Standing(
        suggestion=suggestion,
        verdict=facts.verdict,
        words=verdict_words(facts),
        conflict=conflict(facts, suggestion, team=team, coach=coach),
        balancing=balancing_sentence(facts.measures),
    )


def together(found: Mapping[int, Standing]) -> str:
    """'2 of 3 projects show a real improvement.' Of those whose charts can be compared; empty where none can."""
    compared = [each for each in found.values() if each.verdict is not None]
    if not compared:
        return ""
    improved = sum(each.is_improved for each in compared)
    show = "shows" if len(compared) == 1 or improved == 1 else "show"
    of = formats.count(len(compared), "project")
    return f"{improved:,} of {of} {show} a real improvement." if improved else f"None of {of} shows a real improvement yet."
