"""The evidence on a project's page."""

from dataclasses import dataclass

from qms.improvement.evidence.standing import Standing
from qms.improvement.progress.scale import BY_SCORE
from qms.improvement.projects.addresses import part_url


@dataclass(frozen=True)
class EvidenceView:
    """The suggested score with its reasons, in the words of the scale; `url` is where they stand."""

    url: str
    score: str
    title: str
    value: float
    reasons: tuple[str, ...]
    missing: str
    verdict: str  # "Common cause"; empty where nothing can be compared
    improved: bool
    conflict: str
    balancing: str


def evidence_view(project_id: int, standing: Standing) -> EvidenceView:
    """The standing as the page lays it out."""
    suggestion = standing.suggestion
    return EvidenceView(
        url=part_url(project_id, "measures", "score"),
        score=f"{suggestion.score:.1f}",
        title=BY_SCORE[suggestion.score].title,
        value=suggestion.score,
        reasons=suggestion.reasons,
        missing=suggestion.missing,
        verdict=standing.words,
        improved=standing.is_improved,
        conflict=standing.conflict,
        balancing=standing.balancing,
    )
