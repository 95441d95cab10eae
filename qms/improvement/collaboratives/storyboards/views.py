"""Storyboards: all of a session to walk through or to print, one team's, and its words."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from qms.improvement.blueprint import blueprint
from qms.improvement.collaboratives.models import CollaborativeEvent, CollaborativeTeam, EventKind
from qms.improvement.collaboratives.permissions import may_write_for, writes_for_team
from qms.improvement.collaboratives.queries import collaborative, teams_of
from qms.improvement.collaboratives.queries import event as event_by_id
from qms.improvement.collaboratives.queries import team as team_by_id
from qms.improvement.collaboratives.storyboards.actions import edit_storyboard, write_storyboard
from qms.improvement.collaboratives.storyboards.forms import StoryboardForm, board_data, words_of
from qms.improvement.collaboratives.storyboards.queries import storyboard
from qms.improvement.collaboratives.storyboards.sheets import sheets_of
from qms.kernel import clock
from qms.kernel.editing import check_edit
from qms.people.access import person, signed_in

FOLDER = "improvement/collaboratives/storyboards"


@blueprint.get("/collaboratives/events/<int:event_id>/storyboards")
@signed_in
def storyboards(event_id: int) -> ResponseReturnValue:
    """All of a session's storyboards on one page, one team a sheet."""
    event = session(event_id)
    teams = teams_of(event.collaborative_id, on=event.starts_on)
    return render_template(
        f"{FOLDER}/all.html",
        event=event,
        collaborative=collaborative(event.collaborative_id),
        sheets=sheets_of(event, teams, clock.today()),
    )


@blueprint.get("/collaboratives/events/<int:event_id>/storyboards/<int:team_id>")
@signed_in
def storyboard_of_team(event_id: int, team_id: int) -> ResponseReturnValue:
    """One team's storyboard."""
    event, team = both(event_id, team_id)
    [sheet] = sheets_of(event, [team], clock.today())
    return render_template(
        f"{FOLDER}/one.html",
        event=event,
        collaborative=collaborative(event.collaborative_id),
        sheet=sheet,
        may_write=may_write_for(person(), team),
    )


@blueprint.route("/collaboratives/events/<int:event_id>/storyboards/<int:team_id>/edit", methods=["GET", "POST"])
@writes_for_team()
def storyboard_edit(event_id: int, team_id: int) -> ResponseReturnValue:
    """The team's words; what the record knows stands beside them."""
    event, team = both(event_id, team_id)
    board = storyboard(event, team)
    stored = board_data(board)
    form = StoryboardForm(data=stored)
    edit = check_edit(form, board or BLANK, stored)
    if edit.accepted:
        if board is None:
            write_storyboard(event, team=team, by=person(), **words_of(form))
        else:
            edit_storyboard(board, by=person(), **words_of(form))
        flash(f"Stored: the storyboard of {team.project.unit.name} for {event.title}.", "success")
        return redirect(url_for("improvement.storyboard_of_team", event_id=event_id, team_id=team_id), 303)
    [sheet] = sheets_of(event, [team], clock.today())
    page = render_template(
        f"{FOLDER}/edit.html",
        form=form,
        conflict=edit.conflict,
        event=event,
        sheet=sheet,
        collaborative=collaborative(event.collaborative_id),
    )
    return page, edit.status


class Blank:
    """A storyboard that nobody has written yet, for the check whether somebody was quicker."""

    version = ""


BLANK = Blank()


def session(event_id: int) -> CollaborativeEvent:
    """The learning session, or NoResultFound (a 404): other events have no storyboards."""
    found = event_by_id(event_id)
    if found.kind is not EventKind.LEARNING_SESSION:
        raise NoResultFound
    return found


def both(event_id: int, team_id: int) -> tuple[CollaborativeEvent, CollaborativeTeam]:
    """Session and team of one collaborative, or NoResultFound (a 404)."""
    found, team = session(event_id), team_by_id(team_id)
    if found.collaborative_id != team.collaborative_id:
        raise NoResultFound
    return found, team
