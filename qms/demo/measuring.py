"""Defines the demonstration's metrics and stores their made-up measurements, through the product's own actions."""

import datetime as dt
import hashlib

import numpy as np

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.models import Upload, UploadState
from qms.control.measurements.rows import Row
from qms.control.measurements.uploads.queries import worst_first
from qms.demo.metrics import METRICS, MetricPlan
from qms.demo.patterns import figures
from qms.demo.special_metrics import SPECIAL_METRICS
from qms.demo.units import COMMUNITY, MEDICINE, SURGERY, SYSTEM, TRUST
from qms.golden_thread.metrics.actions import propose_metric
from qms.golden_thread.metrics.definitions import Definition
from qms.golden_thread.metrics.life import sign
from qms.golden_thread.metrics.models import Capacity, Metric
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

SEED = 2026
EVERY = (*METRICS, *SPECIAL_METRICS)

# Who signs for the team and as executive owner, by the unit that owns the metric. Priya Nair signs for informatics.
SIGNERS = {
    TRUST: ("nurse", "doctor"),
    MEDICINE: ("medicine", "nurse"),
    SURGERY: ("surgery", "doctor"),
    COMMUNITY: ("services", "community"),
    SYSTEM: ("nurse", "system"),
}
OWNERS = {TRUST: "nurse", MEDICINE: "medicine", SURGERY: "surgery", COMMUNITY: "services"}


def define_metrics(units: dict[str, Unit], people: dict[str, Person]) -> dict[str, Metric]:
    """Every metric, defined and signed, by key; those meant to be proposed lack the executive's signature."""
    return {plan.key: _define(plan, units, people) for plan in EVERY}


def _define(plan: MetricPlan, units: dict[str, Unit], people: dict[str, Person]) -> Metric:
    definition = Definition(
        name=plan.name, unit_id=units[plan.unit].id, kind=plan.kind, data_kind=plan.data_kind, chart=plan.chart,
        direction=plan.direction, purpose=plan.purpose, numerator=plan.numerator, denominator=plan.denominator,
        source=plan.source, read_by=plan.read_by, owner_id=people[OWNERS[plan.unit]].id if plan.owned else None,
        **plan.more,  # type: ignore[arg-type]  # the plan's own extra fields of the definition
    )  # fmt: skip
    metric = propose_metric(definition=definition, key=plan.key, target=plan.target, by=people["analyst"])
    team, executive = SIGNERS[plan.unit]
    sign(metric=metric, capacity=Capacity.TEAM, by=people[team])
    sign(metric=metric, capacity=Capacity.INFORMATICS, by=people["analyst"])
    if plan.agreed:
        sign(metric=metric, capacity=Capacity.EXECUTIVE, by=people[executive])
    return metric


def rows(units: dict[str, Unit], metrics: dict[str, Metric], today: dt.date) -> list[Row]:
    """Three years of measurements of everything. Each series has a generator of its own, so that adding a metric or a
    ward leaves all others as they were."""
    made = []
    for plan in EVERY:
        for code, process in plan.at.items():
            rng = np.random.default_rng([SEED, *map(ord, plan.key + code)])
            made += [
                Row(
                    metrics[plan.key].id, units[code].id, "", each.period,
                    each.numerator, each.denominator, each.value, each.n, each.sd,
                )
                for each in figures(process, plan.data_kind, rng, today)
            ]  # fmt: skip
    return made


def store(some: list[Row], *, by: Person) -> None:
    """Store them as the analyst's upload; loading the same rows twice changes nothing."""
    last = max(row.period for row in some)
    upload = Upload(
        filename=f"quality-return-{last:%Y-%m}.csv",
        sha256=hashlib.sha256(repr(some).encode()).hexdigest(),
        source="Monthly quality return",
        by_id=by.id,
        state=UploadState.STORED,
        mapping={"columns": {field: field for field in ("metric", "unit", "period", "numerator", "denominator", "value")}},
    )
    db.session.add(upload)
    db.session.flush()
    stored = store_measurements(some, by=by, upload=upload, reason="Monthly return")
    upload.new, upload.changed, upload.same = stored.new, stored.changed, stored.same
    upload.mapping = upload.mapping | {"touched": len(stored.series_ids), "series": worst_first(stored.series_ids)[:60]}
    db.session.flush()
