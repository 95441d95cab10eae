"""What the form of an objective offers: units, wider objectives, owners; and what was entered, read back."""

import datetime as dt
from typing import Any, cast

from qms.golden_thread.objectives import queries
from qms.golden_thread.objectives.actions import Facts
from qms.golden_thread.objectives.forms import ObjectiveForm
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.objectives.wording import LABELS, end_of_year, financial_year
from qms.kernel import clock
from qms.kernel.forms import select_choices
from qms.organisation.models import Unit
from qms.organisation.presenters import choices as unit_choices
from qms.people.models import Person
from qms.people.queries import active_people, units_within_reach
from qms.people.roles import Permission


def blank(unit_id: int | None, parent: Objective | None, owner: Person) -> dict[str, Any]:
    """A new objective as its form first shows it: this financial year, owned by whoever sets it."""
    today = clock.today()
    return {
        "unit_id": unit_id or (parent.unit_id if parent else None),
        "parent_id": parent.id if parent else None,
        "owner_id": owner.id,
        "period": parent.period if parent else financial_year(today),
        "starts_on": today,
        "due_on": max(parent.due_on if parent else end_of_year(today), today + dt.timedelta(days=1)),
    }


def entered(objective: Objective) -> dict[str, Any]:
    """The objective as its form shows it."""
    values = {name: getattr(objective, name) for name in LABELS}
    return values | {"position": str(objective.position), "version": objective.version}


def fill_choices(form: ObjectiveForm, person: Person, objective: Objective | None = None) -> None:
    """Offer the units where the person sets objectives, what these may serve, and everybody who can sign in."""
    units = {each.id: each for each in units_within_reach(person, Permission.SET_OBJECTIVES)}
    if objective:
        units.setdefault(objective.unit_id, objective.unit)
    form.unit_id.choices = select_choices(unit_choices(list(units.values())))
    tops = [*person.units_where(Permission.SET_OBJECTIVES), *([objective.unit] if objective else [])]
    wider = {each.id: each for each in queries.objectives_on_line(tops) if objective is None or each.id != objective.id}
    if objective and objective.parent:
        wider.setdefault(objective.parent.id, objective.parent)
    titles = [(str(each.id), f"{each.title} ({each.unit.name})") for each in wider.values()]
    form.parent_id.choices = select_choices([("", "Nothing wider"), *titles])
    owners = {each.id: each.name for each in active_people()}
    if objective and objective.owner and objective.owner.id not in owners:
        owners[objective.owner.id] = f"{objective.owner.name} (no longer active)"
    form.owner_id.choices = select_choices([("", "Nobody yet"), *((str(i), name) for i, name in owners.items())])


def facts_in(form: ObjectiveForm, unit: Unit, parent: Objective | None, owner: Person | None) -> Facts:
    """What was entered."""
    return Facts(
        title=(form.title.data or "").strip(),
        aim=(form.aim.data or "").strip(),
        unit=unit,
        parent=parent,
        owner=owner,
        period=(form.period.data or "").strip(),
        starts_on=cast(dt.date, form.starts_on.data),  # the form is valid: both dates are given
        due_on=cast(dt.date, form.due_on.data),
        position=int(form.position.data) if (form.position.data or "").strip() else None,
    )
