"""The way down from an objective: all that serve it, directly or through others."""

from collections.abc import Collection

from sqlalchemy import CTE, Select, literal, select

from qms.golden_thread.objectives.chains import HIGHEST
from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.kernel.db import db


def branches_of(objective_ids: Collection[int]) -> dict[int, list[int]]:
    """The ids of each objective and of all below it; one query."""
    if not objective_ids:
        return {}
    down = _down(objective_ids)
    branches: dict[int, list[int]] = {each: [] for each in objective_ids}
    for head, objective_id in db.session.execute(select(down.c.head, down.c.id).order_by(down.c.head, down.c.id)):
        branches[head].append(objective_id)
    return branches


def in_branch(objective_id: int) -> Select[int]:
    """The same ids for one objective, as a subquery that narrows a list: its own and all below it."""
    return select(_down([objective_id]).c.id)


def active_objectives(unit_id: int) -> Select[int]:
    """The ids of a unit's own active objectives, in the order of the board page, as a statement."""
    own = select(Objective.id).where(Objective.unit_id == unit_id, Objective.state == ObjectiveState.ACTIVE)
    return own.order_by(Objective.position, Objective.id)


def in_branches(objective_ids: Select[int]) -> Select[int]:
    """The same for all objectives that a statement finds, together."""
    return select(_down(objective_ids).c.id)


def _down(objective_ids: Collection[int] | Select[int]) -> CTE:
    start = select(Objective.id.label("head"), Objective.id.label("id"), literal(0).label("step"))
    down = start.where(Objective.id.in_(objective_ids)).cte("down", recursive=True)
    narrower = select(down.c.head, Objective.id, down.c.step + 1)
    return down.union_all(narrower.where(Objective.parent_id == down.c.id, down.c.step < HIGHEST))
