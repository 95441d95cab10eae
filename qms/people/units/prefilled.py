"""The form of a unit with the places that a person may choose, and what it shows of a stored unit."""

from qms.kernel.forms import select_choices
from qms.organisation import presenters
from qms.organisation.forms import UnitForm
from qms.organisation.models import Unit, UnitKind
from qms.organisation.words import KIND_WORDS
from qms.people.access import person
from qms.people.queries import units_within_reach
from qms.people.roles import Permission


def new_form(parent_id: int | None) -> UnitForm:
    """For a unit somewhere below the units that the signed-in person administers."""
    form = UnitForm()
    # The top of the tree is made on the command line; everything that a page adds stands below it.
    form.kind.choices = select_choices((each.value, KIND_WORDS[each]) for each in UnitKind if each is not UnitKind.SYSTEM)
    form.parent.choices = select_choices(presenters.choices(units_within_reach(person(), Permission.ADMINISTER)))
    if form.parent.data is None:
        form.parent.data = parent_id
    if form.kind.data is None:
        form.kind.data = UnitKind.WARD
    return form


def edit_form(unit: Unit) -> UnitForm:
    """For a unit as it is stored, without a place where it is the top of the tree."""
    form = UnitForm(obj=unit)
    if unit.parent is None:
        del form.parent
        return form
    places = [each for each in units_within_reach(person(), Permission.ADMINISTER) if not each.is_within(unit)]
    if unit.parent_id not in {each.id for each in places}:
        places = [unit.parent, *places]  # somebody who administers only this unit sees its place, and cannot change it
    form.parent.choices = select_choices(presenters.choices(places))
    if form.parent.data is None:
        form.parent.data = unit.parent_id
    return form


def stored_values(unit: Unit) -> dict[str, object]:
    """The unit as its form shows it, for the comparison with what was typed."""
    values: dict[str, object] = {"name": unit.name, "kind": unit.kind, "ods_code": unit.ods_code}
    return values if unit.parent is None else values | {"parent": unit.parent_id}
