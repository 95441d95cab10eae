"""Tasks: add on the project's page, tick off by a tap, edit, take off the plan."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.conversation.part import colleagues_for
from qms.improvement.fields import colleague_label
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import is_on, runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.work.forms import TaskForm
from qms.improvement.work.models import Task
from qms.improvement.work.queries import project_of_task
from qms.improvement.work.queries import task as task_by_id
from qms.improvement.work.task_actions import TAB, add_task, edit_task, finish_task, remove_task, reopen_task
from qms.kernel.editing import check_edit
from qms.people.access import needs, person
from qms.people.models import Person
from qms.people.roles import Permission


def _is_its_owner_or_on_the_project(reader: Person, task_id: int) -> bool:
    return task_by_id(task_id).owner_id == reader.id or is_on(reader, project_of_task(task_id))


# A task may be given to a colleague who is not on the team: they may say that it is done.
ticks_task = needs(
    Permission.RUN_PROJECTS,
    unit_of=lambda task_id: project_of_task(task_id).unit,
    or_if=_is_its_owner_or_on_the_project,
)


@blueprint.post("/projects/<int:project_id>/tasks")
@runs_project()
def task_new(project_id: int) -> ResponseReturnValue:
    """Note what is to be done."""
    project = project_by_id(project_id)
    form = TaskForm(prefix="task").about(project)
    if not form.validate_on_submit():
        return render_project(project, tab=TAB, forms={"task": form}, status=422)
    add_task(project, what=form.what.data or "", owner=form.owner.person, due_on=form.due_on.data, by=person())
    flash("Stored: the task.", "success")
    return _to_tasks(project_id)


@blueprint.post("/tasks/<int:task_id>/done")
@ticks_task
def task_done(task_id: int) -> ResponseReturnValue:
    """It is done."""
    task = task_by_id(task_id)
    finish_task(task, by=person())
    flash(f"Stored: done. {task.what}", "success")
    return _to_tasks(task.project_id)


@blueprint.post("/tasks/<int:task_id>/reopen")
@ticks_task
def task_reopen(task_id: int) -> ResponseReturnValue:
    """It is not done after all."""
    task = task_by_id(task_id)
    reopen_task(task, by=person())
    flash(f"Stored: to be done again. {task.what}", "success")
    return _to_tasks(task.project_id)


@blueprint.route("/tasks/<int:task_id>/edit", methods=["GET", "POST"])
@runs_project(project_of_task)
def task_edit(task_id: int) -> ResponseReturnValue:
    """Change what, who or by when; two people may do so at once."""
    task = task_by_id(task_id)
    project = project_by_id(task.project_id)
    stored = _data(task)
    form = TaskForm(data=stored).about(project)
    edit = check_edit(form, task, stored)
    if edit.accepted:
        edit_task(task, what=form.what.data or "", owner=form.owner.person, due_on=form.due_on.data, by=person())
        flash("Stored: the task.", "success")
        return _to_tasks(project.id)
    page = render_template(
        "improvement/work/task.html",
        form=form, task=task, project=project, conflict=edit.conflict, colleagues=colleagues_for(project),
    )  # fmt: skip
    return page, edit.status


@blueprint.post("/tasks/<int:task_id>/remove")
@runs_project(project_of_task)
def task_remove(task_id: int) -> ResponseReturnValue:
    """Take it off the plan."""
    task = task_by_id(task_id)
    project_id = task.project_id
    remove_task(task, by=person())
    flash("Removed: the task.", "success")
    return _to_tasks(project_id)


def _data(task: Task) -> dict[str, Any]:
    return {
        "version": str(task.version),
        "what": task.what,
        "owner": colleague_label(task.owner),
        "due_on": task.due_on,
    }


def _to_tasks(project_id: int) -> Response:
    return redirect(part_url(project_id, TAB, "tasks"), 303)
