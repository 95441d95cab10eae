"""Writing the log: add on the project's page; one's own entries can be corrected and deleted."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.files.actions import add_file
from qms.improvement.files.forms import REMINDER, TOO_LARGE
from qms.improvement.files.kinds import ACCEPT
from qms.improvement.files.presenters import by_entry
from qms.improvement.files.queries import files_of_entries
from qms.improvement.log.actions import add_entry, delete_entry, edit_entry
from qms.improvement.log.forms import DeleteForm, EntryForm
from qms.improvement.log.queries import entry as entry_by_id
from qms.improvement.log.queries import project_of_entry
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import LogEntry, Project
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel.forms import Form
from qms.kernel.too_large import takes_large
from qms.people.access import person


@blueprint.post("/projects/<int:project_id>/entries")
@runs_project()
@takes_large(TOO_LARGE)
def entry_new(project_id: int) -> ResponseReturnValue:
    """Write down what happened."""
    project = project_by_id(project_id)
    form = EntryForm().of(project)
    if not form.validate_on_submit():
        return render_project(project, tab="log", forms={"entry": form}, status=422)
    entry = add_entry(project, text=form.text.data or "", happened_on=form.happened_on.data, by=person())
    _keep_files(form, project, entry)
    flash("Stored: your entry in the log.", "success")
    return _to_log(project_id)


@blueprint.route("/entries/<int:log_entry_id>/edit", methods=["GET", "POST"])
@runs_project(project_of_entry)
@takes_large(TOO_LARGE)
def entry_edit(log_entry_id: int) -> ResponseReturnValue:
    """Correct one's own entry; others' can be read."""
    entry = entry_by_id(log_entry_id)
    project = project_by_id(entry.project_id)
    form = EntryForm(data={"text": entry.text, "happened_on": entry.happened_on}).of(project)
    own = entry.by_id == person().id
    if own and form.validate_on_submit():
        edit_entry(entry, text=form.text.data or "", happened_on=form.happened_on.data, by=person())
        _keep_files(form, project, entry)
        flash("Stored: your entry in the log.", "success")
        return _to_log(entry.project_id)
    return _render("improvement/log/edit.html", form, entry, own)


@blueprint.route("/entries/<int:log_entry_id>/delete", methods=["GET", "POST"])
@runs_project(project_of_entry)
def entry_delete(log_entry_id: int) -> ResponseReturnValue:
    """Ask, then delete one's own entry."""
    entry, form = entry_by_id(log_entry_id), DeleteForm()
    own = entry.by_id == person().id
    if own and form.validate_on_submit():
        delete_entry(entry, by=person())
        flash("Deleted: your entry in the log.", "success")
        return _to_log(entry.project_id)
    return _render("improvement/log/delete.html", form, entry, own)


def _render(template: str, form: Form, entry: LogEntry, own: bool) -> ResponseReturnValue:
    """The page with its form for the author, with the entry alone for others (422 where they tried)."""
    project = project_by_id(entry.project_id)
    page = render_template(
        template if own else "improvement/log/entry.html",
        form=form,
        entry=entry,
        project=project,
        files=by_entry(files_of_entries([entry.id])).get(entry.id, []),
        accept=ACCEPT,
        reminder=REMINDER,
    )
    return page, 422 if form.is_submitted() else 200


def _keep_files(form: EntryForm, project: Project, entry: LogEntry) -> None:
    for each in form.prepared:
        add_file(project, prepared=each, entry=entry, by=person())


def _to_log(project_id: int) -> Response:
    return redirect(part_url(project_id, "log"), 303)
