"""Reads of the register."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from qms.improvement.capability.learners.queries import last_placement_id
from qms.improvement.capability.models import Learner, Placement, Programme, Training
from qms.improvement.capability.permissions import where_led, within_reach
from qms.improvement.capability.tiers import DUE_SOON
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

IN_DATE, DUE, LEFT = "in-date", "due", "left"
NAME: Any = func.lower(func.coalesce(Person.name, Learner.name))
SORTS: dict[str, Any] = {
    "name": NAME, "unit": func.lower(Unit.name), "completed": Training.completed_on, "refresh": Training.refresh_by,
}  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What the register is narrowed to. `unit` counts with everything below it; `state` is IN_DATE, DUE, LEFT or "" for all
    who work here. `led`: of the people whom the reader leads, too, in place of those whose records the reader keeps alone."""

    unit: Unit | None = None
    programme_id: int | None = None
    state: str = ""
    words: str = ""
    sort: str = ""
    led: bool = False

    @property
    def are_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.unit or self.programme_id or self.state or self.words)


def register(filters: Filters, reader: Person) -> Select[Any]:
    """The trainings asked for, among those whose records the reader keeps, in the order asked for."""
    whole = contains_eager(Training.learner).contains_eager(Learner.person).lazyload(Person.memberships)
    return _narrowed(select(Training), filters, reader).order_by(*_order(filters)).options(whole)


def _narrowed(statement: Select[Any], filters: Filters, reader: Person) -> Select[Any]:
    """The statement, which is of trainings, with learner, account, placement and unit joined, narrowed."""
    return (
        statement.join(Learner, Learner.id == Training.learner_id)
        .outerjoin(Person, Person.id == Learner.person_id)
        .join(Placement, Placement.id == last_placement_id(Learner.id))
        .join(Unit, Unit.id == Placement.unit_id)
        .where(where_led(reader) if filters.led else within_reach(reader), *_conditions(filters))
    )


def _order(filters: Filters) -> list[Any]:
    column = SORTS.get(filters.sort.removeprefix("-"))
    if column is None:
        column = Training.refresh_by if filters.state == DUE else Training.completed_on.desc()
    elif filters.sort.startswith("-"):
        column = column.desc()
    return [column, NAME, Training.id]


def register_rows(filters: Filters, reader: Person, *, most: int) -> Iterator[Any]:
    """The register for a file: (name, address, unit, code, programme, tier, completed on, refresher by, left on) a row."""
    columns: tuple[Any, ...] = (
        func.coalesce(Person.name, Learner.name), func.coalesce(Person.email, Learner.email), Unit.name, Unit.ods_code,
        Programme.name, Programme.tier, Training.completed_on, Training.refresh_by, Placement.until,
    )  # fmt: skip
    taught = select(*columns).select_from(Training).join(Programme, Programme.id == Training.programme_id)
    yield from db.session.execute(_narrowed(taught, filters, reader).order_by(*_order(filters)).limit(most))


def due_count(reader: Person) -> int:
    """How many refreshers are overdue or due soon among those whose records the reader keeps."""
    counted = select(func.count(Training.id)).select_from(Training)
    return db.session.scalar(_narrowed(counted, Filters(state=DUE), reader)) or 0


def training(training_id: int) -> Training:
    """The training, or NoResultFound (a 404)."""
    return db.session.execute(select(Training).where(Training.id == training_id)).scalar_one()


def unit_of_training(training_id: int, **_: int) -> Unit:
    """The unit whose keepers keep the record, or NoResultFound (a 404)."""
    learner_id = training(training_id).learner_id
    return db.session.execute(select(Placement).where(Placement.id == last_placement_id(learner_id))).scalar_one().unit


def _conditions(filters: Filters) -> list[Any]:
    here = Placement.until.is_(None)
    conditions: list[Any] = [~here if filters.state == LEFT else here]
    if filters.unit:
        conditions.append(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.programme_id:
        conditions.append(Training.programme_id == filters.programme_id)
    if filters.state == IN_DATE:
        conditions.append(or_(Training.refresh_by.is_(None), Training.refresh_by > clock.today()))
    if filters.state == DUE:
        conditions += [Training.refresh_by <= clock.today() + DUE_SOON, ~taken_again()]
    for word in filters.words.split()[:6]:
        found = (Person.name, Learner.name, Person.email, Learner.email)
        conditions.append(or_(*(column.icontains(word[:40], autoescape=True) for column in found)))
    return conditions


def taken_again() -> Any:
    """Whether the same learner completed the same programme later: that refreshed it."""
    later = aliased(Training)
    again = and_(
        later.learner_id == Training.learner_id,
        later.programme_id == Training.programme_id,
        later.completed_on > Training.completed_on,
    )
    return select(later.id).where(again).exists()
