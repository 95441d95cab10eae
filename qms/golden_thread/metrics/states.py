"""Where a definition stands, in sentences: agreed when, or who has not signed yet."""

import datetime as dt
from dataclasses import dataclass

from qms.golden_thread.metrics import signatories
from qms.golden_thread.metrics.definitions import definition_of
from qms.golden_thread.metrics.models import Capacity, Metric, MetricState
from qms.golden_thread.metrics.wording import CAPACITIES, DIRECTIONS, LABELS, STATES
from qms.kernel.formats import day, listed


@dataclass(frozen=True)
class StateTag:
    """A state in a word, and the colour of its tag."""

    text: str
    colour: str


def state_tag(metric: Metric) -> StateTag:
    """The tag of the metric's state."""
    return StateTag(*STATES[metric.state])


def state_sentence(metric: Metric) -> str:
    """'Agreed v2 on 3 March 2026.', or what is still missing."""
    if metric.state is MetricState.RETIRED:
        return f"Retired: {metric.retired_reason}"
    if metric.state is MetricState.AGREED:
        on = f" on {day(metric.agreed_at)}" if metric.agreed_at else ""
        return f"Agreed v{metric.revision}{on}."
    if missing := missing_words(metric):
        return f"Not yet agreed: the definition is not complete. Still to be filled in: {missing}."
    capacities = signatories.missing_capacities(metric)
    who = listed([CAPACITIES[each] for each in capacities])
    return f"Not yet agreed: {who} {'has' if len(capacities) == 1 else 'have'} not signed."


def missing_words(metric: Metric) -> str:
    """The parts of the definition that nobody could sign without, in words; empty when it is complete."""
    return listed([f"“{LABELS[name]}”" for name in definition_of(metric).missing()])


def measures_sentence(metric: Metric) -> str:
    """What the metric measures, how often, and which way is better, from the definition's own words."""
    what = metric.numerator.strip().rstrip(".") or metric.name
    per = f", {metric.measured_in}" if metric.measured_in and metric.measured_in.casefold() not in what.casefold() else ""
    better = DIRECTIONS[metric.direction].split(":")[0]
    way = "Neither way is better" if better == "Neither" else better
    return f"{what[:1].upper()}{what[1:]}{per}. {way}."


@dataclass(frozen=True)
class SignatureLine:
    """One of the three signatures: given by whom and when, or who could give it."""

    capacity: Capacity
    label: str
    person: str = ""
    at: dt.datetime | None = None
    could: str = ""  # who could sign, in words, where nobody has


def signature_lines(metric: Metric) -> list[SignatureLine]:
    """The three lines under the present revision."""
    given = {each.capacity: each for each in signatories.signatures(metric)}
    lines = []
    for capacity in Capacity:
        label = CAPACITIES[capacity]
        label = label[:1].upper() + label[1:]
        if signature := given.get(capacity):
            lines.append(SignatureLine(capacity, label, signature.person.name, signature.at))
        elif metric.state is MetricState.PROPOSED:
            lines.append(SignatureLine(capacity, label, could=_could_words(signatories.who_could_sign(metric, capacity))))
        else:
            lines.append(SignatureLine(capacity, label))
    return lines


def _could_words(could: signatories.CouldSign) -> str:
    if not could.names:
        return "Nobody's role allows it here yet. An administrator can give somebody that role."
    names = list(could.names) + ([f"{could.more} more"] if could.more else [])
    return f"Could be signed by {listed(names)}."
