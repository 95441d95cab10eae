"""What follows when a unit has moved: the sums of the units above its old and its new place are made again."""

from sqlalchemy import select

from qms.control.measurements.actions import sum_again
from qms.golden_thread.metrics.models import Series
from qms.kernel.audit import Author
from qms.kernel.db import db
from qms.organisation.changes import Move
from qms.organisation.models import Unit

WHY = "{name} moved to another part of the organisation, and it is no special cause any more."


def sum_again_after(move: Move, *, by: Author) -> None:
    """Sum every metric that is measured at or below the moved unit."""
    below = Unit.path.startswith(move.unit.path, autoescape=True)
    statement = select(Series.metric_id).join(Unit, Unit.id == Series.unit_id).where(below).distinct()
    metric_ids = list(db.session.execute(statement).scalars())
    if metric_ids:
        sum_again(metric_ids, by=by, why=WHY.format(name=move.unit.name))
