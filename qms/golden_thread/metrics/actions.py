"""Writes: a metric is proposed, and its definition changed.

Changing what was signed opens the next revision of an agreed metric, which needs every signature anew; before that, it
takes back the signatures given so far, because they stood under other words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from qms.golden_thread import recomputing
from qms.golden_thread.metrics import finding, queries, signatories
from qms.golden_thread.metrics.definitions import (
    CHARTED,
    FIELDS,
    SUMMED,
    Definition,
    RefusedError,
    changed_fields,
    definition_of,
    needs_signing_anew,
    slug,
    target_factor,
)
from qms.golden_thread.metrics.models import Metric, MetricRevision, MetricState, MetricTarget
from qms.golden_thread.strands import all_strands
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.kernel.formats import month
from qms.people.models import Person
from qms.spc import SeriesError

PROPOSED = audit.declare("metric.proposed", "key", "name", "unit_id")
CHANGED = audit.declare("metric.changed", "fields", "signatures_withdrawn")
REVISED = audit.declare("metric.revised", "fields", "revision", "reason")


def propose_metric(
    *,
    definition: Definition,
    key: str = "",
    target: float | None = None,
    target_from: dt.date | None = None,
    by: Person,
) -> Metric:
    """A new metric, proposed at revision 1; without `key` one is made from the name. `target` is on the values' scale.

    Raises RefusedError where parts of the definition do not fit together, or the name or key is taken."""
    _check(definition)
    metric = Metric(key=_free_key(definition.name, key), **_columns(definition))
    if target is not None:
        metric.targets.append(MetricTarget(starts_on=target_from or clock.today(), value=target))
    db.session.add(metric)
    db.session.flush()
    audit.record(PROPOSED, by=by, subject_id=metric.id, key=metric.key, name=metric.name, unit_id=metric.unit_id)
    db.session.flush()
    return metric


@dataclass(frozen=True)
class Change:
    """What a change did: the fields it touched, whether it opened a revision, how many signatures it took back."""

    fields: tuple[str, ...]
    revised: bool = False
    withdrawn: int = 0


def change_definition(*, metric: Metric, definition: Definition, reason: str = "", by: Person) -> Change:
    """Give the metric this definition. Targets follow a changed scale; charts are computed anew where they must be.

    Raises RefusedError for a retired metric, a definition that does not fit together, a name that is taken, or an agreed
    definition changed without a reason."""
    if metric.state is MetricState.RETIRED:
        raise RefusedError("This metric is retired. Bring it back before you change it.")
    old = definition_of(metric)
    changed = changed_fields(old, definition)
    if not changed:
        return Change(())
    _check(definition, but=metric)
    with db.session.begin_nested():  # a refusal after the first write leaves the metric as it was
        change = _agree_anew(metric, old, changed, reason.strip(), by)
        _apply(metric, old, definition)
        _draw_anew(metric, changed, by)
    return change


def _agree_anew(metric: Metric, old: Definition, changed: list[str], reason: str, by: Person) -> Change:
    revised, withdrawn = False, 0
    if needs_signing_anew(changed):
        revised = metric.state is MetricState.AGREED
        withdrawn = 0 if revised else _withdraw_signatures(metric)
    if revised:
        _open_revision(metric, old, changed, reason, by)
    else:
        audit.record(CHANGED, by=by, subject_id=metric.id, fields=changed, signatures_withdrawn=withdrawn)
    return Change(tuple(changed), revised, withdrawn)


def _draw_anew(metric: Metric, changed: list[str], by: Person) -> None:
    series = queries.series_ids_of([metric.id])
    try:
        if not SUMMED.isdisjoint(changed):
            recomputing.sum_again([metric.id], by=by, also=series)
        elif not CHARTED.isdisjoint(changed):
            recomputing.recompute(series, by=by)
    except SeriesError as error:
        field = "data_kind" if "data_kind" in changed or "chart" not in changed else "chart"
        raise RefusedError(f"The stored measurements do not fit this definition. {error}.", field=field) from error
    if metric.is_percentage and "data_kind" in changed:
        _check_shares(series)


def _check_shares(series: list[int]) -> None:
    for strand in all_strands():
        for measured in strand.measured(series).values():
            counts = zip(measured.periods, measured.values, measured.denominators or (), strict=True)
            above = next((period for period, numerator, denominator in counts if numerator > denominator), None)
            if above:
                raise RefusedError(
                    f"The stored measurements are not proportions: in {month(above)} a numerator is larger than its "
                    "denominator. Choose “A rate”, or correct the measurements first.",
                    field="data_kind",
                )


def _check(definition: Definition, *, but: Metric | None = None) -> None:
    for field, sentence in definition.objections():
        raise RefusedError(sentence, field=field)
    renamed = but is None or but.name != definition.name
    other = finding.same_name(definition.name, but=but.id if but else None) if renamed else None
    if other:
        raise RefusedError(
            f"{other.unit.name} already has a metric called “{other.name}”. Use that one, or say in the name what differs.",
            field="name",
        )


def _free_key(name: str, key: str) -> str:
    wanted = slug(key or name)
    taken = finding.taken_keys(wanted)
    if key and wanted in taken:
        raise RefusedError(f"Another metric is already called “{wanted}” in files. Choose another short name.", field="key")
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def _open_revision(metric: Metric, old: Definition, changed: list[str], reason: str, by: Person) -> None:
    if not reason:
        raise RefusedError(
            "Say why the definition is changing. The people who signed it will read this before they sign again.",
            field="reason",
        )
    kept = old.as_json() | {"agreed_at": metric.agreed_at.isoformat() if metric.agreed_at else None}
    db.session.add(
        MetricRevision(metric_id=metric.id, revision=metric.revision, definition=kept, replaced_by_id=by.id, reason=reason)
    )
    metric.revision += 1
    metric.state = MetricState.PROPOSED
    metric.agreed_at = None
    audit.record(REVISED, by=by, subject_id=metric.id, fields=changed, revision=metric.revision, reason=reason)


def _withdraw_signatures(metric: Metric) -> int:
    present = signatories.signatures(metric)
    for signature in present:
        metric.signatures.remove(signature)
    return len(present)


def _apply(metric: Metric, old: Definition, new: Definition) -> None:
    for name, value in _columns(new).items():
        setattr(metric, name, value)
    factor = target_factor(old, new)
    for target in metric.targets:
        # fifteen digits hold any target exactly and drop the noise of the division
        target.value = float(f"{target.value * factor:.15g}")
    db.session.flush()
    db.session.expire(metric, ["unit", "owner"])


def _columns(definition: Definition) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(definition, name) for name in FIELDS}
    return values | {"name": definition.name.strip(), "read_by": list(definition.read_by)}
