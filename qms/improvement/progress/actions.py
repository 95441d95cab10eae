"""Writes of a project's stage and scores."""

import datetime as dt

from sqlalchemy import select

from qms.improvement.approvals.gate import is_held_back
from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.progress.scale import BY_SCORE
from qms.improvement.projects.actions import edit_charter, touch
from qms.improvement.projects.models import DRAFT, ENDED, Project, Stage, StageStep
from qms.improvement.watches.opening import end_watches, open_watches
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person

MOVED = audit.declare("project.stage-changed", "was", "now", "since", "learned")
ARCHIVED = audit.declare("project.archived")
UNARCHIVED = audit.declare("project.unarchived")
SCORED = audit.declare("project.scored", "seen_by", "was", "now")

ASKS = (*ENDED, Stage.PAUSED)  # stages that ask what was learned
BEGUN = (Stage.TESTING, Stage.IMPLEMENTING, Stage.SUSTAINING, Stage.COMPLETED)  # and what follows from having begun


class NotApprovedError(ValueError):
    """Testing, and whatever follows from it, waits for the sponsor's word."""


def change_stage(project: Project, *, stage: Stage, since: dt.date, by: Person, learned: str = "") -> bool:
    """Move the project to a stage since a date; returns whether that was new, as a button is pressed twice. Ending or pausing
    it needs what was learned; completing it leaves a control watch on its measures; reopening keeps what was, ends the
    watches, and takes it back out of the archive. What its team kept to itself is open from testing on, and stays so.

    Raises ValueError where it ends or pauses and nothing was learned, NotApprovedError where testing waits for a sponsor."""
    if stage in ASKS and not learned.strip():
        raise ValueError("A project that ends or pauses says what was learned.")
    if waits_for_sponsor(project, stage):
        raise NotApprovedError("The sponsor has not approved the project yet.")
    kept = learned.strip() if stage in ASKS else ""
    if _is_there(project, stage, since, kept):
        return False
    was = project.stage
    if project.team_only and not (stage in DRAFT and was in DRAFT):
        edit_charter(project, team_only=False, by=by)
    project.stage = stage
    project.ended_on = since if stage in ENDED else None
    if project.started_on is None and stage not in {Stage.IDEA, *ASKS}:
        project.started_on = since
    if stage in ENDED:
        project.learned = kept
    else:
        project.archived_at = None
    db.session.add(StageStep(project_id=project.id, stage=stage, since=since, learned=kept, by_id=by.id))
    audit.record(MOVED, by=by, subject_id=project.id, was=was.value, now=stage.value, since=since.isoformat(), learned=kept)
    db.session.flush()
    if stage is Stage.COMPLETED:
        open_watches(project, since=since, by=by)
    else:
        end_watches(project, by=by)
    touch(project, since)
    tell_hearers(project, kind=NoticeKind.STAGE, by=by, tab="charter", anchor="stages")
    return True


def waits_for_sponsor(project: Project, stage: Stage) -> bool:
    """Whether the move has to wait for a sponsor's word. Pausing, stopping and abandoning never do."""
    return stage in BEGUN and is_held_back(project)


def _is_there(project: Project, stage: Stage, since: dt.date, learned: str) -> bool:
    """Whether the latest step says the same already."""
    if project.stage is not stage:
        return False
    last = select(StageStep).where(StageStep.project_id == project.id).order_by(StageStep.id.desc()).limit(1)
    step = db.session.execute(last).scalar()
    return step is not None and (step.stage, step.since, step.learned) == (stage, since, learned)


def begin_testing(project: Project, *, since: dt.date, by: Person) -> None:
    """A first test brings an idea or a plan to testing on the day on which it starts, or to planning while a sponsor has yet
    to approve it. A test that is planned for a day to come changes nothing: neither the stage, nor who sees the project."""
    if project.stage not in DRAFT or since > clock.today():
        return
    stage = Stage.PLANNING if is_held_back(project) else Stage.TESTING
    if stage is not project.stage:
        change_stage(project, stage=stage, since=since, by=by)


def archive(project: Project, *, by: Person) -> None:
    """Take a project that ended out of the lists; search and its address still find it. Archiving again changes nothing.

    Raises ValueError while it goes on: it would be forgotten."""
    if project.is_active:
        raise ValueError("A project that goes on is not archived. End it first.")
    if not project.is_archived:
        project.archived_at = clock.now()
        audit.record(ARCHIVED, by=by, subject_id=project.id)
        db.session.flush()


def unarchive(project: Project, *, by: Person) -> None:
    """Put it back into the lists."""
    if project.is_archived:
        project.archived_at = None
        audit.record(UNARCHIVED, by=by, subject_id=project.id)
        db.session.flush()


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
