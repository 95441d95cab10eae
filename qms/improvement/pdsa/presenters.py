"""Cycles in words: the ramp on the project's page, the facts of one cycle."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.pdsa.queries import is_overdue
from qms.kernel import formats

DECISION_WORDS = {Decision.ADOPT: "Adopted", Decision.ADAPT: "Adapted", Decision.ABANDON: "Abandoned"}
DECISION_COLOURS = {Decision.ADOPT: "green", Decision.ADAPT: "blue", Decision.ABANDON: "grey"}
DECISION_CHOICES = (
    ("", "Not yet decided"),
    (Decision.ADOPT.value, "Adopt: it worked, make it the way we do things"),
    (Decision.ADAPT.value, "Adapt: change it and test again"),
    (Decision.ABANDON.value, "Abandon: it did not help, stop here"),
)


@dataclass(frozen=True)
class CycleView:
    """One step of the ramp."""

    number: int
    url: str
    question: str
    prediction: str
    found: str
    numbers: str  # "Predicted 3, measured 1: lower than predicted."
    state: str
    colour: str
    when: str
    reason: str
    follows: str  # "Adapted from cycle 1"
    running: bool
    overdue: bool


def ramp(cycles: Sequence[PdsaCycle], today: dt.date) -> list[CycleView]:
    """The cycles in order, each saying which one it follows."""
    numbers = {each.id: each.number for each in cycles}
    return [_view(each, numbers.get(each.follows_id or 0), today) for each in cycles]


def _view(cycle: PdsaCycle, follows: int | None, today: dt.date) -> CycleView:
    state, colour = state_of(cycle, today)
    return CycleView(
        number=cycle.number,
        url=url_for("improvement.cycle", cycle_id=cycle.id),
        question=cycle.question,
        prediction=cycle.prediction,
        found=cycle.studied,
        numbers=comparison(cycle),
        state=state,
        colour=colour,
        when=when(cycle),
        reason=cycle.decision_reason,
        follows=f"Adapted from cycle {follows}" if follows else "",
        running=cycle.is_running,
        overdue=is_overdue(cycle, today),
    )


def state_of(cycle: PdsaCycle, today: dt.date) -> tuple[str, str]:
    """Where a cycle stands, in a word or two, and the tag's colour."""
    if cycle.decision is not None:
        return DECISION_WORDS[cycle.decision], DECISION_COLOURS[cycle.decision]
    if is_overdue(cycle, today):
        return "Result overdue", "orange"
    return ("Planned", "white") if cycle.starts_on > today else ("Running", "blue")


def when(cycle: PdsaCycle) -> str:
    """From when to when."""
    start = formats.day(cycle.starts_on)
    if cycle.decided_on:
        return f"{start} to {formats.day(cycle.decided_on)}"
    return f"From {start}" + (f", result due {formats.day(cycle.result_due_on)}" if cycle.result_due_on else "")


def plan_rows(cycle: PdsaCycle, idea: str) -> list[tuple[str, str]]:
    """The plan part of a cycle as facts."""
    rows = [
        ("What we are testing", cycle.question),
        ("What we predict", cycle.prediction),
        ("Predicted value", "" if cycle.predicted_value is None else formats.number(cycle.predicted_value)),
        ("How: who, where, when", cycle.plan),
        ("Change idea", idea),
        ("Starts", formats.day(cycle.starts_on)),
        ("Result due", formats.day(cycle.result_due_on)),
    ]
    return [(key, value) for key, value in rows if value or key not in {"Predicted value", "Change idea"}]


def comparison(cycle: PdsaCycle) -> str:
    """Prediction against result in one sentence; only what is there, and empty without numbers."""
    predicted, measured = formats.number(cycle.predicted_value), formats.number(cycle.measured_value)
    if cycle.predicted_value is None or cycle.measured_value is None:
        if cycle.measured_value is not None:
            return f"Measured {measured}."
        return f"Predicted {predicted}." if cycle.predicted_value is not None else ""
    if cycle.measured_value == cycle.predicted_value:
        return f"Predicted {predicted}, measured {measured}: as predicted."
    side = "higher" if cycle.measured_value > cycle.predicted_value else "lower"
    return f"Predicted {predicted}, measured {measured}: {side} than predicted."
