"""The spread of ideas as a piece of a collaborative's page."""

from collections.abc import Collection
from typing import Any

from qms.improvement.collaboratives.models import Collaborative
from qms.improvement.collaboratives.queries import ideas_of, teams_of
from qms.improvement.collaboratives.spread.presenters import Traces, idea_lines, spread_sentence
from qms.improvement.collaboratives.spread.queries import in_use_of, marks_of
from qms.improvement.collaboratives.spread.tracing import Trace
from qms.kernel import clock
from qms.people.models import Person


def content(found: Collaborative, reader: Person) -> dict[str, Any]:
    """Every idea with how many teams use, test or gave it up; each team in the order of its columns."""
    ideas, teams = ideas_of(found.id, with_withdrawn=True), teams_of(found.id)
    traces = traces_of([each.id for each in ideas])
    lines = idea_lines(found, ideas, teams, traces, clock.today())
    lines = [each for each in lines if not each.withdrawn or each.untried < len(teams)]
    return {
        "spread_lines": lines if teams else [],
        "spread_teams": teams,
        "spread_sentence": spread_sentence(lines, len(teams)),
    }


def traces_of(idea_ids: Collection[int]) -> Traces:
    """What teams did with the ideas, by (idea, team); those that did nothing are left out. Two queries."""
    marks, used = marks_of(idea_ids), in_use_of(idea_ids)
    return {key: Trace(tuple(marks.get(key, ())), used[key].since if key in used else None) for key in {*marks, *used}}
