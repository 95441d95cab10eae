"""Tests on a person's home page: results that are due, those that run, and how predictions turned out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.strands import Section
from qms.improvement.pdsa.accuracy import MINE, accuracy_of
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.presenters import state_of, when
from qms.improvement.pdsa.queries import is_overdue, running_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.people.models import Person

ORDER = 42
SOON = dt.timedelta(days=2)


@dataclass(frozen=True)
class Running:
    """A cycle that awaits its decision."""

    words: str
    url: str
    project: str
    state: str
    colour: str
    when: str


def section(person: Person, projects: Sequence[Project]) -> Section | None:
    """The tests of these projects of the person that go on; None where there are none. Two queries."""
    today = clock.today()
    cycles = running_of([project.id for project in projects]) if projects else []
    if not cycles:
        return None
    due = [each for each in cycles if each.result_due_on is not None and each.result_due_on <= today + SOON]
    context = {
        "due": [_running(each, today) for each in due],
        "running": [_running(each, today) for each in cycles if each not in due],
        "accuracy": accuracy_of([person.id], whose=MINE),
    }
    return Section(ORDER, "improvement/pdsa/home.html", context, _needs(cycles, today))


def _running(cycle: PdsaCycle, today: dt.date) -> Running:
    state, colour = state_of(cycle, today)
    return Running(
        words=f"Cycle {cycle.number}: {cycle.question}",
        url=url_for("improvement.cycle", cycle_id=cycle.id, _anchor="do"),
        project=cycle.project.title,
        state=state,
        colour=colour,
        when=when(cycle),
    )


def _needs(cycles: Sequence[PdsaCycle], today: dt.date) -> str:
    """'1 test awaits its result'; empty where none is overdue."""
    late = sum(is_overdue(cycle, today) for cycle in cycles)
    return f"{late} tests await their results" if late > 1 else "1 test awaits its result" if late else ""
