"""The plain words for a definition's fields and choices, used by its form, its page, its history and its CSV file."""

from collections.abc import Callable
from typing import Any

from qms.golden_thread.metrics.chart_words import CHARTS, FOLLOWS, RULES
from qms.golden_thread.metrics.models import Cadence, Capacity, DataKind, Direction, MetricKind, MetricState
from qms.kernel.formats import number

LABELS = {
    "name": "Name",
    "unit_id": "Owning team",
    "kind": "Kind of measure",
    "data_kind": "Kind of number",
    "chart": "Chart",
    "rules": "Rules for special causes",
    "direction": "Which way is better",
    "cadence": "How often",
    "multiplier": "Shown per",
    "measured_in": "Unit in words",
    "purpose": "Why we measure it",
    "numerator": "What is counted or measured",
    "denominator": "Out of what",
    "inclusions": "Who or what is included",
    "exclusions": "Who or what is left out",
    "source": "Where the data come from",
    "strata": "How it is broken down",
    "strata_add_up": "Do the parts add up to the whole",
    "owner_id": "Owner",
    "decimals": "Decimals shown",
    "read_by": "Read by",
}

KINDS = {
    MetricKind.OUTCOME: "Outcome: what happens to patients or staff",
    MetricKind.PROCESS: "Process: whether we do what should help",
    MetricKind.BALANCING: "Balancing: whether something else gets worse",
}
DATA_KINDS = {
    DataKind.PROPORTION: "A proportion: how many of all, such as 84% seen within four hours",
    DataKind.RATE: "A rate: events for so much exposure, such as 4.6 falls per 1,000 bed days",
    DataKind.COUNT: "A count: how many, such as 3 complaints",
    DataKind.MEAN: "An average: such as a mean wait of 42 minutes",
    DataKind.BETWEEN: "What lies between rare events: such as 41 days, or 230 operations, since the last infection",
    DataKind.OTHER: "Another number, such as a score or a cost, that can't be added up over wards",
}
DIRECTIONS = {
    Direction.DECREASE: "Lower is better",
    Direction.INCREASE: "Higher is better",
    Direction.NEUTRAL: "Neither: we only want to know when it changes",
}
CADENCES = {
    Cadence.DAILY: "Every day",
    Cadence.WEEKLY: "Every week",
    Cadence.MONTHLY: "Every month",
    Cadence.QUARTERLY: "Every quarter",
    Cadence.YEARLY: "Every year",
    Cadence.EVENT: "Whenever it happens",
}
READERS = ("CQC", "ICB contract", "NICE", "National audit", "Other")
CAPACITIES = {
    Capacity.TEAM: "the owning team",
    Capacity.INFORMATICS: "informatics",
    Capacity.EXECUTIVE: "the executive owner",
}
STATES = {
    MetricState.PROPOSED: ("Proposed", "yellow"),
    MetricState.AGREED: ("Agreed", "blue"),
    MetricState.RETIRED: ("Retired", "grey"),
}
_CHOICES: dict[str, dict[Any, str]] = {
    "kind": KINDS,
    "data_kind": DATA_KINDS,
    "chart": CHARTS,
    "rules": RULES,
    "direction": DIRECTIONS,
    "cadence": CADENCES,
}


def in_words(name: str, value: Any, names: dict[int, str] | None = None) -> str:
    """A definition's value as people read it; `names` gives the words for the ids of units and people.

    Works on the live values and on those of a stored revision alike."""
    if name == "rules" and not value:
        return FOLLOWS
    if value is None or value in ("", [], ()):
        return "Not said"
    if name in _CHOICES:
        return _CHOICES[name].get(value, str(value))
    if name in {"unit_id", "owner_id"}:
        return (names or {}).get(value, "Not known any more")
    return _WRITTEN.get(name, str)(value)


_WRITTEN: dict[str, Callable[[Any], str]] = {
    "strata_add_up": lambda yes: "Yes" if yes else "No",
    "read_by": ", ".join,
    "multiplier": number,
}
