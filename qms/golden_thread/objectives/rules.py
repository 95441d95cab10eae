"""What the tree of objectives allows. Each rule raises ObjectiveRefusedError with the form's field and a sentence."""

import datetime as dt

from sqlalchemy import select

from qms.golden_thread.objectives.chains import chains_up
from qms.golden_thread.objectives.models import Objective
from qms.kernel.db import db
from qms.organisation.models import Unit


class ObjectiveRefusedError(Exception):
    """A write that cannot be: the field that caused it, and why in words."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field
        self.sentence = sentence


def dates_in_order(starts_on: dt.date, due_on: dt.date) -> None:
    """An objective is due after it starts."""
    if due_on <= starts_on:
        raise ObjectiveRefusedError("due_on", "The due date must be after the start. Check both dates.")


def parent_fits(unit: Unit, parent: Objective | None, *, of: Objective | None = None) -> None:
    """What an objective serves belongs to the same unit or to one above it, and does not itself serve the objective."""
    if parent is None:
        return
    if not unit.is_within(parent.unit):
        raise ObjectiveRefusedError(
            "parent_id",
            f"“{parent.title}” belongs to {parent.unit.name}, which is not above {unit.name}. "
            f"Choose an objective of {unit.name} or of a unit above it.",
        )
    if of is not None and of.id in {step.id for step in chains_up([parent.id])[parent.id]}:
        raise ObjectiveRefusedError("parent_id", f"“{parent.title}” serves this objective, so it cannot be served by it.")


def children_fit(objective: Objective, unit: Unit) -> None:
    """An objective moves only to a unit at or above those of the objectives that serve it."""
    statement = select(Objective.title, Unit).join(Objective.unit).where(Objective.parent_id == objective.id)
    for title, child_unit in db.session.execute(statement):
        if not child_unit.is_within(unit):
            raise ObjectiveRefusedError(
                "unit_id",
                f"“{title}” of {child_unit.name} serves this objective, and {child_unit.name} is not in {unit.name}. "
                "Let that one serve another objective first.",
            )
