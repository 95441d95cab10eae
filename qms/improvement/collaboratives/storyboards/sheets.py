"""What stands on a storyboard: the aim, the main chart, the tests since the last session and the team's words, for many
teams at once."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import Figure, strand
from qms.improvement.collaboratives.models import CollaborativeEvent, CollaborativeTeam, SharedMeasure, Storyboard
from qms.improvement.collaboratives.queries import measures_of as shared_measures_of
from qms.improvement.collaboratives.results.queries import series_of
from qms.improvement.collaboratives.storyboards.queries import session_before, storyboards_of
from qms.improvement.evidence.headlines import headlines
from qms.improvement.measures.presenters import series_name
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.presenters import state_of
from qms.improvement.pdsa.queries import cycles_of
from qms.improvement.progress.presenters import score_words
from qms.improvement.projects.queries import measures_of

SHOWN = 6
"""Tests on one sheet; what came before is on the project's page."""


@dataclass(frozen=True)
class SheetTest:
    """A test as it stood at the session."""

    url: str
    number: int
    question: str
    state: str
    colour: str
    found: str
    reason: str


@dataclass(frozen=True)
class SheetChart:
    """The main chart: a picture, its verdict and its sentence."""

    name: str
    url: str
    picture: Markup  # with its own words for those who cannot see it
    narrow: Markup  # the same for a phone
    tile: Tile


@dataclass(frozen=True)
class Sheet:
    """One team's page. `board` is None where the team has written nothing: then the record speaks alone."""

    team: CollaborativeTeam
    board: Storyboard | None
    headline: str  # the team's line or, without one, what its chart says
    aim: str  # or why, where there is no aim yet
    score: str
    coach_score: str
    planned: str  # the next steps of its last storyboard
    tests: Sequence[SheetTest]
    more_tests: int
    chart: SheetChart | None


def sheets_of(event: CollaborativeEvent, teams: Sequence[CollaborativeTeam], today: dt.date) -> list[Sheet]:
    """The sheets in the order of the teams, in a number of queries that does not grow with them."""
    before = session_before(event)
    boards = storyboards_of([event.id, *([before.id] if before else [])])
    projects = [each.project_id for each in teams]
    cycles, told = cycles_of(projects), headlines(projects)
    charts = _charts(event, teams)
    until = min(event.ends_on, today) if event.starts_on <= today else today
    since = before.ends_on if before else None
    sheets = []
    for team in teams:
        board = boards.get((event.id, team.id))
        earlier = boards.get((before.id, team.id)) if before else None
        tests = [each for each in cycles.get(team.project_id, []) if _belongs(each, since or team.joined_on, until)]
        headline = told.get(team.project_id)
        sheets.append(
            Sheet(
                team=team,
                board=board,
                headline=board.headline if board and board.headline else headline.sentence if headline else "",
                aim=team.project.aim or team.project.why,
                score=score_words(team.project.team_score),
                coach_score=score_words(team.project.coach_score),
                planned=earlier.next_steps if earlier else "",
                tests=[_test(each, until) for each in tests[-SHOWN:]],
                more_tests=max(len(tests) - SHOWN, 0),
                chart=charts.get(team.id),
            )
        )
    return sheets


def _belongs(cycle: PdsaCycle, since: dt.date, until: dt.date) -> bool:
    """Whether a test ran between the last session and this one."""
    return cycle.starts_on <= until and (cycle.decided_on is None or cycle.decided_on > since)


def _test(cycle: PdsaCycle, until: dt.date) -> SheetTest:
    later = cycle.decided_on is not None and cycle.decided_on > until
    state, colour = ("Running", "blue") if later else state_of(cycle, until)
    return SheetTest(
        url=url_for("improvement.cycle", cycle_id=cycle.id),
        number=cycle.number,
        question=cycle.question,
        state=state,
        colour=colour,
        found="" if later else cycle.studied or cycle.did,
        reason="" if later else cycle.decision_reason,
    )


def _charts(event: CollaborativeEvent, teams: Sequence[CollaborativeTeam]) -> dict[int, SheetChart]:
    """Each team's main chart by team: of the first shared measure that is measured, else of the project's own."""
    shared = shared_measures_of(event.collaborative_id)
    of_shared = series_of(teams, shared)
    own = measures_of([each.project_id for each in teams])
    wanted = {
        team.id: _in_order(team, shared, of_shared) + [link.series_id for link in own.get(team.project_id, [])]
        for team in teams
    }
    readings = readings_of({each for ids in wanted.values() for each in ids})
    first = {team_id: next((each for each in ids if each in readings), None) for team_id, ids in wanted.items()}
    shown = {team_id: series_id for team_id, series_id in first.items() if series_id is not None}
    drawn = strand("signal").figures(sorted(set(shown.values())), None)
    return {
        team_id: _chart(team_id, readings[series_id], drawn[series_id])
        for team_id, series_id in shown.items()
        if series_id in drawn
    }


def _in_order(team: CollaborativeTeam, shared: Sequence[SharedMeasure], series: Mapping[int, Mapping[int, int]]) -> list[int]:
    found = (series.get(each.metric_id, {}).get(team.project.unit_id) for each in shared)
    return [each for each in found if each is not None]


def _chart(team_id: int, reading: Reading, figure: Figure) -> SheetChart:
    # Two teams of one unit show the same chart on one page, where an id may stand once.
    picture = figure.wide.replace(f"wide-{reading.series_id}-", f"team-{team_id}-")
    narrow = figure.narrow.replace(f"narrow-{reading.series_id}-", f"team-{team_id}-narrow-")
    return SheetChart(
        name=series_name(reading.series),
        url=url_for("control.chart", series_id=reading.series_id),
        narrow=Markup(narrow),  # noqa: S704  the same
        picture=Markup(picture),  # noqa: S704  our own drawing, which escapes
        tile=tile(reading),
    )
