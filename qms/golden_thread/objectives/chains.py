"""The way up from an objective: what it serves, and what that serves, to the board."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, literal, select

from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.kernel.db import db
from qms.organisation.models import LEVELS, Level, Unit, UnitKind

HIGHEST = 12
"""Steps followed upwards; the tree of units is far less deep, and a ring would otherwise never end."""


@dataclass(frozen=True)
class Aim:
    """An objective as a step of a chain."""

    id: int
    title: str
    state: ObjectiveState
    period: str
    unit_id: int
    unit_name: str
    unit_kind: UnitKind

    @property
    def is_the_boards(self) -> bool:
        """Whether it stands at the level of a board: a trust or a system."""
        return LEVELS[self.unit_kind] is Level.MACRO


def chains_up(objective_ids: Collection[int]) -> dict[int, list[Aim]]:
    """Each objective followed by those that it serves, nearest first, to the top; one query."""
    if not objective_ids:
        return {}
    up = (
        select(
            Objective.id.label("start"),
            Objective.id.label("id"),
            Objective.parent_id.label("parent_id"),
            literal(0).label("step"),
        )
        .where(Objective.id.in_(objective_ids))
        .cte("up", recursive=True)
    )
    wider = select(up.c.start, Objective.id, Objective.parent_id, up.c.step + 1)
    up = up.union_all(wider.where(Objective.id == up.c.parent_id, up.c.step < HIGHEST))
    statement = (
        select(up.c.start, Objective.id, Objective.title, Objective.state, Objective.period, Unit.id, Unit.name, Unit.kind)
        .select_from(up)
        .join(Objective, Objective.id == up.c.id)
        .join(Unit, Unit.id == Objective.unit_id)
        .order_by(up.c.start, up.c.step)
    )
    chains: dict[int, list[Aim]] = {}
    for start, *columns in db.session.execute(statement):
        chains.setdefault(start, []).append(Aim(*columns))
    return chains


def with_all_above(objective_ids: Select[int | None]) -> Select[int]:
    """The objectives whose ids the subquery gives and all that they serve, as a subquery in its turn."""
    start = select(Objective.id.label("id"), Objective.parent_id.label("parent_id"), literal(0).label("step"))
    up = start.where(Objective.id.in_(objective_ids)).cte("above", recursive=True)
    wider = select(Objective.id, Objective.parent_id, up.c.step + 1)
    up = up.union_all(wider.where(Objective.id == up.c.parent_id, up.c.step < HIGHEST))
    return select(up.c.id)
