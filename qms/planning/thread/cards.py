"""Plans as other rooms see them: cards, choices, and those that a search finds."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import contains_eager, lazyload

from qms.golden_thread.strands import Card
from qms.kernel.db import db
from qms.kernel.formats import month
from qms.organisation.models import Unit
from qms.planning.plans.listing import matching
from qms.planning.plans.models import PlanState, QualityPlan
from qms.planning.plans.presenters import review_is_overdue
from qms.planning.plans.wording import STATE_COLOURS, STATE_WORDS

MOST_CHOICES = 200


def plans_with_units(*conditions: Any) -> Select[Any]:
    """Plans under the conditions, each with its unit and nothing else."""
    return (
        select(QualityPlan)
        .join(QualityPlan.unit)
        .where(*conditions)
        .options(contains_eager(QualityPlan.unit), lazyload(QualityPlan.owner), lazyload(QualityPlan.objective))
    )


def card(plan: QualityPlan) -> Card:
    """One plan: where it stands, and its aim."""
    return Card(
        plan.title,
        url_for("planning.plan", plan_id=plan.id),
        status(plan),
        plan.aim,
        STATE_COLOURS[plan.state],
    )


def status(plan: QualityPlan) -> str:
    """'Signed off March 2026', 'Draft', 'Review overdue'."""
    if review_is_overdue(plan):
        return "Review overdue"
    if plan.state is PlanState.SIGNED_OFF and plan.signed_off_at:
        return f"Signed off {month(plan.signed_off_at)}"
    return STATE_WORDS[plan.state]


def by_ids(ids: Iterable[int]) -> dict[int, Card]:
    """Cards of plans by their ids."""
    found = db.session.execute(plans_with_units(QualityPlan.id.in_(list(ids)))).scalars()
    return {plan.id: card(plan) for plan in found}


def choices(unit: Unit) -> list[tuple[int, str]]:
    """Plans in use of the unit and of those above it, nearest first."""
    line = [unit.id, *unit.ancestor_ids]
    statement = plans_with_units(QualityPlan.unit_id.in_(line), QualityPlan.state != PlanState.RETIRED)
    found = db.session.execute(statement.order_by(Unit.path.desc(), QualityPlan.title).limit(MOST_CHOICES)).scalars()
    return [(plan.id, f"{plan.title} ({plan.unit.name})") for plan in found]


def search(words: str, limit: int) -> list[Card]:
    """Plans with every word in the title, the aim or the diagram: those with the first word in the title first, retired
    plans last."""
    if not words.split():
        return []
    in_title = QualityPlan.title.icontains(words.split(maxsplit=1)[0], autoescape=True)
    order = (case((QualityPlan.state == PlanState.RETIRED, 1), else_=0), case((in_title, 0), else_=1))
    statement = plans_with_units(*matching(words)).order_by(*order, func.lower(QualityPlan.title), QualityPlan.id)
    return [card(plan) for plan in db.session.execute(statement.limit(limit)).scalars()]


def newest_first(plans: Iterable[QualityPlan]) -> Sequence[QualityPlan]:
    """Plans by when they were last signed off; drafts that never were come last."""
    return sorted(plans, key=lambda plan: (plan.signed_off_at is None, -(plan.signed_off_at or plan.created_at).timestamp()))
