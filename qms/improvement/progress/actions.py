"""Writes of a project's stage and scores."""

import datetime as dt

from qms.improvement.progress.scale import BY_SCORE
from qms.improvement.projects.actions import touch
from qms.improvement.projects.models import Project, Stage, StageStep
from qms.improvement.projects.queries import ENDED
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

MOVED = audit.declare("project.stage-changed", "was", "now", "since", "learned")
SCORED = audit.declare("project.scored", "seen_by", "was", "now")


def change_stage(project: Project, *, stage: Stage, since: dt.date, by: Person, learned: str = "") -> None:
    """Move the project to a stage since a date. Ending it needs what was learned; reopening keeps what was.

    Raises ValueError where the project ends and nothing was learned."""
    if stage in ENDED and not learned.strip():
        raise ValueError("A project that ends says what was learned.")
    was = project.stage
    project.stage = stage
    project.ended_on = since if stage in ENDED else None
    if project.started_on is None and stage not in {Stage.IDEA, *ENDED}:
        project.started_on = since
    if stage in ENDED:
        project.learned = learned.strip()
    kept = project.learned if stage in ENDED else ""
    db.session.add(StageStep(project_id=project.id, stage=stage, since=since, learned=kept, by_id=by.id))
    audit.record(MOVED, by=by, subject_id=project.id, was=was.value, now=stage.value, since=since.isoformat(), learned=kept)
    db.session.flush()
    touch(project, since)


def score_by_team(project: Project, *, score: float, by: Person) -> None:
    """Store where the team sees itself on the progress scale. Raises ValueError for a score that is no step of it."""
    _check(score)
    audit.record(SCORED, by=by, subject_id=project.id, seen_by="team", was=project.team_score, now=score)
    project.team_score = score
    db.session.flush()


def score_by_coach(project: Project, *, score: float, by: Person) -> None:
    """Store where a coach sees the project. Raises ValueError for a score that is no step of the scale."""
    _check(score)
    audit.record(SCORED, by=by, subject_id=project.id, seen_by="coach", was=project.coach_score, now=score)
    project.coach_score = score
    db.session.flush()


def _check(score: float) -> None:
    if score not in BY_SCORE:
        raise ValueError(f"{score} is no step of the progress scale.")
