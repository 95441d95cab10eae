"""Entries of the impact log: write one for a project or a unit, read it, change it, take it out."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.files.actions import add_file
from qms.improvement.files.forms import REMINDER as FILE_REMINDER
from qms.improvement.files.forms import TOO_LARGE
from qms.improvement.files.kinds import ACCEPT
from qms.improvement.impact import actions
from qms.improvement.impact.agreed.presenters import sentence
from qms.improvement.impact.agreed.queries import actions_of
from qms.improvement.impact.attached.actions import attach
from qms.improvement.impact.forms import REMINDER, RemoveForm, copied, entry_data, entry_fields, form_for
from qms.improvement.impact.kinds import KINDS, kind_named
from qms.improvement.impact.models import ImpactEntry, ImpactKind
from qms.improvement.impact.page import render_entry
from qms.improvement.impact.permissions import writes_impact
from qms.improvement.impact.presenters import trail, trail_of
from qms.improvement.impact.queries import entry as entry_by_id
from qms.improvement.portfolio.filters import number_of
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel import clock
from qms.kernel.editing import check_edit
from qms.kernel.too_large import takes_large
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission


@blueprint.route("/projects/<int:project_id>/impact/new", methods=["GET", "POST"])
@runs_project()
@takes_large(TOO_LARGE)
def impact_new(project_id: int) -> ResponseReturnValue:
    """Choose the kind, then write an entry of the project."""
    return _new(project=project_by_id(project_id), address=url_for("improvement.impact_new", project_id=project_id))


@blueprint.route("/impact/units/<int:unit_id>/new", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS, unit_of=unit_by_id)
def impact_new_of_unit(unit_id: int) -> ResponseReturnValue:
    """The same for a unit alone, such as a national audit's team."""
    return _new(unit=unit_by_id(unit_id), address=url_for("improvement.impact_new_of_unit", unit_id=unit_id))


@blueprint.get("/impact/entries/<int:impact_id>")
@signed_in
def impact_entry(impact_id: int) -> ResponseReturnValue:
    """One entry, with the actions that it agreed."""
    return render_entry(entry_by_id(impact_id))


@blueprint.route("/impact/entries/<int:impact_id>/edit", methods=["GET", "POST"])
@writes_impact()
@takes_large(TOO_LARGE)
def impact_edit(impact_id: int) -> ResponseReturnValue:
    """Change an entry, which two people may do at once."""
    entry = entry_by_id(impact_id)
    stored = entry_data(entry)
    form = form_for(entry, data=stored)
    edit = check_edit(form, entry, stored)
    if edit.accepted:
        actions.edit_impact(entry, by=person(), **_fields(form, entry))
        _attach(form, entry)
        flash("Stored: the entry.", "success")
        return redirect(url_for("improvement.impact_entry", impact_id=impact_id), 303)
    page = render_template(
        "improvement/impact/edit.html", form=form, entry=entry, kind=KINDS[entry.kind], conflict=edit.conflict,
        reminder=REMINDER, file_reminder=FILE_REMINDER, accept=ACCEPT, trail=trail_of(entry),
    )  # fmt: skip
    return page, edit.status


@blueprint.route("/impact/entries/<int:impact_id>/delete", methods=["GET", "POST"])
@writes_impact()
def impact_remove(impact_id: int) -> ResponseReturnValue:
    """Ask, then take it out of the log."""
    entry, form = entry_by_id(impact_id), RemoveForm()
    agreed = [sentence(each) for each in actions_of([impact_id]).get(impact_id, [])]
    if form.validate_on_submit():
        back = _list_of(entry)
        actions.remove_impact(entry, agreed=agreed, by=person())
        flash("Removed: the entry.", "success")
        return redirect(back, 303)
    page = render_template(
        "improvement/impact/remove.html", form=form, entry=entry, kind=KINDS[entry.kind], agreed=agreed,
        files=len(entry.files), trail=trail_of(entry),
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _new(*, address: str, project: Project | None = None, unit: Unit | None = None) -> ResponseReturnValue:
    kind = kind_named(request.args.get("kind"))
    if kind is None:
        kinds = [(each.value, words.name, words.about) for each, words in KINDS.items()]
        page = render_template(
            "improvement/impact/choose.html", kinds=kinds, address=address, unit=unit, trail=trail(project)
        )
        return page, 422 if request.method == "POST" else 200
    begun = actions.begun(kind=kind, project=project, unit=unit)
    form = form_for(begun, data=_like(begun) | {"happened_on": clock.today()})
    if form.validate_on_submit():
        made = actions.log_impact(kind=kind, project=project, unit=unit, by=person(), **_fields(form, begun))
        _attach(form, made)
        return _stored(made) if "another" not in request.form else _another(made, address)
    page = render_template(
        "improvement/impact/new.html", form=form, kind=KINDS[kind], unit=unit, reminder=REMINDER, file_reminder=FILE_REMINDER,
        accept=ACCEPT, address=f"{address}?kind={kind.value}", others=address, trail=trail(project),
    )  # fmt: skip
    return page, 422 if form.is_submitted() else 200


def _fields(form: Any, entry: ImpactEntry) -> dict[str, Any]:
    """What was typed; a photo or file that came along is kept with the project's, and shows the entry."""
    typed = entry_fields(form, entry)
    if entry.project is None or not form.prepared:
        return typed
    about = f"{KINDS[entry.kind].name}: {typed['title']}"[:200]
    kept = add_file(entry.project, prepared=form.prepared[0], about=about, by=person())
    return typed | {"file_id": kept.id}


def _attach(form: Any, entry: ImpactEntry) -> None:
    """The same for an entry of a unit alone, with which its files are kept."""
    if entry.unit_id is not None:
        for each in form.prepared:
            attach(entry, prepared=each, by=person())


def _like(begun: ImpactEntry) -> dict[str, Any]:
    """What a new entry takes over from the one that the address names, where both are of one kind."""
    number = number_of(request.args.get("like", ""))
    like = entry_by_id(number) if number else None
    return copied(like, begun) if like and like.kind is begun.kind else {}


def _another(entry: ImpactEntry, address: str) -> Response:
    flash(f"Stored: {entry.title}. What was the next?", "success")
    return redirect(address, 303)


def _stored(entry: ImpactEntry) -> Response:
    if entry.kind is ImpactKind.MEETING:
        flash("Stored: the meeting. What was agreed goes below, an action at a time.", "success")
        return redirect(url_for("improvement.impact_entry", impact_id=entry.id, _anchor="agreed"), 303)
    flash("Stored: the entry.", "success")
    return redirect(_list_of(entry), 303)


def _list_of(entry: ImpactEntry) -> str:
    """Where the entry stands among others."""
    if entry.project_id:
        return part_url(entry.project_id, "impact")
    return url_for("improvement.impact", unit=entry.unit_id)
