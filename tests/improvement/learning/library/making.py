"""Asks the library, and makes a plan for it, in few words."""

from typing import Any

from qms.improvement.learning.library.asking import Asked
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.learning.library.queries import found
from qms.kernel import clock
from qms.kernel.db import db
from qms.planning.drivers.models import Driver, DriverKind, DriverLink
from qms.planning.plans.models import QualityPlan
from tests.builder import Builder
from tests.improvement.conftest import Place

LIBRARY = "/improvement/library"


def ask(typed: str = "", **narrower: Any) -> list[str]:
    """The titles found, in their order."""
    return [each.title for each in found(Asked(typed=typed, **narrower)).items]


def entry(kind: str, ref_id: int) -> LibraryEntry:
    """The entry as it is stored."""
    return db.session.query(LibraryEntry).filter_by(kind=kind, ref_id=ref_id).one()


def plan_with_idea(build: Builder, place: Place, text: str = "Night lights in every bay") -> Driver:
    """A change idea below one primary driver of a plan."""
    plan = build.commit(QualityPlan(unit_id=place.ward.id, title="Safe nights", aim="Nobody falls at night."))
    primary = build.commit(Driver(plan_id=plan.id, kind=DriverKind.PRIMARY, text="Seeing where one walks"))
    idea = build.commit(Driver(plan_id=plan.id, kind=DriverKind.CHANGE_IDEA, text=text))
    plan.drawn_at = clock.now()  # as every change of a diagram writes it
    build.commit(DriverLink(parent_id=primary.id, child_id=idea.id))
    return idea
