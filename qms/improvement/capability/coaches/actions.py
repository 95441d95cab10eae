"""Writes of what a coach or fellow says of themselves."""

from collections.abc import Iterable

from qms.improvement.capability.coaches.queries import profile_of
from qms.improvement.capability.models import Availability, CoachProfile, CoachSkill, Part
from qms.kernel import audit
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

OFFERED = audit.declare("coach-profile.stored", "part", "availability", "unit_id", "skills")
WITHDRAWN = audit.declare("coach-profile.removed")


def offer_help(
    *, part: Part, availability: Availability, unit: Unit, skills: Iterable[str], about: str, by: Person
) -> CoachProfile:
    """Store what somebody says of themselves; a profile is nobody else's to write."""
    profile = profile_of(by)
    if profile is None:
        profile = CoachProfile(person_id=by.id)
        db.session.add(profile)
    profile.part, profile.availability, profile.unit, profile.about = part, availability, unit, about.strip()
    wanted = set(skills)
    profile.skills = [each for each in profile.skills if each.skill in wanted] + [
        CoachSkill(skill=skill) for skill in sorted(wanted - {each.skill for each in profile.skills})
    ]
    db.session.flush()
    audit.record(
        OFFERED, by=by, subject_id=profile.id, part=part.value, availability=availability.value, unit_id=unit.id,
        skills=sorted(wanted),
    )  # fmt: skip
    return profile


def withdraw(profile: CoachProfile, *, by: Person) -> None:
    """Take oneself off the list."""
    audit.record(WITHDRAWN, by=by, subject_id=profile.id)
    db.session.delete(profile)
    db.session.flush()
