"""Breaks in the thread that plans know of, worst first."""

from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import contains_eager, lazyload

from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.strands import Gap
from qms.kernel.db import db
from qms.kernel.formats import day
from qms.organisation.models import Unit
from qms.people.roles import Permission
from qms.planning.drivers.models import Driver, DriverKind, DriverMeasure, DriverProject
from qms.planning.drivers.wording import shown_text
from qms.planning.plans.listing import overdue
from qms.planning.plans.models import PlanState, QualityPlan
from qms.planning.thread.cards import plans_with_units

MOST = 40  # of each kind: a page is for reading


def gaps(top: Unit) -> list[Gap]:
    """Overdue reviews, plans without an objective, and in signed-off plans primary drivers without a measure and change
    ideas without a project; four queries."""
    here = (Unit.path.startswith(top.path, autoescape=True), QualityPlan.state != PlanState.RETIRED)
    return [*_late(here), *_aimless(here), *_unmeasured(here), *_untested(here)]


def _late(here: tuple[Any, ...]) -> list[Gap]:
    return [
        Gap(
            "Plans whose review is overdue",
            f"{plan.title} ({plan.unit.name}) was to be reviewed by {day(plan.review_on)}.",
            url_for("planning.plan", plan_id=plan.id),
            "Review the plan",
            _edit(plan),
        )
        for plan in _plans(*here, *overdue(), order=QualityPlan.review_on)
    ]


def _aimless(here: tuple[Any, ...]) -> list[Gap]:
    return [
        Gap(
            "Plans without an objective",
            f"{plan.title} ({plan.unit.name}) serves no objective.",
            url_for("planning.plan", plan_id=plan.id),
            "Choose an objective",
            _edit(plan, "objective"),
        )
        for plan in _plans(*here, QualityPlan.objective_id.is_(None), order=QualityPlan.title)
    ]


def _edit(plan: QualityPlan, anchor: str | None = None) -> str:
    """Where the plan is changed; empty for a reader who may not."""
    return url_for("planning.plan_edit", plan_id=plan.id, _anchor=anchor) if may(Permission.EDIT_PLANS, plan.unit) else ""


def _unmeasured(here: tuple[Any, ...]) -> list[Gap]:
    measured = exists().where(DriverMeasure.driver_id == Driver.id)
    return [
        _box_gap(
            "Drivers without a measure", "no measure tells whether it moves", ("Attach a measure", "measures"), box, plan
        )
        for box, plan in _boxes(*here, Driver.kind == DriverKind.PRIMARY, ~measured)
    ]


def _untested(here: tuple[Any, ...]) -> list[Gap]:
    taken_up = exists().where(DriverProject.driver_id == Driver.id)
    return [
        _box_gap("Change ideas without a project", "no project tests it", ("Attach or start one", "projects"), box, plan)
        for box, plan in _boxes(*here, Driver.kind == DriverKind.CHANGE_IDEA, ~taken_up)
    ]


def _box_gap(kind: str, lack: str, remedy: tuple[str, str], box: Driver, plan: QualityPlan) -> Gap:
    here = url_for("planning.driver", driver_id=box.id)
    return Gap(kind, f"“{shown_text(box.text)}” in {plan.title}: {lack}.", here, remedy[0], f"{here}#{remedy[1]}")


def _plans(*conditions: ColumnElement[bool], order: Any) -> list[QualityPlan]:
    statement = plans_with_units(*conditions).order_by(order, QualityPlan.id).limit(MOST)
    return list(db.session.execute(statement).scalars())


def _boxes(*conditions: ColumnElement[bool]) -> list[tuple[Driver, QualityPlan]]:
    statement = (
        select(Driver, QualityPlan)
        .join(QualityPlan, QualityPlan.id == Driver.plan_id)
        .join(QualityPlan.unit)
        .where(*conditions, QualityPlan.state == PlanState.SIGNED_OFF)
        .options(contains_eager(QualityPlan.unit), lazyload(QualityPlan.owner), lazyload(QualityPlan.objective))
        .order_by(Unit.path, QualityPlan.title, Driver.position, Driver.id)
        .limit(MOST)
    )
    return [(box, plan) for box, plan in db.session.execute(statement)]
