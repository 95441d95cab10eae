"""Files of a project: add, open, and remove after being asked."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.improvement.blueprint import blueprint
from qms.improvement.files.actions import add_file, remove_file
from qms.improvement.files.forms import TOO_LARGE, FilesForm, RemoveForm
from qms.improvement.files.presenters import file_view
from qms.improvement.files.queries import file as file_by_id
from qms.improvement.files.queries import project_of_file
from qms.improvement.files.sending import sent, sent_small
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import may_run, runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel.formats import count
from qms.kernel.too_large import takes_large
from qms.people.access import person, signed_in


@blueprint.post("/projects/<int:project_id>/files")
@runs_project()
@takes_large(TOO_LARGE)
def file_new(project_id: int) -> ResponseReturnValue:
    """Keep photos or documents."""
    project = project_by_id(project_id)
    form = FilesForm().of(project)
    if not form.validate_on_submit():
        return render_project(project, tab="files", forms={"files": form}, status=422)
    for each in form.prepared:
        add_file(project, prepared=each, about=form.about.data or "", by=person())
    flash(f"Stored: {count(len(form.prepared), 'file')}.", "success")
    return redirect(part_url(project_id, "files"), 303)


@blueprint.get("/files/<int:project_file_id>")
@signed_in
def file_get(project_file_id: int) -> Response:
    """The file, to save; a picture is looked at on its page, which shows it from here."""
    project_of_file(project_file_id)
    kept = file_by_id(project_file_id)
    return sent(kept)


@blueprint.get("/files/<int:project_file_id>/picture")
@signed_in
def file_picture(project_file_id: int) -> str:
    """A picture as large as the window allows. A page of ours shows it: a browser's own would need styles that we forbid."""
    project, kept = project_of_file(project_file_id), file_by_id(project_file_id)
    if not kept.is_picture:
        raise NotFound
    page = {"file": file_view(kept), "trail": _trail(project), "may_run": may_run(person(), project)}
    return render_template("improvement/files/picture.html", **page)


@blueprint.get("/files/<int:project_file_id>/thumbnail")
@signed_in
def file_thumbnail(project_file_id: int) -> Response:
    """The small picture of a picture."""
    project_of_file(project_file_id)
    kept = file_by_id(project_file_id)
    return sent_small(kept)


@blueprint.route("/files/<int:project_file_id>/delete", methods=["GET", "POST"])
@runs_project(project_of_file)
def file_remove(project_file_id: int) -> ResponseReturnValue:
    """Ask, then remove it: whoever writes in the project may, as somebody may notice what should not be there."""
    kept, form = file_by_id(project_file_id), RemoveForm()
    project = project_by_id(kept.project_id)
    back = part_url(project.id, "files")
    if form.validate_on_submit():
        remove_file(kept, by=person())
        flash("Removed: the file.", "success")
        return redirect(back, 303)
    page = render_template("improvement/files/remove.html", form=form, file=file_view(kept), trail=_trail(project), back=back)
    return page, 422 if form.is_submitted() else 200


def _trail(project: Project) -> list[tuple[str, str]]:
    home = [("Home", url_for("home")), ("Improvement projects", url_for("improvement.index"))]
    return [*home, (project.title, url_for("improvement.project", project_id=project.id, tab="files"))]
