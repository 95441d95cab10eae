"""The evidence on a project's page."""

from dataclasses import dataclass

from qms.improvement.evidence.standing import Standing
from qms.improvement.evidence.suggesting import LOWEST
from qms.improvement.progress.scale import BY_SCORE
from qms.improvement.projects.addresses import part_url

HALF = 0.5
"""From one step of the scale to the next."""


@dataclass(frozen=True)
class EvidenceView:
    """The suggested score with its reasons, in the words of the scale; `url` is where they stand, and `next_score` the step
    that `missing` keeps it from, empty at the top."""

    url: str
    score: str
    title: str
    value: float
    reasons: tuple[tuple[str, str], ...]  # the steps that are reached, each with why: ("1.0", "5 people are named on it.")
    missing: str
    next_score: str
    verdict: str  # "Common cause"; empty where nothing can be compared
    outcomes: str  # "2 of 3 outcomes improved."; empty for one alone, where nothing moved, and where `warning` says it
    improved: bool
    conflict: str
    warning: str


def evidence_view(project_id: int, standing: Standing) -> EvidenceView:
    """The standing as the page lays it out."""
    suggestion = standing.suggestion
    return EvidenceView(
        url=part_url(project_id, "measures", "score"),
        score=f"{suggestion.score:.1f}",
        title=BY_SCORE[suggestion.score].title,
        value=suggestion.score,
        reasons=tuple((f"{LOWEST + HALF * at:.1f}", each) for at, each in enumerate(suggestion.reasons, 1)),
        missing=suggestion.missing,
        next_score=f"{suggestion.score + HALF:.1f}" if suggestion.missing else "",
        verdict=standing.words,
        outcomes=standing.verdict.counted if standing.verdict and not standing.verdict.worse else "",
        improved=standing.is_improved,
        conflict=standing.conflict,
        warning=standing.warning,
    )
