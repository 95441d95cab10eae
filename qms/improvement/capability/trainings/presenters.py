"""Trainings in words."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qms.improvement.capability.models import Placement, Training
from qms.improvement.capability.tiers import DUE_SOON, TIER_WORDS
from qms.improvement.capability.trainings.queries import DUE, IN_DATE, LEFT, Filters
from qms.kernel.formats import count, day

STATES = {
    "": "Everybody who works here",
    IN_DATE: "In date",
    DUE: "Refresher overdue or due within 90 days",
    LEFT: "People who have left",
}
COLUMNS = ("name", "e_mail", "unit", "ods_code", "programme", "tier", "completed_on", "refresh_by", "state")


@dataclass(frozen=True)
class Row:
    """A training in a list."""

    training: Training
    unit: str
    state: str
    colour: str


def state_of(refresh_by: dt.date | None, today: dt.date) -> tuple[str, str]:
    """(word, colour of its tag) of a training by its refresher."""
    if refresh_by is None:
        return "Needs no refresher", "grey"
    if refresh_by <= today:
        return "Refresher overdue", "orange"
    return ("Refresher due soon", "yellow") if refresh_by <= today + DUE_SOON else ("In date", "blue")


def rows(trainings: Sequence[Training], placements: Mapping[int, Placement], today: dt.date) -> list[Row]:
    """The trainings in their order."""
    return [
        Row(each, placements[each.learner_id].unit.name, *_state(each, placements[each.learner_id], today))
        for each in trainings
    ]


def _state(training: Training, placement: Placement, today: dt.date) -> tuple[str, str]:
    return (f"Left {day(placement.until)}", "grey") if placement.until else state_of(training.refresh_by, today)


def sentence(total: int, filters: Filters) -> str:
    """'312 trainings of people who work here.'"""
    if filters.state == DUE:
        return f"{count(total, 'refresher')} overdue or due within 90 days." if total else "No refresher is due."
    if not total:
        return "Nothing matches these filters." if filters.are_set else "No training has been recorded yet."
    who = "people who have left" if filters.state == LEFT else "people who work here"
    return f"{count(total, 'training')} of {who}."


def file_rows(trainings: Sequence[Training], placements: Mapping[int, Placement], today: dt.date) -> Iterator[list[object]]:
    """The same as rows of a file, under COLUMNS."""
    for each in trainings:
        placement, learner = placements[each.learner_id], each.learner
        yield [
            learner.called, learner.person.email if learner.person else learner.email, placement.unit.name,
            placement.unit.ods_code, each.programme.name, TIER_WORDS[each.programme.tier], each.completed_on,
            each.refresh_by, _state(each, placement, today)[0],
        ]  # fmt: skip
