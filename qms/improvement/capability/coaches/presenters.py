"""Coaches and fellows in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.improvement.capability.coaches.queries import Filters
from qms.improvement.capability.coaches.skills import SKILLS
from qms.improvement.capability.models import Availability, CoachProfile, Part
from qms.kernel.formats import count
from qms.people.models import Person
from qms.people.roles import RoleName

PART_WORDS = {Part.COACH: "Coach", Part.FELLOW: "Fellow"}
AVAILABILITY = {
    Availability.WILLING: ("Can take on a project", "blue"),
    Availability.LATER: ("From later on", "white"),
    Availability.FULL: ("Full at the moment", "grey"),
}
NOT_SAID = ("Has not said", "grey")


@dataclass(frozen=True)
class Card:
    """Somebody who can help."""

    name: str
    email: str
    what: str
    where: str
    state: tuple[str, str]
    skills: list[str]
    about: str
    load: str
    projects_url: str


def cards(people: Sequence[Person], profiles: Mapping[int, CoachProfile], loads: Mapping[int, tuple[int, int]]) -> list[Card]:
    """The people in their order."""
    return [_card(each, profiles.get(each.id), loads.get(each.id, (0, 0))) for each in people]


def _card(person: Person, profile: CoachProfile | None, load: tuple[int, int]) -> Card:
    what = PART_WORDS[profile.part if profile else Part.COACH]
    coaches_at = next((held.unit.name for held in person.memberships if held.role is RoleName.COACH), "")
    return Card(
        name=person.name,
        email=person.email,
        what=f"{what}, {person.job_title}" if person.job_title else what,
        where=profile.unit.name if profile else coaches_at,
        state=AVAILABILITY[profile.availability] if profile else NOT_SAID,
        skills=[words for key, words in SKILLS.items() if profile and key in {each.skill for each in profile.skills}],
        about=profile.about if profile else "",
        load=load_words(*load),
        projects_url=url_for("improvement.capability_people", words=person.name) if load[1] else "",
    )


def load_words(coached: int, everything: int) -> str:
    """'Coaches 4 projects, on 5 in all'."""
    if not everything:
        return "On no project now"
    if not coached:
        return f"On {count(everything, 'project')}"
    more = f", on {everything:,} in all" if everything > coached else ""
    return f"Coaches {count(coached, 'project')}{more}"


def sentence(total: int, filters: Filters) -> str:
    """'7 people can help.'"""
    if not total:
        return "Nobody fits what you look for." if filters.are_set else "Nobody has offered help yet."
    found = "can take on a project" if filters.willing else "coach or offer help"
    if total == 1:
        found = found.replace("coach or offer", "coaches or offers")
    return f"{count(total, 'person', 'people')} {found}."
