"""Writes of tasks."""

import datetime as dt

from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell
from qms.improvement.duties.actions import finish, reopen
from qms.improvement.projects.models import Project
from qms.improvement.work.models import Task
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

ADDED = audit.declare("task.added", "project_id", "what", "owner_id", "due_on")
EDITED = audit.declare("task.edited", "project_id", "was", "now")
DONE = audit.declare("task.done", "project_id")
REOPENED = audit.declare("task.reopened", "project_id", "was_done_on")
REMOVED = audit.declare("task.removed", "project_id", "what", "owner_id", "due_on")

TAB = "plan"


def add_task(project: Project, *, what: str, by: Person, owner: Person | None = None, due_on: dt.date | None = None) -> Task:
    """Note what is to be done; its owner is told, unless it is whoever noted it."""
    task = Task(project_id=project.id, what=what.strip(), owner=owner, due_on=due_on, by_id=by.id)
    db.session.add(task)
    db.session.flush()
    audit.record(ADDED, by=by, subject_id=task.id, project_id=project.id, **_said(task))
    _tell_owner(task, project, by)
    return task


def edit_task(task: Task, *, what: str, owner: Person | None, due_on: dt.date | None, by: Person) -> None:
    """Change a task. Somebody to whom it now falls is told; another day may bring another reminder."""
    was, before = _said(task), task.owner_id
    if task.due_on != due_on:
        task.reminded_on = None
    task.what, task.owner, task.due_on = what.strip(), owner, due_on
    db.session.flush()
    now = _said(task)
    if was == now:
        return
    audit.record(EDITED, by=by, subject_id=task.id, project_id=task.project_id, was=was, now=now)
    if task.owner_id != before:
        _tell_owner(task, task.project, by)


def finish_task(task: Task, *, by: Person) -> None:
    """It is done."""
    finish(task, event=DONE, by=by, project_id=task.project_id)


def reopen_task(task: Task, *, by: Person) -> None:
    """It is not done after all."""
    reopen(task, event=REOPENED, by=by, project_id=task.project_id)


def remove_task(task: Task, *, by: Person) -> None:
    """Take a task off the plan; the audit keeps it."""
    audit.record(REMOVED, by=by, subject_id=task.id, project_id=task.project_id, **_said(task))
    db.session.delete(task)
    db.session.flush()


def _said(task: Task) -> dict[str, str | int | None]:
    return {"what": task.what, "owner_id": task.owner_id, "due_on": task.due_on.isoformat() if task.due_on else None}


def _tell_owner(task: Task, project: Project, by: Person) -> None:
    if task.owner_id:
        tell(project, [task.owner_id], kind=NoticeKind.TASK, by=by, tab=TAB, anchor="tasks")
