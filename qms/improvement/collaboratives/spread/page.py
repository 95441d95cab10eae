"""The page of one idea: what its template reads."""

from typing import Any

from qms.improvement.collaboratives.models import PackageIdea
from qms.improvement.collaboratives.naming import names_of
from qms.improvement.collaboratives.permissions import may_lead
from qms.improvement.collaboratives.queries import collaborative, every_team_of
from qms.improvement.collaboratives.spread import presenters
from qms.improvement.collaboratives.spread.drawing import spread_svg
from qms.improvement.collaboratives.spread.part import traces_of
from qms.improvement.collaboratives.spread.queries import on_team_of, tests_of
from qms.improvement.collaboratives.spread.tracing import Trace, by_month
from qms.kernel import clock
from qms.kernel.paging import page_of
from qms.people.models import Person
from qms.people.roles import Permission

TESTS = 20
MOST_UNTRIED = 12
"""Of more teams than this the drawing leaves out those that have done nothing with the idea; the table has all."""


def idea_page(idea: PackageIdea, reader: Person) -> dict[str, Any]:
    """The drawing with its table, the teams, and one page of their tests. A number of queries that does not grow."""
    found, today = collaborative(idea.collaborative_id), clock.today()
    traces = traces_of([idea.id])
    # A team that has left is shown where it did something with the idea.
    rows = [(team, traces.get((idea.id, team.id), Trace())) for team in every_team_of(found.id)]
    rows = [(team, trace) for team, trace in rows if team.left_on is None or (trace.tests or trace.in_use_since)]
    present = [trace for team, trace in rows if team.left_on is None]
    teams = [team for team, _ in rows]
    names = names_of(teams)
    own, leads = on_team_of(reader, teams), may_lead(reader, found)
    working = on_team_of(reader, teams, working=True)
    writes = {each.id for each in teams if leads or each.id in own or reader.can(Permission.RUN_PROJECTS, each.project.unit)}
    ordered = sorted((row for row in rows if row[0].left_on is None), key=lambda row: _way(row[1]))
    drawn = [row for row in ordered if row[1].tests or row[1].in_use_since] if len(ordered) > MOST_UNTRIED else ordered
    sentence = presenters.idea_sentence(present, today)
    page = page_of(tests_of(idea.id), size=TESTS)
    drawings = [
        spread_svg(
            [(names[team.id], trace) for team, trace in drawn],
            of=len(present),
            since=found.starts_on,
            today=today,
            title=f"Spread of “{idea.title}”",
            told=sentence,
            phone=phone,
        )
        for phone in (False, True)
    ]
    return {
        "idea": idea,
        "collaborative": found,
        "sentence": sentence if present else "No team takes part yet.",
        "drawings": drawings,
        "undrawn": len(ordered) - len(drawn),
        "names": names,
        "months": presenters.month_rows(by_month(present, found.starts_on, today)),
        "teams_total": len(present),
        "rows": [presenters.team_line(team, trace, today, may_say=team.id in writes) for team, trace in rows],
        "page": page,
        "tests": [presenters.test_view(each, today) for each in page.items],
        "testable": [
            team
            for team, trace in rows
            if team.id in working and team.left_on is None and team.project.is_active and not trace.tests
        ]
        if idea.withdrawn_on is None
        else [],
    }


def _way(trace: Trace) -> tuple[bool, str, bool, str]:
    """Those who use it first, in the order in which they began; then those who tested it; then the others."""
    return trace.used_from is None, str(trace.used_from or ""), trace.first_test is None, str(trace.first_test or "")
