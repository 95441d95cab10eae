"""Asking a team for its figures, and the figures as a file."""

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from qms.golden_thread.readings.presenters import period_words
from qms.improvement.blueprint import blueprint
from qms.improvement.capability.files import table_file
from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.permissions import runs_collaborative
from qms.improvement.collaboratives.queries import collaborative as collaborative_by_id
from qms.improvement.collaboratives.queries import measures_of, team, teams_of
from qms.improvement.collaboratives.results.actions import ask_for_figures
from qms.improvement.collaboratives.results.matrix import periods_of
from qms.improvement.collaboratives.results.part import chosen_of, measured_periods
from qms.improvement.collaboratives.results.queries import series_of
from qms.improvement.collaboratives.results.table_file import COLUMNS, rows_of
from qms.kernel import clock
from qms.people.access import person, signed_in


def collaborative_of_team(team_id: int, **_: int) -> Collaborative:
    """The programme of the team, or NoResultFound (a 404)."""
    return collaborative_by_id(team(team_id).collaborative_id)


@blueprint.post("/collaboratives/teams/<int:team_id>/figures")
@runs_collaborative(collaborative_of_team)
def collaborative_ask(team_id: int) -> ResponseReturnValue:
    """Ask the team's lead for the last period of the measure that the form names."""
    asked, found = team(team_id), collaborative_of_team(team_id)
    teams, measures = teams_of(found.id), measures_of(found.id)
    if not measures:
        raise NotFound("This collaborative has no shared measure.")
    metric = chosen_of(measures).metric
    periods = periods_of(measured_periods(series_of(teams, measures).get(metric.id, {})), metric, clock.today())
    lead = asked.project.lead.name
    try:
        told = bool(periods) and ask_for_figures(asked, metric=metric, period=periods[-1], by=person())
        flash(f"Stored: {lead} is asked for {period_words(periods[-1], metric)}." if told else f"{lead} was asked already.")
    except ValueError as error:
        flash(str(error), "info")
    back = url_for(
        "improvement.collaborative", collaborative_id=found.id, tab="results", measure=metric.id, _anchor="reported"
    )
    return redirect(back, 303)


@blueprint.get("/collaboratives/<int:collaborative_id>/results.<any(csv, xlsx):kind>")
@signed_in
def collaborative_results_file(collaborative_id: int, kind: str) -> Response:
    """The figures of the measure that the address chooses, of all teams together and of each."""
    found = collaborative_by_id(collaborative_id)
    teams, measures = teams_of(found.id), measures_of(found.id)
    if not measures:
        raise NotFound("This collaborative has no shared measure.")
    metric = chosen_of(measures).metric
    rows = rows_of(found, teams, series_of(teams, measures).get(metric.id, {}), metric)
    return table_file("results", COLUMNS, list(rows), kind)
