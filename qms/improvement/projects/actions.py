"""Writes to projects: starting one and editing its charter."""

import datetime as dt
from typing import Any

from sqlalchemy import update

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Signal
from qms.improvement.approvals.resetting import put_back
from qms.improvement.projects.models import Project, ProjectMeasure, ProjectMember, Stage, StageStep
from qms.improvement.projects.openness import has_been_open
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

STARTED = audit.declare("project.started", "title", "unit_id", "signal_id", "objective_id")
EDITED = audit.declare("project.edited", "changed")


def start_project(
    *,
    title: str,
    why: str,
    unit: Unit,
    lead: Person,
    due_on: dt.date,
    by: Person,
    signal: Signal | None = None,
    objective: Objective | None = None,
    series: Series | None = None,
) -> Project:
    """Start a project as an idea; its lead is its first team member, and the series that it answers its first measure."""
    project = Project(
        title=title.strip(),
        why=why.strip(),
        unit=unit,
        lead=lead,
        due_on=due_on,
        signal_id=signal.id if signal else None,
        objective=objective,
    )
    db.session.add(project)
    db.session.flush()
    db.session.add(ProjectMember(project_id=project.id, person_id=lead.id, part="Lead"))
    db.session.add(StageStep(project_id=project.id, stage=Stage.IDEA, since=clock.today(), by_id=by.id))
    if series is not None:
        db.session.add(ProjectMeasure(project_id=project.id, series_id=series.id))
    audit.record(
        STARTED,
        by=by,
        subject_id=project.id,
        title=project.title,
        unit_id=unit.id,
        signal_id=project.signal_id,
        objective_id=objective.id if objective else None,
    )
    db.session.flush()
    return project


def edit_charter(project: Project, *, by: Person, **fields: Any) -> list[str]:
    """Set the named fields; returns those that changed. Nothing is written or audited where none did. A change of what a
    sponsor approved, or is asked to, has to be approved again.

    Raises ValueError where it would keep to the team what everybody has seen (see `has_been_open`)."""
    changed = {name: value for name, value in fields.items() if getattr(project, name) != value}
    if not changed:
        return []
    if changed.get("team_only") and has_been_open(project):
        raise ValueError("What everybody has seen is not kept back any more.")
    was = {name: _plain(getattr(project, name)) for name in changed}
    for name, value in changed.items():
        setattr(project, name, value)
    now = {name: _plain(value) for name, value in changed.items()}
    audit.record(EDITED, by=by, subject_id=project.id, changed={name: [was[name], now[name]] for name in changed})
    db.session.flush()
    put_back(project, changed, by=by)
    return list(changed)


def touch(project: Project, on: dt.date) -> None:
    """Note that something happened on the day. The project's own version stays, so that an entry in the log does not
    refuse the charter that a colleague is editing at the same time."""
    moment = clock.now() if on >= clock.today() else dt.datetime.combine(on, dt.time(12), dt.UTC)
    later = update(Project).where(Project.id == project.id, Project.last_entry_at < moment)
    db.session.execute(later.values(last_entry_at=moment), execution_options={"synchronize_session": False})
    db.session.refresh(project, ["last_entry_at"])


def _plain(value: Any) -> Any:
    """A field's value as the audit can store it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return getattr(value, "id", value)
