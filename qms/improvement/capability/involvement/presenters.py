"""Who is on which project, in words and as rows of a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.capability.involvement.queries import Filters, Involvement
from qms.improvement.capability.models import Tier
from qms.improvement.capability.tiers import TIER_WORDS
from qms.kernel.formats import count
from qms.people.models import Person

PART_WORDS = {"lead": "leads", "coach": "coaches", "sponsor": "sponsors", "team": "on the team"}
SHOWN = 8
COLUMNS = ("name", "e_mail", "job_title", "part", "project", "unit", "address")


@dataclass(frozen=True)
class Row:
    """Somebody with what they are on."""

    person: Person
    total: int
    projects: list[tuple[str, str, str]]  # title, address, part and unit
    more: int
    tier: str


def rows(people: Sequence[Person], on: Mapping[int, list[Involvement]], tiers: Mapping[int, Tier]) -> list[Row]:
    """The people in their order."""
    return [_row(each, _joined(on.get(each.id, [])), tiers.get(each.id)) for each in people]


def _row(person: Person, joined: list[tuple[Involvement, str]], tier: Tier | None) -> Row:
    return Row(
        person=person,
        total=len(joined),
        projects=[
            (each.title, url_for("improvement.project", project_id=each.project_id), f"{parts}, {each.unit}")
            for each, parts in joined[:SHOWN]
        ],
        more=max(0, len(joined) - SHOWN),
        tier=TIER_WORDS[tier] if tier else "",
    )


def _joined(found: list[Involvement]) -> list[tuple[Involvement, str]]:
    """Each project once, with all the parts that somebody plays in it."""
    parts: dict[int, list[str]] = {}
    first: dict[int, Involvement] = {}
    for each in found:
        first.setdefault(each.project_id, each)
        parts.setdefault(each.project_id, []).append(PART_WORDS[each.part])
    return [(each, " and ".join(parts[project_id])) for project_id, each in first.items()]


def sentence(total: int, filters: Filters) -> str:
    """'48 people are on a project that goes on.'"""
    if not total:
        return "Nobody fits what you look for." if filters.are_set else "Nobody is on a project yet."
    without = ", without bronze or above in date in your records" if filters.untrained else ""
    are = "is" if total == 1 else "are"
    return f"{count(total, 'person', 'people')} {are} on a project that goes on{without}."


def file_rows(people: Sequence[Person], on: Mapping[int, list[Involvement]]) -> Iterator[list[object]]:
    """A row for each part that somebody plays, under COLUMNS."""
    for person in people:
        for each in on.get(person.id, []):
            address = url_for("improvement.project", project_id=each.project_id, _external=True)
            yield [person.name, person.email, person.job_title, each.part, each.title, each.unit, address]
