"""Moving a project to a stage, and scoring its progress."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from qms.improvement.approvals.gate import why_held_back
from qms.improvement.blueprint import blueprint
from qms.improvement.progress import actions
from qms.improvement.progress.forms import CoachScoreForm, StageForm, TeamScoreForm
from qms.improvement.progress.second_look import ENDS, still_open
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Stage
from qms.improvement.projects.page import render_project
from qms.improvement.projects.permissions import runs_project
from qms.improvement.projects.queries import project as project_by_id
from qms.improvement.projects.queries import unit_of_project
from qms.improvement.projects.wording import STAGE_WORDS
from qms.people.access import needs, person
from qms.people.roles import Permission


@blueprint.post("/projects/<int:project_id>/stages")
@runs_project()
def stage_new(project_id: int) -> ResponseReturnValue:
    """Move to another stage, end the project, or open it again. What is still open at an end is shown once."""
    project, form = project_by_id(project_id), StageForm()
    if not form.validate_on_submit():
        return render_project(project, tab="charter", forms={"stage": form}, status=422)
    stage = Stage(form.stage.data)
    if actions.waits_for_sponsor(project, stage):
        form.stage.errors = [why_held_back(project)]
        return render_project(project, tab="charter", forms={"stage": form}, status=422)
    if form.in_spite.data != "yes" and (matters := still_open(project, stage)):
        page = {"project": project, "form": form, "matters": matters, "words": ENDS[stage]}
        return render_template("improvement/progress/second_look.html", **page)
    moved = actions.change_stage(project, stage=stage, since=form.since.data, learned=form.learned.data or "", by=person())
    words = STAGE_WORDS[stage]
    flash(
        f"Stored: the stage is now “{words}”." if moved else f"Nothing was changed: the stage is “{words}” already.",
        "success",
    )
    return redirect(part_url(project_id, "charter", "stages"), 303)


@blueprint.post("/projects/<int:project_id>/archive")
@runs_project()
def project_archive(project_id: int) -> ResponseReturnValue:
    """Take a project that ended out of the lists; one that goes on stays in them."""
    project = project_by_id(project_id)
    if project.is_active:
        flash("A project that goes on is not archived. End it first.", "info")
    else:
        actions.archive(project, by=person())
        flash("Stored: the project is archived. Search still finds it.", "success")
    return redirect(part_url(project_id, "charter", "stages"), 303)


@blueprint.post("/projects/<int:project_id>/unarchive")
@runs_project()
def project_unarchive(project_id: int) -> ResponseReturnValue:
    """Put it back into the lists."""
    actions.unarchive(project_by_id(project_id), by=person())
    flash("Stored: the project is in the lists again.", "success")
    return redirect(part_url(project_id, "charter", "stages"), 303)


@blueprint.post("/projects/<int:project_id>/team-scores")
@runs_project()
def team_score_new(project_id: int) -> ResponseReturnValue:
    """Store the team's own score."""
    project, form = project_by_id(project_id), TeamScoreForm()
    if not form.validate_on_submit():
        return render_project(project, tab="measures", forms={"team_score": form}, status=422)
    actions.score_by_team(project, score=float(form.team_score.data), by=person())
    flash("Stored: the team's score.", "success")
    return redirect(part_url(project_id, "measures", "score"), 303)


@blueprint.post("/projects/<int:project_id>/coach-scores")
@needs(Permission.COACH_PROJECTS, unit_of=unit_of_project)
def coach_score_new(project_id: int) -> ResponseReturnValue:
    """Store a coach's score."""
    project, form = project_by_id(project_id), CoachScoreForm()
    if not form.validate_on_submit():
        return render_project(project, tab="measures", forms={"coach_score": form}, status=422)
    actions.score_by_coach(project, score=float(form.coach_score.data), by=person())
    flash("Stored: the coach's score.", "success")
    return redirect(part_url(project_id, "measures", "score"), 303)
