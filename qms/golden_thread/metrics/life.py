"""Writes: a definition is signed and so agreed, a metric is retired and brought back."""

from qms.golden_thread import recomputing
from qms.golden_thread.metrics import finding, queries, signatories
from qms.golden_thread.metrics.definitions import RefusedError, definition_of
from qms.golden_thread.metrics.models import Capacity, Metric, MetricSignature, MetricState
from qms.golden_thread.metrics.wording import CAPACITIES, LABELS
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.kernel.formats import listed
from qms.people.models import Person

SIGNED = audit.declare("metric.signed", "revision", "capacity")
AGREED = audit.declare("metric.agreed", "revision")
RETIRED = audit.declare("metric.retired", "reason")
BROUGHT_BACK = audit.declare("metric.brought-back", "state", "reason")


def sign(*, metric: Metric, capacity: Capacity, by: Person) -> MetricSignature:
    """Sign the present revision; the third of the three capacities makes it agreed.

    Raises RefusedError where the definition is not proposed or not complete, somebody has signed in this capacity, this
    person has signed already, or has no role that permits it."""
    metric = finding.metric_for_change(metric.id)
    if refusal := _refusal(metric, capacity, by):
        raise RefusedError(refusal)
    signature = MetricSignature(metric_id=metric.id, revision=metric.revision, capacity=capacity, person=by)
    metric.signatures.append(signature)
    audit.record(SIGNED, by=by, subject_id=metric.id, revision=metric.revision, capacity=capacity.value)
    if not signatories.missing_capacities(metric):
        metric.state = MetricState.AGREED
        metric.agreed_at = clock.now()
        audit.record(AGREED, by=by, subject_id=metric.id, revision=metric.revision)
    db.session.flush()
    return signature


def _refusal(metric: Metric, capacity: Capacity, by: Person) -> str:
    if metric.state is MetricState.AGREED:
        return "All three signatures are there: this definition is agreed."
    if metric.state is MetricState.RETIRED:
        return "This metric is retired. Bring it back before anybody signs it."
    if missing := definition_of(metric).missing():
        words = listed([f"“{LABELS[name]}”" for name in missing])
        return f"The definition is not complete, so it can't be signed yet. Fill in {words}."
    if not by.can(signatories.PERMISSION_OF[capacity], metric.unit):
        return f"Your role does not let you sign for {CAPACITIES[capacity]} of {metric.unit.name}."
    return _already_signed(metric, capacity, by)


def _already_signed(metric: Metric, capacity: Capacity, by: Person) -> str:
    for signature in signatories.signatures(metric):
        if signature.capacity is capacity:
            return f"{signature.person.name} has already signed for {CAPACITIES[capacity]}."
        if signature.person_id == by.id:
            return "You have signed this definition already. Three different people sign, so that it is agreed by all three."
    return ""


def retire(*, metric: Metric, reason: str, by: Person) -> None:
    """Take the metric out of use; its data, charts and signatures stay. Raises RefusedError where it is retired already."""
    if metric.state is MetricState.RETIRED:
        raise RefusedError("This metric is retired already.")
    if not reason.strip():
        raise RefusedError("Say why the metric is no longer needed.", field="reason")
    metric.state = MetricState.RETIRED
    metric.retired_reason = reason.strip()
    audit.record(RETIRED, by=by, subject_id=metric.id, reason=metric.retired_reason)
    db.session.flush()
    recomputing.recompute(queries.series_ids_of([metric.id]), by=by)


def bring_back(*, metric: Metric, by: Person) -> None:
    """Use a retired metric again: agreed where its revision bears all three signatures, else proposed.

    Raises RefusedError where it is not retired, or its name was given to another metric meanwhile."""
    if metric.state is not MetricState.RETIRED:
        raise RefusedError("This metric is not retired.")
    if other := finding.same_name(metric.name, but=metric.id):
        raise RefusedError(f"{other.unit.name} now has a metric called “{other.name}”. Retire that one first.")
    reason, metric.retired_reason = metric.retired_reason, ""
    metric.state = MetricState.PROPOSED if signatories.missing_capacities(metric) else MetricState.AGREED
    audit.record(BROUGHT_BACK, by=by, subject_id=metric.id, state=metric.state.value, reason=reason)
    db.session.flush()
    recomputing.recompute(queries.series_ids_of([metric.id]), by=by)
