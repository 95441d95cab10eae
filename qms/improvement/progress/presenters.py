"""Stage and score in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.improvement.progress.scale import BY_SCORE
from qms.improvement.projects.models import Project, StageStep
from qms.improvement.projects.wording import STAGE_WORDS
from qms.kernel import formats


@dataclass(frozen=True)
class StageView:
    """A stage that the project reached."""

    words: str
    since: str
    by: str
    learned: str


def score_words(score: float | None) -> str:
    """'2.5' or a dash."""
    return "–" if score is None else f"{score:.1f}"


def score_sentence(score: float | None) -> str:
    """What a score means; empty for none."""
    step = BY_SCORE.get(score) if score is not None else None
    return f"{step.title}. {step.sentence}" if step else ""


def gap_sentence(project: Project) -> str:
    """How far the team's and the coach's scores lie apart, in words; empty until both are there."""
    team, coach = project.team_score, project.coach_score
    if team is None or coach is None:
        return ""
    if team == coach:
        return f"The team and the coach agree: {team:.1f}."
    steps = round(abs(team - coach) * 2)
    who = "The team sees more progress than the coach" if team > coach else "The coach sees more progress than the team"
    apart = formats.count(steps, "step")
    return f"{who}: the team {team:.1f}, the coach {coach:.1f}, {apart} apart. Talk about what each of you sees."


def stage_views(steps: Sequence[StageStep]) -> list[StageView]:
    """The project's stages, first to last."""
    return [StageView(STAGE_WORDS[each.stage], formats.day(each.since), each.by.name, each.learned) for each in steps]
