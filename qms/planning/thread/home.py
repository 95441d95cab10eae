"""What home pages and units' pages show of plans."""

from sqlalchemy import or_

from qms.golden_thread.strands import Section
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission
from qms.planning.plans.listing import overdue
from qms.planning.plans.models import PlanState, QualityPlan
from qms.planning.thread.cards import card, newest_first, plans_with_units

MOST = 8


def home_sections(person: Person) -> list[Section]:
    """Drafts that wait for this person's signature, and plans of theirs whose review is overdue."""
    waiting = _waiting_for(person)
    mine = plans_with_units(QualityPlan.owner_id == person.id, *overdue()).order_by(QualityPlan.review_on).limit(MOST)
    late = list(db.session.execute(mine).scalars())
    if not waiting and not late:
        return []
    needs = [f"{count(len(waiting), 'plan')} {_plural(waiting, 'awaits', 'await')} your signature"] if waiting else []
    needs += [f"{count(len(late), 'plan')} of yours {_plural(late, 'is', 'are')} due for review"] if late else []
    context = {"waiting": [(plan, plan.unit.name) for plan in waiting], "late": [(plan, plan.unit.name) for plan in late]}
    return [Section(35, "planning/thread/home.html", context, needs=" and ".join(needs))]


def unit_sections(unit: Unit) -> list[Section]:
    """The plans in use of the unit itself; a unit without one shows the first step to those who may take it."""
    here = plans_with_units(QualityPlan.unit_id == unit.id, QualityPlan.state != PlanState.RETIRED)
    plans = newest_first(db.session.execute(here.order_by(QualityPlan.title).limit(MOST + 1)).scalars())
    context = {"plan_cards": [card(plan) for plan in plans[:MOST]], "more_plans": len(plans) > MOST, "plans_of": unit}
    return [Section(60, "planning/thread/unit.html", context)]


def _waiting_for(person: Person) -> list[QualityPlan]:
    tops = person.units_where(Permission.SIGN_OFF_PLANS)
    if not tops:
        return []
    below = or_(*(Unit.path.startswith(top.path, autoescape=True) for top in tops))
    asked = (QualityPlan.state == PlanState.DRAFT, QualityPlan.asked_at.is_not(None))
    return list(db.session.execute(plans_with_units(below, *asked).order_by(QualityPlan.asked_at).limit(MOST)).scalars())


def _plural(things: list[QualityPlan], one: str, many: str) -> str:
    return one if len(things) == 1 else many
