"""The list of plans: what can be asked for, and the statement that answers."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import contains_eager, lazyload

from qms.golden_thread.objectives.branches import in_branch
from qms.golden_thread.objectives.chains import with_all_above
from qms.golden_thread.objectives.models import Objective
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.organisation.queries import in_tree_order
from qms.people.models import Person
from qms.planning.drivers.models import Driver
from qms.planning.plans.models import PlanState, QualityPlan

LIVE = ""  # drafts and signed-off plans
EVERYTHING = "all"
OVERDUE = "overdue"

SORTS: dict[str, Any] = {
    "title": func.lower(QualityPlan.title),
    "unit": Unit.name,
    "state": case({state: place for place, state in enumerate(PlanState)}, value=QualityPlan.state),
    "review": QualityPlan.review_on,
}


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to. `unit` counts with everything below it; `state` is a PlanState, "overdue" (reviews),
    "all", or "" for those in use."""

    unit: Unit | None = None
    state: str = LIVE
    objective_id: int | None = None
    words: str = ""
    sort: str = "title"

    @property
    def are_set(self) -> bool:
        """Whether anything is left out that is in use."""
        return bool(self.unit or self.state or self.objective_id or self.words)


@dataclass(frozen=True)
class Totals:
    """How many plans are found: drafts, signed off, retired; and how many reviews are overdue."""

    by_state: dict[PlanState, int]
    overdue: int

    @property
    def all(self) -> int:
        """All of them."""
        return sum(self.by_state.values())


def statement(filters: Filters) -> Select[Any]:
    """The plans asked for, in the order asked for, each with unit, owner and objective."""
    narrowed = (
        select(QualityPlan)
        .join(QualityPlan.unit)
        .outerjoin(QualityPlan.owner)
        .outerjoin(QualityPlan.objective)
        .where(*_conditions(filters))
        .options(
            contains_eager(QualityPlan.unit),
            contains_eager(QualityPlan.owner).options(lazyload(Person.memberships)),
            contains_eager(QualityPlan.objective).options(lazyload(Objective.unit), lazyload(Objective.owner)),
        )
    )
    column = SORTS.get(filters.sort.removeprefix("-"), SORTS["title"])
    empty_last = (column.is_(None),) if filters.sort.endswith("review") else ()
    return narrowed.order_by(*empty_last, column.desc() if filters.sort.startswith("-") else column, QualityPlan.id)


def totals(filters: Filters) -> Totals:
    """Counts over the whole list, whatever page of it is shown."""
    narrowed = select(QualityPlan.state, func.count()).join(QualityPlan.unit).where(*_conditions(filters))
    by_state = {PlanState(state): how_many for state, how_many in db.session.execute(narrowed.group_by(QualityPlan.state))}
    late = select(func.count()).select_from(QualityPlan).join(QualityPlan.unit).where(*_conditions(filters), *overdue())
    return Totals(by_state, db.session.scalar(late) or 0)


def overdue(today: Any = None) -> tuple[Any, ...]:
    """Conditions: an edition is in force and its review day has passed; `today` may be a bound parameter."""
    return (
        QualityPlan.state != PlanState.RETIRED,
        QualityPlan.signed_off_at.is_not(None),
        QualityPlan.review_on < (clock.today() if today is None else today),
    )


def matching(words: str) -> list[Any]:
    """Conditions: every word stands in the title, the aim or a box of the diagram."""
    drawn = select(Driver.plan_id)
    return [
        or_(
            QualityPlan.title.icontains(word, autoescape=True),
            QualityPlan.aim.icontains(word, autoescape=True),
            QualityPlan.id.in_(drawn.where(Driver.text.icontains(word, autoescape=True))),
        )
        for word in words.split()[:8]
    ]


def units_with_plans() -> list[Unit]:
    """The units that have plans, and those above them, in tree order: what the list can be narrowed to."""
    paths = db.session.execute(select(Unit.path).join(QualityPlan, QualityPlan.unit_id == Unit.id).distinct()).scalars()
    ids = {int(part) for path in paths for part in path.split("/") if part}
    return in_tree_order(db.session.execute(select(Unit).where(Unit.id.in_(ids))).scalars())


def objectives_with_plans() -> list[tuple[int, str]]:
    """Id and title of the objectives that plans serve, directly or through one below."""
    served = select(Objective.id, Objective.title).where(Objective.id.in_(with_all_above(select(QualityPlan.objective_id))))
    return [(row.id, row.title) for row in db.session.execute(served.order_by(Objective.title).limit(300))]


def _conditions(filters: Filters) -> list[Any]:
    conditions = matching(filters.words)
    if filters.unit:
        conditions.append(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.objective_id:
        conditions.append(QualityPlan.objective_id.in_(in_branch(filters.objective_id)))
    if filters.state == OVERDUE:
        conditions += overdue()
    elif filters.state in set(PlanState):
        conditions.append(QualityPlan.state == PlanState(filters.state))
    elif filters.state != EVERYTHING:
        conditions.append(QualityPlan.state != PlanState.RETIRED)
    return conditions
