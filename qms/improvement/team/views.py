"""Adding to the team and taking off it."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.team.actions import add_member, remove_member
from qms.improvement.team.forms import MemberForm
from qms.improvement.team.queries import member as member_by_id
from qms.improvement.team.queries import project_of_member
from qms.people.access import person


@blueprint.post("/projects/<int:project_id>/members")
@runs_project()
def member_new(project_id: int) -> ResponseReturnValue:
    """Add somebody, or change their part."""
    project, form = project_by_id(project_id), MemberForm()
    if not form.validate_on_submit() or form.member.person is None:
        return render_project(project, tab="people", forms={"member": form}, status=422)
    add_member(project, person=form.member.person, part=form.part.data or "", by=person())
    flash(f"Stored: {form.member.person.name} is on the team.", "success")
    return redirect(part_url(project_id, "people"), 303)


@blueprint.post("/members/<int:member_id>/remove")
@runs_project(project_of_member)
def member_remove(member_id: int) -> ResponseReturnValue:
    """Take somebody off the team."""
    member = member_by_id(member_id)
    project_id, name = member.project_id, member.person.name
    remove_member(member, by=person())
    flash(f"Stored: {name} is no longer on the team.", "success")
    return redirect(part_url(project_id, "people"), 303)
