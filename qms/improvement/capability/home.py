"""Capability on the home page of those who keep its records: coverage of their units, refreshers, files that wait."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import func, select

from qms.golden_thread.strands import Section
from qms.improvement.capability.coverage.presenters import sentence
from qms.improvement.capability.coverage.queries import coverage, targets
from qms.improvement.capability.models import ImportState, Tier, TrainingImport
from qms.improvement.capability.trainings.queries import due_count
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.queries import within
from qms.people.models import Person
from qms.people.roles import Permission, RoleName

ORDER = 47
TOPS = 3


@dataclass(frozen=True)
class Line:
    """A unit that the person looks after, in a sentence."""

    name: str
    url: str
    sentence: str


def sections(person: Person) -> list[Section]:
    """A card for coaches; nothing for others."""
    if not person.has_role(RoleName.COACH):
        return []
    lines = []
    for top in person.units_where(Permission.KEEP_TRAINING)[:TOPS]:
        branch = within(top) or [top]
        words = sentence(top, coverage(branch, Tier.BRONZE)[top.id], targets([top], Tier.BRONZE).get(top.id), Tier.BRONZE)
        lines.append(Line(top.name, url_for("improvement.capability", unit=top.id), words))
    due, waiting = due_count(person), _waiting(person)
    context = {"lines": lines, "due": due, "waiting": waiting}
    needs = f"{count(waiting, 'file')} of training records wait{'s' if waiting == 1 else ''}" if waiting else ""
    return [Section(ORDER, "improvement/capability/home.html", context, needs)]


def _waiting(person: Person) -> int:
    own = select(func.count()).where(TrainingImport.by_id == person.id, TrainingImport.state == ImportState.WAITING)
    return db.session.scalar(own) or 0
