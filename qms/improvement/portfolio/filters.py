"""What the portfolio can be narrowed to and how it is ordered, as its address says it: an address is a link to share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qms.improvement.approvals.presenters import WORDS as APPROVAL_WORDS
from qms.improvement.projects.models import Approval, Method, Stage
from qms.improvement.projects.wording import STAGE_WORDS
from qms.organisation.models import Unit
from qms.organisation.queries import unit as unit_by_id

ACTIVE, ARCHIVED = "active", "archived"  # asked for as if they were stages
ME, NOBODY = "me", "nobody"
NEWEST_ENTRY_FIRST = "-entry"
LONGEST_WORDS = 100

STAGES = ((ACTIVE, "All that go on"), *((each.value, STAGE_WORDS[each]) for each in Stage), (ARCHIVED, "Archived"))

LACKS = {
    "entry": "Stalled: no entry for 60 days",
    "aim": "No aim",
    "objective": "No objective",
    "data": "No data",
    "time": "Past the end date",
    "score": "No score by a coach",
}
"""What a project that goes on may lack, by the word in the address."""

SCORES = {
    "none": "No score yet",
    "low": "Up to 1.5",
    "middle": "2.0 to 3.0",
    "high": "3.5 and more",
}
"""Bands of the team's score: before tests, testing and first improvement, improvement and beyond."""

QUIET_FOR = {
    "recent": "Within 14 days",
    "30": "30 days ago or more",
    "60": "60 days ago or more",
    "90": "90 days ago or more",
    "180": "180 days ago or more",
}
"""How long ago the last entry is, by the word in the address."""

APPROVALS = {each.value: APPROVAL_WORDS.get(each, "Not asked for yet") for each in Approval}

ORDERS = {
    "-entry": "Newest entry first",
    "entry": "Oldest entry first",
    "title": "Project",
    "unit": "Unit",
    "objective": "Objective",
    "stage": "Stage",
    "-score": "Highest score first",
    "score": "Lowest score first",
    "due": "End date",
    "lead": "Lead",
    "coach": "Coach",
}


@dataclass(frozen=True)
class Filters:
    """`unit` and `objective_id` count with everything below them; `stage` is a stage, "active" or "" for all. `lead` and
    `coach` are a person's id, or "me" for whoever opens the address; `coach` may be "nobody"."""

    unit: Unit | None = None
    stage: str = ""
    objective_id: int | None = None
    serves: Unit | None = None  # one of the unit's own active objectives is served, wherever the project is
    lead: int | str = ""
    coach: int | str = ""
    lacks: str = ""
    score: str = ""
    method: str = ""
    quiet: str = ""
    approval: str = ""
    programme_id: int | None = None  # a collaborative that it takes part in
    words: str = ""
    bubble: str = ""  # one of the picture's, see bubble_links.py
    within: frozenset[int] | None = None  # the projects in it
    archived: bool = False  # those that were archived, in place of the others
    sort: str = NEWEST_ENTRY_FIRST

    @property
    def are_set(self) -> bool:
        """Whether anything is left out."""
        whose = self.unit or self.objective_id or self.serves or self.bubble
        return bool(whose or self.stage or self.lacks or self.words or self.archived or self._more)

    @property
    def more_are_set(self) -> bool:
        """Whether one of the filters that are seldom needed is set, so that the page shows them."""
        return self._more

    @property
    def _more(self) -> bool:
        people = self.lead or self.coach
        return bool(people or self.score or self.method or self.quiet or self.approval or self.programme_id)


def filters_of(query: Mapping[str, str], unit_of: Callable[[int], Unit | None] = unit_by_id) -> Filters:
    """What an address asks for; a unit that does not exist is a 404 (NoResultFound), other nonsense is passed over.
    `unit_of` finds a unit by its id."""
    unit_id = number_of(query.get("unit", ""))
    serves_id = number_of(query.get("serves", ""))
    stage = query.get("stage", "")
    return Filters(
        unit=unit_of(unit_id) if unit_id else None,
        stage=stage if stage == ACTIVE or stage in set(Stage) else "",
        archived=stage == ARCHIVED,
        objective_id=number_of(query.get("objective", "")),
        serves=unit_of(serves_id) if serves_id else None,
        lead=_person(query.get("lead", ""), (ME,)),
        coach=_person(query.get("coach", ""), (ME, NOBODY)),
        lacks=_one_of(query.get("lacks", ""), LACKS),
        score=_one_of(query.get("score", ""), SCORES),
        method=query.get("method", "") if query.get("method") in set(Method) else "",
        quiet=_one_of(query.get("quiet", ""), QUIET_FOR),
        approval=_one_of(query.get("approval", ""), APPROVALS),
        programme_id=number_of(query.get("programme", "")),
        words=query.get("words", "").strip()[:LONGEST_WORDS],
        sort=query.get("sort") or NEWEST_ENTRY_FIRST,
    )


def number_of(text: str) -> int | None:
    """A record's number; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _person(text: str, words: tuple[str, ...]) -> int | str:
    return text if text in words else number_of(text) or ""


def _one_of(text: str, known: Mapping[str, str]) -> str:
    return text if text in known else ""
