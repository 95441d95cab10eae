"""Trainings in words."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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

    @property
    def told(self) -> str:
        """When its person was last mailed that it wants refreshing, or why nobody was."""
        if self.training.learner.person is None:
            return "No account"
        return day(self.training.told_over_on or self.training.told_soon_on) or "Not yet"


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
        Row(each, now.unit.name, *_state(each.refresh_by, now.until, today))
        for each in trainings
        if (now := placements[each.learner_id])
    ]


def _state(refresh_by: dt.date | None, left_on: dt.date | None, today: dt.date) -> tuple[str, str]:
    return (f"Left {day(left_on)}", "grey") if left_on else state_of(refresh_by, today)


def sentence(total: int, filters: Filters) -> str:
    """'312 trainings of people who work here.'"""
    if filters.state == DUE:
        return f"{count(total, 'refresher')} overdue or due within 90 days." if total else "No refresher is due."
    if not total:
        return "Nothing matches these filters." if filters.are_set else "No training has been recorded yet."
    who = "people who have left" if filters.state == LEFT else "people who work here"
    return f"{count(total, 'training')} of {who}."


def file_rows(found: Iterable[Any], today: dt.date) -> Iterator[list[object]]:
    """The register's rows (of `queries.register_rows`) as those of a file, under COLUMNS."""
    for *who, programme, tier, completed_on, refresh_by, left_on in found:
        state = _state(refresh_by, left_on, today)[0]
        yield [*who, programme, TIER_WORDS[tier], completed_on, refresh_by, state]
