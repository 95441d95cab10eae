"""What stands on a storyboard: the aim, the main chart, the tests since the last session and the team's words, for many
teams at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.strands import strand
from qms.golden_thread.together import AsOf
from qms.improvement.collaboratives.models import CollaborativeEvent, CollaborativeTeam, Storyboard
from qms.improvement.collaboratives.naming import names_of
from qms.improvement.collaboratives.queries import measures_of as shared_measures_of
from qms.improvement.collaboratives.results.queries import series_of
from qms.improvement.collaboratives.storyboards.queries import session_before, storyboards_of
from qms.improvement.evidence.headlines import headlines
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
    """The main chart: a picture, its verdict and its sentence; where its figures cannot be charted, why. `note` says up to
    when a session that is over has its figures."""

    name: str
    url: str
    picture: Markup  # with its own words for those who cannot see it
    variation: str
    assurance: str | None
    sentence: str
    refused: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """One team's page. `board` is None where the team has written nothing: then the record speaks alone. `name` tells it
    from the others on the page; `over` says that the session is."""

    team: CollaborativeTeam
    name: str
    over: bool
    board: Storyboard | None
    headline: str  # the team's line or, without one and before the session is over, what the evidence says today
    aim: str  # or why, where there is no aim yet
    score: str
    coach_score: str
    planned: str  # the next steps of its last storyboard
    tests: Sequence[SheetTest]
    more_tests: int
    chart: SheetChart | None

    @property
    def scored(self) -> bool:
        """Whether anybody has set the project's progress score."""
        return self.team.project.team_score is not None or self.team.project.coach_score is not None


def sheets_of(event: CollaborativeEvent, teams: Sequence[CollaborativeTeam], today: dt.date) -> list[Sheet]:
    """The sheets in the order of the teams, in a number of queries that does not grow with them. A session that is over keeps
    the tests and the figures of its day; what the evidence says today is no headline of it."""
    before = session_before(event)
    boards = storyboards_of([event.id, *([before.id] if before else [])])
    projects = [each.project_id for each in teams]
    over = event.ends_on < today
    cycles, told = cycles_of(projects), headlines(projects) if not over else {}
    charts, names = _charts(event, teams, event.ends_on if over else None), names_of(teams)
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
                name=names[team.id],
                over=over,
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


def _charts(event: CollaborativeEvent, teams: Sequence[CollaborativeTeam], until: dt.date | None) -> dict[int, SheetChart]:
    """Each team's main chart by team: of the first shared measure that is measured, else of the project's own."""
    shared = shared_measures_of(event.collaborative_id)
    series, engine = series_of(teams, shared), strand("signal")
    of_unit = [series.get(each.metric_id, {}) for each in shared]
    units = {each.id: each.project.unit_id for each in teams}
    found = engine.as_of({key: [some[unit] for some in of_unit if unit in some] for key, unit in units.items()}, until)
    if without := {each.project_id: each.id for each in teams if each.id not in found}:
        own = measures_of(list(without))
        found |= engine.as_of({without[key]: [link.series_id for link in links] for key, links in own.items()}, until)
    return {team_id: _chart(team_id, each, until) for team_id, each in found.items()}


def _chart(team_id: int, each: AsOf, until: dt.date | None) -> SheetChart:
    # Two teams of one unit show the same chart on one page, where an id may stand once.
    picture = each.picture.replace(f"as-of-{each.series_id}-", f"team-{team_id}-")
    return SheetChart(
        name=each.name,
        url=url_for("control.chart", series_id=each.series_id),
        picture=Markup(picture),  # noqa: S704  our own drawing, which escapes
        variation=each.variation,
        assurance=each.assurance,
        sentence=each.sentence,
        refused=each.refused,
        note=f"Figures up to {each.until}, as they are known today; later ones are left out." if until and each.until else "",
    )
