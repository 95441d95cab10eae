"""Plans and their change ideas as the library's texts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import lazyload

from qms.golden_thread.documents import Document, body_of, decided
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.planning.drivers.models import Driver, DriverKind, DriverLink, DriverProject
from qms.planning.plans.models import QualityPlan

PLAN, IDEA = "plan", "idea"
ADOPT, ADAPT, ABANDON = "adopt", "adapt", "abandon"  # the words of the room next door, as its table stores them
TIMES = {1: "once", 2: "twice"}


def documents(plan_ids: Collection[int]) -> dict[int, list[Document]]:
    """A text for each plan and for each change idea on its diagram, with what its tests came to. Ideas that a change package
    has taken over are told of there, once, with their tests. Six queries."""
    statement = select(QualityPlan).where(QualityPlan.id.in_(plan_ids))
    alone = (lazyload(QualityPlan.unit), lazyload(QualityPlan.owner), lazyload(QualityPlan.objective))
    plans = list(db.session.execute(statement.options(*alone)).scalars())
    boxes: dict[int, list[Driver]] = defaultdict(list)
    for box in db.session.execute(select(Driver).where(Driver.plan_id.in_(plan_ids)).order_by(Driver.id)).scalars():
        boxes[box.plan_id].append(box)
    ideas = [box.id for found in boxes.values() for box in found if box.kind is DriverKind.CHANGE_IDEA]
    packaged = _packaged(ideas)
    above, decisions, projects = _above(ideas), _decisions(ideas), _projects(ideas)
    return {
        plan.id: [_plan(plan, boxes[plan.id])]
        + [
            _idea(plan, box, above[box.id], decisions[box.id], projects[box.id])
            for box in boxes[plan.id]
            if box.kind is DriverKind.CHANGE_IDEA and box.text and box.id not in packaged
        ]
        for plan in plans
    }


def document_ids() -> list[int]:
    """Every plan, retired ones too. One query."""
    return list(db.session.execute(select(QualityPlan.id).order_by(QualityPlan.id)).scalars())


def told_by(record: object) -> int | None:
    """The plan that a record of this room belongs to."""
    if isinstance(record, QualityPlan):
        return record.id
    return record.plan_id if isinstance(record, Driver) else None


def _plan(plan: QualityPlan, boxes: Iterable[Driver]) -> Document:
    drivers = [box.text for box in boxes if box.kind is not DriverKind.CHANGE_IDEA]
    return Document(
        kind=PLAN,
        id=plan.id,
        title=plan.title,
        body=body_of(plan.aim, plan.needs, plan.co_design, *dict.fromkeys(drivers)),
        unit_id=plan.unit_id,
        on=clock.day_of(plan.signed_off_at or plan.created_at),
        state=plan.state.value,
        result=plan.retired_reason,
        plan_id=plan.id,
    )


def _idea(plan: QualityPlan, box: Driver, above: list[str], decisions: Counter[str], projects: int) -> Document:
    serves = f"Serves: {', '.join(above)}." if above else ""
    return Document(
        kind=IDEA,
        id=box.id,
        title=box.text,
        body=body_of(serves, f"From the plan “{plan.title}”."),
        unit_id=plan.unit_id,
        on=clock.day_of(box.created_at),
        state="tested" if decisions.total() else "taken-up" if projects else "untried",
        result=_result(decisions, projects),
        outcome=decided(decisions[ADOPT], decisions[ADAPT], decisions[ABANDON]),
        plan_id=plan.id,
    )


def _result(decisions: Counter[str], projects: int) -> str:
    """'2 projects took it up. Adopted once, abandoned twice.'"""
    words = {ADOPT: "adopted", ADAPT: "adapted", ABANDON: "abandoned"}
    said = [f"{words[each]} {TIMES.get(decisions[each], f'{decisions[each]} times')}" for each in words if decisions[each]]
    taken = f"{count(projects, 'project')} took it up." if projects else ""
    return " ".join(filter(None, (taken, f"{', '.join(said).capitalize()}." if said else "")))


def _above(ids: Collection[int]) -> dict[int, list[str]]:
    """The words of the drivers that each idea serves."""
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(DriverLink.child_id, Driver.text).join(Driver, Driver.id == DriverLink.parent_id)
    for child, text in db.session.execute(statement.where(DriverLink.child_id.in_(ids)).order_by(DriverLink.id)):
        found[child].append(text)
    return found


def _decisions(ids: Collection[int]) -> dict[int, Counter[str]]:
    """How many tests of each idea were adopted, adapted and abandoned. The tests are the room next door's: its table is known
    here by name alone."""
    cycles = db.metadata.tables["pdsa_cycle"]
    found: dict[int, Counter[str]] = defaultdict(Counter)
    statement = select(cycles.c.driver_id, cycles.c.decision)
    decided = statement.where(cycles.c.driver_id.in_(ids), cycles.c.decision.is_not(None))
    for driver_id, decision in db.session.execute(decided):
        found[driver_id][str(decision)] += 1
    return found


def _packaged(ids: Collection[int]) -> set[int]:
    """Those of the ideas that stand in a change package too. It is the room next door's, like the tests."""
    packages = db.metadata.tables["package_idea"]
    return set(db.session.execute(select(packages.c.driver_id).where(packages.c.driver_id.in_(ids))).scalars())


def _projects(ids: Collection[int]) -> Counter[int]:
    """How many projects stand beside each idea."""
    statement = select(DriverProject.driver_id).where(DriverProject.driver_id.in_(ids))
    return Counter(db.session.execute(statement).scalars())
