"""The way down from an objective: all that serve it, directly or through others."""

from collections.abc import Collection

from sqlalchemy import literal, select

from qms.golden_thread.objectives.chains import HIGHEST
from qms.golden_thread.objectives.models import Objective
from qms.kernel.db import db


def branches_of(objective_ids: Collection[int]) -> dict[int, list[int]]:
    """The ids of each objective and of all below it; one query."""
    if not objective_ids:
        return {}
    down = (
        select(Objective.id.label("head"), Objective.id.label("id"), literal(0).label("step"))
        .where(Objective.id.in_(objective_ids))
        .cte("down", recursive=True)
    )
    narrower = select(down.c.head, Objective.id, down.c.step + 1)
    down = down.union_all(narrower.where(Objective.parent_id == down.c.id, down.c.step < HIGHEST))
    branches: dict[int, list[int]] = {each: [] for each in objective_ids}
    for head, objective_id in db.session.execute(select(down.c.head, down.c.id).order_by(down.c.head, down.c.id)):
        branches[head].append(objective_id)
    return branches
