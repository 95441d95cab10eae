"""Where the scores that people gave and the evidence lie apart, in plain words and without blame. Pure."""

from qms.improvement.evidence.suggesting import Suggestion
from qms.improvement.evidence.verdict import Verdict
from qms.spc import Judgement

APART = 1.0
"""Half a step more or less is a matter of judgement; from a whole one on it is worth a word."""

MOVED = 3.0
"""A team that is modest hears so from the step on that a chart has moved for it."""


def conflict(verdict: Verdict | None, suggestion: Suggestion, *, team: float | None, coach: float | None) -> str:
    """'Claims 4.0, but the chart shows common cause: the difference may be chance.' Empty where scores and evidence agree."""
    claims = {who: score for who, score in (("team", team), ("coach", coach)) if score is not None}
    over = {who: score for who, score in claims.items() if score - suggestion.score >= APART}
    if over:
        return f"{_claim(over, claims)}, but {_because(verdict, suggestion)}."
    if team is not None and suggestion.score >= MOVED and suggestion.score - team >= APART:
        return f"The team says {team:.1f}, and the evidence already supports {suggestion.score:.1f}."
    return ""


def _claim(over: dict[str, float], claims: dict[str, float]) -> str:
    if len(over) == 2:
        team, coach = over["team"], over["coach"]
        return f"Claims {team:.1f}" if team == coach else f"The team claims {team:.1f} and the coach {coach:.1f}"
    who, score = next(iter(over.items()))
    return f"Claims {score:.1f}" if len(claims) == 1 and who == "team" else f"The {who} claims {score:.1f}"


def _because(verdict: Verdict | None, suggestion: Suggestion) -> str:
    """What the charts say where that is the matter, else what is missing."""
    if suggestion.score >= 2.5 and verdict is not None and verdict.judgement is not Judgement.IMPROVEMENT:
        return verdict.said
    missing = suggestion.missing.rstrip(".")
    first = missing.split(" ", 1)[0]
    lower = first in {"The", "No", "Nothing", "One", "Not", "It"}
    return missing[0].lower() + missing[1:] if lower else missing
