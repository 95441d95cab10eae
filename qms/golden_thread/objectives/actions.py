"""Setting, changing and deleting objectives."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import delete

from qms.golden_thread.objectives import rules
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.golden_thread.objectives.queries import last_position
from qms.golden_thread.objectives.uses import uses_of
from qms.golden_thread.strands import Card
from qms.kernel import audit
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

SET = audit.declare("objective.set", "title", "unit_id", "parent_id")
EDITED = audit.declare("objective.edited", "before", "after")
DELETED = audit.declare("objective.deleted", "title", "unit_id")


class ObjectiveInUseError(Exception):
    """An objective cannot be deleted; `uses` says what needs it."""

    def __init__(self, uses: list[Card]) -> None:
        super().__init__(f"{len(uses)} uses")
        self.uses = uses


@dataclass(frozen=True)
class Facts:
    """What an objective says. `position`: its place on the board page; None for the next free one."""

    title: str
    unit: Unit
    starts_on: dt.date
    due_on: dt.date
    aim: str = ""
    parent: Objective | None = None
    owner: Person | None = None
    period: str = ""
    position: int | None = None

    def columns(self) -> dict[str, object]:
        """As the table has them."""
        plain = {name: getattr(self, name) for name in ("title", "aim", "period", "starts_on", "due_on", "position")}
        return plain | {
            "unit_id": self.unit.id,
            "parent_id": self.parent.id if self.parent else None,
            "owner_id": self.owner.id if self.owner else None,
        }


def facts_of(objective: Objective) -> Facts:
    """What is stored now."""
    return Facts(
        objective.title, objective.unit, objective.starts_on, objective.due_on, objective.aim, objective.parent,
        objective.owner, objective.period, objective.position,
    )  # fmt: skip


def set_objective(*, facts: Facts, by: Author) -> Objective:
    """Set an objective.

    Raises ObjectiveRefusedError where the dates or what it serves do not fit."""
    _check(facts)
    if facts.position is None:
        facts = replace(facts, position=last_position(facts.unit.id) + 1)
    objective = Objective(**facts.columns())
    db.session.add(objective)
    db.session.flush()
    parent_id = objective.parent_id
    audit.record(SET, by=by, subject_id=objective.id, title=facts.title, unit_id=facts.unit.id, parent_id=parent_id)
    db.session.flush()
    return objective


def edit_objective(*, objective: Objective, facts: Facts, by: Author) -> bool:
    """Store what changed; whether anything did.

    Raises ObjectiveRefusedError as `set_objective` does, and where objectives below would stand outside the new unit."""
    _check(facts, objective)
    rules.children_fit(objective, facts.unit)
    if facts.position is None:
        facts = replace(facts, position=objective.position)
    before, after = facts_of(objective).columns(), facts.columns()
    changed = [name for name in after if before[name] != after[name]]
    if not changed:
        return False
    for name in changed:
        setattr(objective, name, after[name])
    audit.record(
        EDITED,
        by=by,
        subject_id=objective.id,
        before={name: _plain(before[name]) for name in changed},
        after={name: _plain(after[name]) for name in changed},
    )
    db.session.flush()
    db.session.expire(objective, ["unit", "owner", "parent"])
    return True


def delete_objective(*, objective: Objective, by: Author) -> None:
    """Take back an objective that was set by mistake, with its links to metrics.

    Raises ObjectiveInUseError where something serves it or words were written on it: then it is stopped, not deleted."""
    if uses := uses_of(objective):
        raise ObjectiveInUseError(uses)
    db.session.execute(delete(ObjectiveMetric).where(ObjectiveMetric.objective_id == objective.id))
    audit.record(DELETED, by=by, subject_id=objective.id, title=objective.title, unit_id=objective.unit_id)
    db.session.delete(objective)
    db.session.flush()


def _check(facts: Facts, of: Objective | None = None) -> None:
    rules.dates_in_order(facts.starts_on, facts.due_on)
    rules.parent_fits(facts.unit, facts.parent, of=of)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
