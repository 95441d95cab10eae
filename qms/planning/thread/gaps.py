"""Breaks in the thread that plans know of, worst first."""

import datetime as dt
from functools import cache
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy import Select, Text, bindparam, exists, literal, select

from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.strands import Gap
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import day
from qms.kernel.together import Ordered, together
from qms.organisation.models import Unit
from qms.people.roles import Permission
from qms.planning.drivers.models import Driver, DriverKind, DriverMeasure, DriverProject
from qms.planning.drivers.wording import shown_text
from qms.planning.plans.listing import overdue
from qms.planning.plans.models import PlanState, QualityPlan

MOST = 40  # of each kind: a page is for reading
LATE, AIMLESS = "Plans whose review is overdue", "Plans without an objective"
UNMEASURED, UNTESTED = "Drivers without a measure", "Change ideas without a project"


def gaps(top: Unit) -> list[Gap]:
    """Overdue reviews, plans without an objective, and in signed-off plans primary drivers without a measure and change
    ideas without a project; one query."""
    found = db.session.execute(_statement(), {"below": f"{top.path}%", "today": clock.today()})
    return [_GAPS[kind](_Found(*row)) for kind, *row in found]


class _Found(NamedTuple):
    id: int  # of the plan or of the box
    words: str  # of the box; empty for a plan
    plan: str
    review_on: dt.date | None
    unit: Unit


@cache  # made once: making the statement takes longer than answering it
def _statement() -> Select[Any]:
    found = together(_lists(), most=MOST).subquery()
    return (
        select(found.c.list, found.c.id, found.c.words, found.c.title, found.c.review_on, Unit)
        .join(Unit, Unit.id == found.c.unit_id)
        .order_by(found.c.list_at, found.c.place)
    )


def _lists() -> dict[str, Ordered]:
    here = (Unit.path.like(bindparam("below")), QualityPlan.state != PlanState.RETIRED)
    no_words = literal("", Text).label("words")
    plans = (
        select(QualityPlan.id, no_words, QualityPlan.title, QualityPlan.review_on, QualityPlan.unit_id)
        .join(Unit, Unit.id == QualityPlan.unit_id)
        .where(*here)
    )
    boxes = (
        select(Driver.id, Driver.text.label("words"), QualityPlan.title, QualityPlan.review_on, QualityPlan.unit_id)
        .join(QualityPlan, QualityPlan.id == Driver.plan_id)
        .join(Unit, Unit.id == QualityPlan.unit_id)
        .where(*here, QualityPlan.state == PlanState.SIGNED_OFF)
    )
    measured = exists().where(DriverMeasure.driver_id == Driver.id)
    taken_up = exists().where(DriverProject.driver_id == Driver.id)
    drawn = (Unit.path, QualityPlan.title, Driver.position, Driver.id)
    return {
        LATE: (plans.where(*overdue(bindparam("today"))), (QualityPlan.review_on, QualityPlan.id)),
        AIMLESS: (plans.where(QualityPlan.objective_id.is_(None)), (QualityPlan.title, QualityPlan.id)),
        UNMEASURED: (boxes.where(Driver.kind == DriverKind.PRIMARY, ~measured), drawn),
        UNTESTED: (boxes.where(Driver.kind == DriverKind.CHANGE_IDEA, ~taken_up), drawn),
    }


def _late(plan: _Found) -> Gap:
    return Gap(
        LATE,
        f"{plan.plan} ({plan.unit.name}) was to be reviewed by {day(plan.review_on)}.",
        url_for("planning.plan", plan_id=plan.id),
        "Review the plan",
        _edit(plan),
    )


def _aimless(plan: _Found) -> Gap:
    return Gap(
        AIMLESS,
        f"{plan.plan} ({plan.unit.name}) serves no objective.",
        url_for("planning.plan", plan_id=plan.id),
        "Choose an objective",
        _edit(plan, "objective"),
    )


def _edit(plan: _Found, anchor: str | None = None) -> str:
    """Where the plan is changed; empty for a reader who may not."""
    return url_for("planning.plan_edit", plan_id=plan.id, _anchor=anchor) if may(Permission.EDIT_PLANS, plan.unit) else ""


def _unmeasured(box: _Found) -> Gap:
    return _box_gap(UNMEASURED, "no measure tells whether it moves", ("Attach a measure", "measures"), box)


def _untested(box: _Found) -> Gap:
    return _box_gap(UNTESTED, "no project tests it", ("Attach or start one", "projects"), box)


def _box_gap(kind: str, lack: str, remedy: tuple[str, str], box: _Found) -> Gap:
    here = url_for("planning.driver", driver_id=box.id)
    return Gap(kind, f"“{shown_text(box.words)}” in {box.plan}: {lack}.", here, remedy[0], f"{here}#{remedy[1]}")


_GAPS = {LATE: _late, AIMLESS: _aimless, UNMEASURED: _unmeasured, UNTESTED: _untested}
