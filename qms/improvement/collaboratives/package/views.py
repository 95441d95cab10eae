"""The change package: ideas added, changed, ordered, withdrawn, taken from driver diagrams."""

from typing import Any

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.addresses import tab_url
from qms.improvement.collaboratives.models import PackageIdea
from qms.improvement.collaboratives.package.actions import (
    add_idea,
    edit_idea,
    move_up,
    restore_idea,
    take_ideas,
    withdraw_idea,
)
from qms.improvement.collaboratives.package.forms import PackageIdeaForm, TakeForm
from qms.improvement.collaboratives.page import render_collaborative
from qms.improvement.collaboratives.permissions import runs_collaborative
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.collaboratives.queries import idea as idea_by_id
from qms.improvement.collaboratives.queries import ideas_of, of_idea
from qms.improvement.ideas.queries import ideas_around
from qms.kernel.editing import check_edit
from qms.kernel.formats import count
from qms.people.access import person

FOLDER = "improvement/collaboratives/package"


@blueprint.post("/collaboratives/<int:collaborative_id>/ideas")
@runs_collaborative()
def package_idea_new(collaborative_id: int) -> ResponseReturnValue:
    """Add an idea."""
    found, form = collaborative_by_id(collaborative_id), PackageIdeaForm(prefix="idea")
    if not form.validate_on_submit():
        return render_collaborative(found, tab="ideas", forms={"idea": form}, status=422)
    made = add_idea(found, title=form.title.data or "", how=form.how.data or "", by=person())
    return _back(made, f"Stored: {made.title}.")


@blueprint.route("/collaboratives/<int:collaborative_id>/ideas/take", methods=["GET", "POST"])
@runs_collaborative()
def package_ideas_take(collaborative_id: int) -> ResponseReturnValue:
    """Take over change ideas of the driver diagrams of the unit, above it and below it."""
    found = collaborative_by_id(collaborative_id)
    have = {each.driver_id for each in ideas_of(found.id, with_withdrawn=True)}
    offered = [each for each in ideas_around(found.unit) if each.id not in have]
    form = TakeForm().offer(offered)
    if form.validate_on_submit():
        taken = take_ideas(found, ideas=[each for each in offered if each.id in (form.ideas.data or [])], by=person())
        flash(f"Stored: the package has {count(len(taken), 'idea')} more.", "success")
        return redirect(tab_url(found.id, "ideas"), 303)
    page = render_template(f"{FOLDER}/take.html", collaborative=found, form=form, any=bool(offered))
    return page, 422 if form.errors else 200


@blueprint.route("/collaboratives/ideas/<int:idea_id>/edit", methods=["GET", "POST"])
@runs_collaborative(of_idea)
def package_idea_edit(idea_id: int) -> ResponseReturnValue:
    """Change its words; two people may do so at once."""
    found = idea_by_id(idea_id)
    stored = _data(found)
    form = PackageIdeaForm(data=stored)
    edit = check_edit(form, found, stored)
    if edit.accepted:
        edit_idea(found, title=form.title.data or "", how=form.how.data or "", by=person())
        return _back(found, f"Stored: {found.title}.")
    page = render_template(
        f"{FOLDER}/edit.html", form=form, idea=found, collaborative=of_idea(idea_id), conflict=edit.conflict
    )
    return page, edit.status


@blueprint.post("/collaboratives/ideas/<int:idea_id>/up")
@runs_collaborative(of_idea)
def package_idea_up(idea_id: int) -> ResponseReturnValue:
    """One place earlier."""
    found = idea_by_id(idea_id)
    move_up(found, by=person())
    return _back(found, f"Stored: {found.title} stands one place earlier.")


@blueprint.post("/collaboratives/ideas/<int:idea_id>/withdraw")
@runs_collaborative(of_idea)
def package_idea_withdraw(idea_id: int) -> ResponseReturnValue:
    """Offer it no more."""
    found = idea_by_id(idea_id)
    withdraw_idea(found, by=person())
    return _back(found, f"Withdrawn: {found.title}. Tests of it stay.")


@blueprint.post("/collaboratives/ideas/<int:idea_id>/restore")
@runs_collaborative(of_idea)
def package_idea_restore(idea_id: int) -> ResponseReturnValue:
    """Offer it again."""
    found = idea_by_id(idea_id)
    restore_idea(found, by=person())
    return _back(found, f"Stored: {found.title} is offered again.")


def _data(found: PackageIdea) -> dict[str, Any]:
    return {"version": str(found.version), "title": found.title, "how": found.how}


def _back(found: PackageIdea, said: str) -> Response:
    flash(said, "success")
    return redirect(tab_url(found.collaborative_id, "ideas", "package"), 303)
