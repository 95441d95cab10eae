"""Where a project stands by its evidence, beside what its team and its coach say: for its page, lists and caseloads."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qms.improvement.evidence.conflicts import conflict
from qms.improvement.evidence.facts import Facts
from qms.improvement.evidence.gathering import gathered
from qms.improvement.evidence.suggesting import Suggestion, suggest
from qms.improvement.evidence.verdict import Verdict, verdict_of
from qms.improvement.evidence.wording import balancing_sentence
from qms.kernel import formats
from qms.spc import Judgement


@dataclass(frozen=True)
class Standing:
    """suggestion: the score that the evidence supports. verdict: what all its outcomes say together; None where nothing can
    be compared. conflict: where claims and evidence lie apart; empty where they
    agree. balancing: a warning where something got worse that must not; empty where all is well."""

    suggestion: Suggestion
    verdict: Verdict | None
    conflict: str
    balancing: str

    @property
    def judgement(self) -> Judgement | None:
        """The verdict's judgement alone."""
        return self.verdict.judgement if self.verdict else None

    @property
    def words(self) -> str:
        """The verdict in a word or two, 'Real improvement'; empty where nothing can be compared."""
        return self.verdict.words if self.verdict else ""

    @property
    def warning(self) -> str:
        """What got worse beside the rest: outcomes where there are several, then balancing measures."""
        worse = self.verdict.counted if self.verdict and self.verdict.worse else ""
        return " ".join(filter(None, (worse, self.balancing)))

    @property
    def score(self) -> float:
        """The suggested score."""
        return self.suggestion.score

    @property
    def is_improved(self) -> bool:
        """Whether the charts show a real improvement."""
        return self.judgement is Judgement.IMPROVEMENT


def standings(project_ids: Collection[int]) -> dict[int, Standing]:
    """Where each project stands, in a number of queries that does not grow with them."""
    return {
        each.id: standing_of(facts, team=each.team_score, coach=each.coach_score) for each, facts in gathered(project_ids)
    }


def standing_of(facts: Facts, *, team: float | None, coach: float | None) -> Standing:
    """The facts weighed, beside the two scores that people gave."""
    suggestion, verdict = suggest(facts), verdict_of(facts.measures)
    return Standing(
        suggestion=suggestion,
        verdict=verdict,
        conflict=conflict(verdict, suggestion, team=team, coach=coach),
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
