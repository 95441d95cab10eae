"""Writes: targets, each from a date on. They say what is wanted, not what is measured, so they need no new signatures."""

import datetime as dt

from qms.golden_thread import recomputing
from qms.golden_thread.metrics import queries
from qms.golden_thread.metrics.definitions import RefusedError
from qms.golden_thread.metrics.models import Metric, MetricState, MetricTarget
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

TARGET_SET = audit.declare("metric.target-set", "starts_on", "value", "before")
TARGET_REMOVED = audit.declare("metric.target-removed", "starts_on", "value")


def set_target(*, metric: Metric, starts_on: dt.date, value: float, by: Person) -> MetricTarget:
    """The target from that date until the next one starts; a target of the same date is replaced.

    `value` is on the scale of the metric's values: 0.95 for 95%, 4.0 for 4.0 per 1,000. Raises RefusedError for a retired
    metric."""
    _check(metric)
    target = next((each for each in metric.targets if each.starts_on == starts_on), None)
    before = target.value if target else None
    if target is None:
        target = MetricTarget(starts_on=starts_on, value=value)
        metric.targets.append(target)
    target.value = value
    audit.record(TARGET_SET, by=by, subject_id=metric.id, starts_on=starts_on.isoformat(), value=value, before=before)
    _store(metric, by)
    return target


def remove_target(*, metric: Metric, starts_on: dt.date, by: Person) -> None:
    """Take the target of that date away: the one before it stands again. Raises RefusedError where there is none."""
    _check(metric)
    target = next((each for each in metric.targets if each.starts_on == starts_on), None)
    if target is None:
        raise RefusedError("That target has been removed already.")
    metric.targets.remove(target)
    audit.record(TARGET_REMOVED, by=by, subject_id=metric.id, starts_on=starts_on.isoformat(), value=target.value)
    _store(metric, by)


def _check(metric: Metric) -> None:
    if metric.state is MetricState.RETIRED:
        raise RefusedError("This metric is retired. Bring it back before you change its targets.")


def _store(metric: Metric, by: Person) -> None:
    db.session.flush()
    db.session.expire(metric, ["targets"])  # read again in the order of their dates
    recomputing.recompute(queries.series_ids_of([metric.id]), by=by)
