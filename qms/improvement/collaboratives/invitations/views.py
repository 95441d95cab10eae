"""Answering an invitation: one press of whoever may write in the project."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.invitations.actions import accept, decline
from qms.improvement.collaboratives.invitations.forms import DeclineForm
from qms.improvement.collaboratives.invitations.models import CollaborativeInvitation
from qms.improvement.collaboratives.invitations.queries import invitation as invitation_by_id
from qms.improvement.collaboratives.invitations.queries import waiting_for_project
from qms.improvement.projects.models import Project
from qms.improvement.projects.permissions import runs_project
from qms.kernel.formats import listed
from qms.people.access import person


def project_of(invitation_id: int, **_: int) -> Project:
    """The project that was invited, or NoResultFound (a 404)."""
    return invitation_by_id(invitation_id).project


@blueprint.post("/collaboratives/invitations/<int:invitation_id>/accept")
@runs_project(project_of)
def invitation_accept(invitation_id: int) -> ResponseReturnValue:
    """Take part, with the shared measures."""
    asked = invitation_by_id(invitation_id)
    if not _waits(asked):
        return _too_late(asked)
    left_out = accept(asked, by=person())
    missing = f" Not measured here, as others define it: {listed(left_out)}." if left_out else ""
    flash(f"Stored: the project is part of {asked.collaborative.title}, with its measures.{missing}", "success")
    return redirect(url_for("improvement.project", project_id=asked.project_id), 303)


@blueprint.route("/collaboratives/invitations/<int:invitation_id>/decline", methods=["GET", "POST"])
@runs_project(project_of)
def invitation_decline(invitation_id: int) -> ResponseReturnValue:
    """Stay outside."""
    asked, form = invitation_by_id(invitation_id), DeclineForm()
    if not _waits(asked):
        return _too_late(asked)
    if form.validate_on_submit():
        decline(asked, why=form.why.data or "", by=person())
        flash(f"Stored: the project does not take part in {asked.collaborative.title}.", "success")
        return redirect(url_for("improvement.project", project_id=asked.project_id), 303)
    page = render_template("improvement/collaboratives/invitations/decline.html", asked=asked, form=form)
    return page, 422 if form.errors else 200


def _waits(asked: CollaborativeInvitation) -> bool:
    return asked.id in {each.id for each in waiting_for_project(asked.project_id)}


def _too_late(asked: CollaborativeInvitation) -> ResponseReturnValue:
    """Two of a team may hold the same page."""
    flash(f"The invitation of {asked.collaborative.title} has been answered, or is no longer open.", "info")
    return redirect(url_for("improvement.project", project_id=asked.project_id), 303)
