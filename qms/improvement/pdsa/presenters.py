"""One cycle in words: where it stands, its plan, its result beside its prediction."""

import datetime as dt
from collections.abc import Sequence

from qms.improvement.pdsa.figures import comparison, predicted
from qms.improvement.pdsa.models import Decision, Foretold, PdsaCycle
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
FORETOLD_WORDS = {
    Foretold.AS_PREDICTED: "As predicted",
    Foretold.PARTLY: "In part as predicted",
    Foretold.OTHERWISE: "Otherwise than predicted",
    Foretold.UNTRIED: "Cannot say",
}
FORETOLD_CHOICES = (
    (Foretold.AS_PREDICTED.value, "Yes, as predicted"),
    (Foretold.PARTLY.value, "In part"),
    (Foretold.OTHERWISE.value, "No, otherwise"),
    (Foretold.UNTRIED.value, "Cannot say: it was not carried out, or showed nothing"),
)


def state_of(cycle: PdsaCycle, today: dt.date) -> tuple[str, str]:
    """Where a cycle stands, in a word or two, and the tag's colour."""
    if cycle.decision is not None:
        return DECISION_WORDS[cycle.decision], DECISION_COLOURS[cycle.decision]
    if is_overdue(cycle, today):
        return "Result overdue", "orange"
    return ("Planned", "white") if cycle.starts_on > today else ("Running", "blue")


def sign_of(cycle: PdsaCycle, today: dt.date) -> str:
    """The same as the name of a sign in the drawing."""
    if cycle.decision is not None:
        return cycle.decision.value
    return "overdue" if is_overdue(cycle, today) else "planned" if cycle.starts_on > today else "running"


def when(cycle: PdsaCycle) -> str:
    """From when to when."""
    start = formats.day(cycle.starts_on)
    if cycle.decided_on:
        if cycle.decided_on < cycle.starts_on:
            return f"Planned for {start}, called off on {formats.day(cycle.decided_on)}"
        return start if cycle.decided_on == cycle.starts_on else f"{start} to {formats.day(cycle.decided_on)}"
    return f"From {start}" + (f", result due {formats.day(cycle.result_due_on)}" if cycle.result_due_on else "")


def when_in_short(cycle: PdsaCycle) -> str:
    """The same for a drawing: "2 Mar to 9 Mar 2026", "9 Mar 2026", "due 4 Dec 2026", "from 4 Dec 2026"."""
    if cycle.decided_on:
        ended = f"{cycle.decided_on.day} {cycle.decided_on:%b %Y}"
        return f"{cycle.starts_on.day} {cycle.starts_on:%b} to {ended}" if cycle.starts_on < cycle.decided_on else ended
    day = cycle.result_due_on or cycle.starts_on
    return f"{'due' if cycle.result_due_on else 'from'} {day.day} {day:%b %Y}"


def quarters(cycle: PdsaCycle) -> tuple[bool, bool, bool, bool]:
    """Which of plan, do, study and act are written down."""
    studied = bool(cycle.studied or cycle.measured_value is not None or cycle.foretold)
    return True, bool(cycle.did or cycle.surprises), studied, cycle.decision is not None


def lead(cycle: PdsaCycle, today: dt.date) -> str:
    """The first sentence of the cycle's page: how it turned out or, while it goes on, what is due."""
    if cycle.decision is not None or cycle.measured_value is not None:
        how = f"{FORETOLD_WORDS[cycle.foretold]}." if cycle.foretold and cycle.foretold is not Foretold.UNTRIED else ""
        return comparison(cycle) if cycle.measured_value is not None else how
    if is_overdue(cycle, today):
        return f"The result was due on {formats.day(cycle.result_due_on)}. A few words will do."
    if cycle.starts_on > today:
        return f"The test starts on {formats.day(cycle.starts_on)}."
    return ""


def unsaid(cycle: PdsaCycle) -> str:
    """What a plan does not say yet, asked before there is a result: "Not said yet: who, where and when; what is counted."."""
    parts = []
    if not cycle.plan:
        parts.append("who tries it, where and when")
    if not cycle.data_plan and not cycle.series_id:
        parts.append("what is counted, and by whom")
    return f"Not said yet: {'; '.join(parts)}." if parts else ""


def plan_rows(cycle: PdsaCycle, idea: str) -> list[tuple[str, str]]:
    """The plan part of a cycle as facts."""
    in_numbers = predicted(cycle)
    rows = [
        ("Change idea", idea or cycle.idea),
        ("What we are testing", cycle.question),
        ("What we predict", cycle.prediction),
        ("In numbers", in_numbers and in_numbers[0].upper() + in_numbers[1:]),
        ("Measure", _series_name(cycle)),
        ("How: who, where, when", cycle.plan),
        ("Data: what is counted, by whom", cycle.data_plan),
        ("Starts", formats.day(cycle.starts_on)),
        ("Result due", formats.day(cycle.result_due_on)),
    ]
    return [(key, value) for key, value in rows if value or key not in {"Change idea", "In numbers", "Measure"}]


def result_rows(cycle: PdsaCycle) -> list[tuple[str, str]]:
    """What came of it as facts; what was not written down is left out."""
    rows: Sequence[tuple[str, str]] = (
        ("What happened", cycle.did),
        ("Surprises", cycle.surprises),
        ("What was found", cycle.studied),
        ("In numbers", comparison(cycle) if cycle.measured_value is not None else ""),
        ("The prediction", FORETOLD_WORDS[cycle.foretold] if cycle.foretold else ""),
    )
    return [row for row in rows if row[1]]


def _series_name(cycle: PdsaCycle) -> str:
    return f"{cycle.series.metric.name}, {cycle.series.unit.name}" if cycle.series else ""
