"""What plans do for objectives and for series."""

from collections.abc import Iterable, Mapping, Sequence

from flask import url_for
from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.strands import Card, Served
from qms.kernel.db import db
from qms.kernel.formats import count, month
from qms.organisation.models import Unit
from qms.planning.drivers.models import Driver, DriverMeasure
from qms.planning.plans.models import PlanState, QualityPlan
from qms.planning.plans.presenters import review_is_overdue
from qms.planning.thread.cards import card, newest_first, plans_with_units

MOST_CARDS = 6


def serving(objective_ids: Sequence[int]) -> dict[int, Served]:
    """Plans in use of each objective: "1 plan, signed off March 2026"; one query."""
    return serving_groups({each: [each] for each in objective_ids})


def serving_groups(groups: Mapping[int, Sequence[int]]) -> dict[int, Served]:
    """Plans in use of each group of objectives taken together, by the id of the group's head; one query."""
    wanted = {each for group in groups.values() for each in group}
    statement = plans_with_units(QualityPlan.objective_id.in_(wanted), QualityPlan.state != PlanState.RETIRED)
    plans: dict[int, list[QualityPlan]] = {}
    for plan in db.session.execute(statement.order_by(QualityPlan.id)).scalars():
        plans.setdefault(plan.objective_id, []).append(plan)
    together = {head: [plan for each in group for plan in plans.get(each, ())] for head, group in groups.items()}
    return {head: _served(head, newest_first(found)) for head, found in together.items() if found}


def _served(objective_id: int, plans: Sequence[QualityPlan]) -> Served:
    counts: dict[str, int] = {}
    for plan in plans:
        counts[plan.state.value] = counts.get(plan.state.value, 0) + 1
    url = url_for("planning.index", objective=objective_id)
    if len(plans) == 1:
        url = url_for("planning.plan", plan_id=plans[0].id)
    return Served(_summary(plans), url, counts, [card(plan) for plan in plans[:MOST_CARDS]])


def _summary(plans: Sequence[QualityPlan]) -> str:
    words = count(len(plans), "plan")
    late = sum(review_is_overdue(plan) for plan in plans)
    drafts = sum(plan.signed_off_at is None for plan in plans)
    if len(plans) == 1:
        signed = plans[0].signed_off_at
        standing = f"signed off {month(signed)}" if signed else "still a draft"
        return f"{words}, {standing}{', review overdue' if late else ''}"
    parts = [f"{len(plans) - drafts} signed off"] if len(plans) > drafts else []
    parts += [count(drafts, "draft")] if drafts else []
    parts += [f"{late} with an overdue review"] if late else []
    return f"{words} ({', '.join(parts)})"


def acting_on(series_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Plans in force whose driver diagram measures the series.

    A signature binds: whoever signed the plan off answers for what its measures say. A draft binds nobody, so it does not
    count as acting."""
    attached = _attached(DriverMeasure.series_id, DriverMeasure.series_id.in_(list(series_ids)))
    in_force = (QualityPlan.signed_off_at.is_not(None), QualityPlan.state != PlanState.RETIRED)
    return _cards(attached, *in_force)


def measured_by(metric_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Plans in use whose driver diagram has a chart of the metric."""
    return _cards(_attached(Series.metric_id, Series.metric_id.in_(list(metric_ids))), QualityPlan.state != PlanState.RETIRED)


def _attached(key: object, condition: object) -> list[tuple[int, int]]:
    """(key, plan id) of every box with a measure under the condition, each once."""
    statement = (
        select(key, Driver.plan_id)  # type: ignore[call-overload]  # a column, whichever the caller groups by
        .select_from(DriverMeasure)
        .join(Driver, Driver.id == DriverMeasure.driver_id)
        .join(Series, Series.id == DriverMeasure.series_id)
        .where(condition)
        .distinct()
    )
    return [(found, plan_id) for found, plan_id in db.session.execute(statement)]


def _cards(attached: Iterable[tuple[int, int]], *conditions: object) -> dict[int, list[Card]]:
    attached = sorted(attached)
    ids = {plan_id for _, plan_id in attached}
    if not ids:
        return {}
    plans = db.session.execute(plans_with_units(QualityPlan.id.in_(ids), *conditions).order_by(Unit.path)).scalars()
    cards = {plan.id: card(plan) for plan in plans}
    found: dict[int, list[Card]] = {}
    for key, plan_id in attached:
        if plan_id in cards:
            found.setdefault(key, []).append(cards[plan_id])
    return found
