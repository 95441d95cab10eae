"""What the form of a definition offers: the teams that somebody may define metrics for, and owners."""

from typing import Any, TypeVar

from qms.golden_thread.metrics.choosing_chart import filled_in
from qms.golden_thread.metrics.definitions import FIELDS
from qms.golden_thread.metrics.forms import DefinitionForm
from qms.golden_thread.metrics.models import Cadence, Metric
from qms.kernel.forms import select_choices
from qms.organisation import queries as organisation
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.queries import active_people
from qms.people.roles import Permission

AnyForm = TypeVar("AnyForm", bound=DefinitionForm)


def fill_choices(form: DefinitionForm, person: Person, metric: Metric | None = None) -> None:
    """Offer the person's teams, and everybody who can sign in as owner; a past owner stays on offer for their metric."""
    tops = person.units_where(Permission.DEFINE_METRICS)
    units = {each.id: each for top in tops for each in organisation.within(top)}
    if metric:
        units.setdefault(metric.unit_id, metric.unit)
    form.unit_id.choices = select_choices((each.id, _indented(each, tops)) for each in units.values())
    owners = {each.id: each.name for each in active_people()}
    if metric and metric.owner and metric.owner.id not in owners:
        owners[metric.owner.id] = f"{metric.owner.name} (no longer active)"
    form.owner_id.choices = select_choices([("", "Nobody yet"), *owners.items()])


def entered(metric: Metric) -> dict[str, Any]:
    """The metric's definition as its form shows it."""
    values = {name: getattr(metric, name) for name in FIELDS}
    return values | {"version": metric.version}


def use_chart(form: AnyForm, chart: str) -> AnyForm:
    """The form with this chart in it, and with the kind of number and the cadence that it needs."""
    cadence = form.cadence.data if isinstance(form.cadence.data, Cadence) else None
    for name, value in filled_in(chart, form.data_kind.data, cadence).items():
        form[name].data = value
    return form


def _indented(unit: Unit, tops: list[Unit]) -> str:
    depth = min((len(unit.ancestor_ids) - len(top.ancestor_ids) for top in tops if unit.is_within(top)), default=0)
    return "\u2013 " * depth + unit.name
