"""What plans report of late."""

import datetime as dt

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.strands import Mark
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.planning.plans.models import PlanEdition, QualityPlan

MOST = 20


def news(top: Unit, since: dt.date) -> list[Mark]:
    """The plans at or below the unit that were signed off since that day, newest first; one query."""
    start = clock.start_of(since)
    statement = (
        select(QualityPlan.id, QualityPlan.title, Unit.name, PlanEdition.signed_off_at)
        .join(PlanEdition, PlanEdition.plan_id == QualityPlan.id)
        .join(Unit, Unit.id == QualityPlan.unit_id)
        .where(PlanEdition.signed_off_at >= start, Unit.path.startswith(top.path, autoescape=True))
        .order_by(PlanEdition.signed_off_at.desc(), PlanEdition.id.desc())
        .limit(MOST)
    )
    return [
        Mark(clock.day_of(at), f"Plan “{title}”, {unit}: signed off.", url_for("planning.plan", plan_id=id_))
        for id_, title, unit, at in db.session.execute(statement)
    ]
