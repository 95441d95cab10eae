"""What the home page says of metrics: definitions that wait for this person's signature."""

from qms.golden_thread.metrics.signatories import awaiting_signature, capacities_open_to
from qms.golden_thread.metrics.wording import CAPACITIES
from qms.golden_thread.strands import Section
from qms.people.models import Person


def home_sections(person: Person) -> list[Section]:
    """The part "Metrics to sign", where there are any."""
    awaiting = awaiting_signature(person)
    if not awaiting.metrics:
        return []
    rows = [(each, CAPACITIES[capacities_open_to(person, each)[0]]) for each in awaiting.metrics]
    context = {"to_sign": rows, "to_sign_total": awaiting.total}
    return [Section(30, "golden_thread/metrics/home.html", context)]
