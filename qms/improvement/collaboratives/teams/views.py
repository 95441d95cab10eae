"""Teams: invited by those who run the programme, joining by themselves, starting in it, leaving."""

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.addresses import tab_url
from qms.improvement.collaboratives.invitations.actions import invite
from qms.improvement.collaboratives.invitations.presenters import added_words
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.permissions import may_bring, may_lead, runs_collaborative, writes_for_team
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.collaboratives.queries import measures_of, teams_of
from qms.improvement.collaboratives.queries import team as team_by_id
from qms.improvement.collaboratives.teams.actions import join, leave
from qms.improvement.collaboratives.teams.files import COLUMNS, file_rows
from qms.improvement.collaboratives.teams.forms import BringForm, InviteForm, JoinForm, LeaveForm
from qms.improvement.collaboratives.teams.queries import to_bring, to_invite, to_join
from qms.improvement.collaboratives.teams.rows import team_rows
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel.formats import listed
from qms.kernel.uploads import safe_csv
from qms.people.access import needs, person, signed_in
from qms.people.roles import Permission

FOLDER = "improvement/collaboratives/teams"


@blueprint.get("/collaboratives/<int:collaborative_id>.csv")
@signed_in
def collaborative_csv(collaborative_id: int) -> Response:
    """The teams as a file."""
    found = collaborative_by_id(collaborative_id)
    rows = file_rows(team_rows(teams_of(found.id), measures_of(found.id)))
    headers = {"Content-Disposition": f"attachment; filename=collaborative-{found.id}-teams.csv"}
    return Response(safe_csv(rows, COLUMNS, bom=True), mimetype="text/csv", headers=headers)


@blueprint.route("/collaboratives/<int:collaborative_id>/teams/add", methods=["GET", "POST"])
@runs_collaborative()
def teams_invite(collaborative_id: int) -> ResponseReturnValue:
    """Find projects by title or unit, and let them take part; those of units where the reader coaches nobody are invited."""
    found = _running(collaborative_id)
    words = " ".join(request.args.get("words", "").split())
    offered = to_invite(found, words)
    form = InviteForm().offer(offered)
    if form.validate_on_submit():
        chosen = [each for each in offered if each.id in (form.projects.data or [])]
        own = [each for each in chosen if may_bring(person(), each)]
        others = [each for each in chosen if each not in own]
        for each in own:
            join(found, project=each, by=person())
        for each in others:
            invite(found, project=each, by=person())
        flash(added_words(len(own), len(others)), "success")
        return redirect(tab_url(found.id, anchor="teams"), 303)
    page = render_template(f"{FOLDER}/invite.html", collaborative=found, form=form, words=words, any=bool(offered))
    return page, 422 if form.errors else 200


@blueprint.route("/collaboratives/<int:collaborative_id>/join", methods=["GET", "POST"])
@needs(Permission.RUN_PROJECTS)
def collaborative_join(collaborative_id: int) -> ResponseReturnValue:
    """Join with a project of one's own."""
    found = _running(collaborative_id)
    if not (found.open_to_join or may_lead(person(), found)):
        abort(403)
    offered = to_bring(found, person())
    form = BringForm().offer(offered)
    if form.validate_on_submit():
        project = next(each for each in offered if each.id == form.project.data)
        _, left_out = join(found, project=project, by=person())
        flash(_joined(found, left_out), "success")
        return redirect(tab_url(found.id, anchor="teams"), 303)
    page = render_template(f"{FOLDER}/join.html", collaborative=found, form=form, any=bool(offered))
    return page, 422 if form.errors else 200


@blueprint.route("/projects/<int:project_id>/join", methods=["GET", "POST"])
@runs_project()
def project_join(project_id: int) -> ResponseReturnValue:
    """Let a project join a programme that is open."""
    project = project_by_id(project_id)
    offered = to_join(project) if project.is_active else []
    form = JoinForm().offer(offered)
    if form.validate_on_submit():
        found = next(each for each in offered if each.id == form.collaborative.data)
        _, left_out = join(found, project=project, by=person())
        flash(_joined(found, left_out), "success")
        return redirect(url_for("improvement.project", project_id=project_id), 303)
    page = render_template(f"{FOLDER}/join_one.html", project=project, form=form, any=bool(offered))
    return page, 422 if form.errors else 200


@blueprint.route("/collaboratives/teams/<int:team_id>/leave", methods=["GET", "POST"])
@writes_for_team()
def team_leave(team_id: int) -> ResponseReturnValue:
    """Take part no more."""
    team = team_by_id(team_id)
    found = collaborative_by_id(team.collaborative_id)
    form = LeaveForm()
    if form.validate_on_submit():
        leave(team, why=form.why.data or "", keep_measures=bool(form.keep.data), by=person())
        flash(f"Stored: {team.project.title} no longer takes part. What it found out stays.", "success")
        return redirect(tab_url(found.id, anchor="teams"), 303)
    return render_template(f"{FOLDER}/leave.html", collaborative=found, team=team, form=form), 422 if form.errors else 200


def _running(collaborative_id: int) -> Collaborative:
    """The programme, where it has not ended; teams do not join one that has."""
    found = collaborative_by_id(collaborative_id)
    if not found.is_running:
        abort(404)
    return found


def _joined(found: Collaborative, left_out: list[str]) -> str:
    missing = f" Not measured here, as others define it: {listed(left_out)}." if left_out else ""
    return f"Stored: the project is part of {found.title}, with its measures.{missing}"
