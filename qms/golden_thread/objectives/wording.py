"""The plain words for an objective's fields and states."""

import datetime as dt

from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.kernel import clock
from qms.kernel.formats import day

LABELS = {
    "title": "Objective",
    "aim": "Aim in one sentence",
    "unit_id": "Unit",
    "parent_id": "Which wider objective it serves",
    "owner_id": "Owner",
    "period": "Period",
    "starts_on": "Starts on",
    "due_on": "To be reached by",
    "position": "Place on the board page",
}
STATES = {
    ObjectiveState.ACTIVE: ("Active", "blue"),
    ObjectiveState.ACHIEVED: ("Achieved", "green"),
    ObjectiveState.STOPPED: ("Stopped", "grey"),
}


def financial_year(of: dt.date) -> str:
    """The NHS's year from April to March: "2026/27"."""
    first = of.year if of.month >= 4 else of.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def end_of_year(of: dt.date) -> dt.date:
    """The last day of the financial year that the day falls in."""
    return dt.date(of.year + (of.month >= 4), 3, 31)


def due_words(objective: Objective) -> str:
    """'by 31 March 2027', 'was due on 31 March 2026', or when it ended."""
    if objective.state is not ObjectiveState.ACTIVE:
        return f"{objective.state.value} on {day(objective.ended_on)}" if objective.ended_on else objective.state.value
    if objective.due_on < clock.today():
        return f"was due on {day(objective.due_on)}"
    return f"by {day(objective.due_on)}"


def owner_words(objective: Objective) -> str:
    """The owner's name, with what they are where that is known."""
    if objective.owner is None:
        return "nobody owns it yet"
    return objective.owner.name + (f", {objective.owner.job_title}" if objective.owner.job_title else "")
