"""One idea of a change package: which teams use it and what each found; noting that a team uses it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.models import CollaborativeTeam, PackageIdea
from qms.improvement.collaboratives.permissions import writes_for_team
from qms.improvement.collaboratives.queries import idea as idea_by_id
from qms.improvement.collaboratives.queries import team as team_by_id
from qms.improvement.collaboratives.spread.actions import stop_using_idea, use_idea
from qms.improvement.collaboratives.spread.forms import UseForm
from qms.improvement.collaboratives.spread.page import idea_page
from qms.kernel import clock
from qms.people.access import person, signed_in


@blueprint.get("/collaboratives/ideas/<int:idea_id>")
@signed_in
def package_idea_tests(idea_id: int) -> ResponseReturnValue:
    """The idea's spread over teams and time, and every team's tests of it."""
    context = idea_page(idea_by_id(idea_id), person())
    return render_template("improvement/collaboratives/spread/idea.html", **context)


@blueprint.route("/collaboratives/ideas/<int:idea_id>/teams/<int:team_id>/in-use", methods=["GET", "POST"])
@writes_for_team()
def package_idea_use(idea_id: int, team_id: int) -> ResponseReturnValue:
    """The team uses the idea since a day, without a test on record."""
    found, team = _both(idea_id, team_id)
    form = UseForm(data={"since": clock.today()})
    if form.validate_on_submit():
        use_idea(found, team=team, since=form.since.data, by=person())
        flash(f"Stored: {team.project.unit.name} uses “{found.title}”.", "success")
        return redirect(url_for("improvement.package_idea_tests", idea_id=idea_id, _anchor="teams"), 303)
    page = render_template(
        "improvement/collaboratives/spread/use.html", collaborative=team.collaborative, idea=found, team=team, form=form
    )
    return page, 422 if form.errors else 200


@blueprint.post("/collaboratives/ideas/<int:idea_id>/teams/<int:team_id>/in-use/undo")
@writes_for_team()
def package_idea_use_undo(idea_id: int, team_id: int) -> ResponseReturnValue:
    """Take that back."""
    found, team = _both(idea_id, team_id)
    stop_using_idea(found, team=team, by=person())
    flash(f"Stored: it is no longer noted that {team.project.unit.name} uses “{found.title}”.", "success")
    return redirect(url_for("improvement.package_idea_tests", idea_id=idea_id, _anchor="teams"), 303)


def _both(idea_id: int, team_id: int) -> tuple[PackageIdea, CollaborativeTeam]:
    """Idea and team of one collaborative, or NoResultFound (a 404)."""
    found, team = idea_by_id(idea_id), team_by_id(team_id)
    if found.collaborative_id != team.collaborative_id:
        raise NoResultFound
    return found, team
