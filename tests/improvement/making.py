"""Makes projects, cycles and measurements for the tests of this room, in as few words as they can be said."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.golden_thread.readings.models import Signal
from qms.improvement.pdsa.actions import start_cycle
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.actions import start_project
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.queries import system_account
from tests.builder import months


def project(unit: Unit, lead: Person, **fields: Any) -> Project:
    """A project on the unit, committed; due in three months unless told otherwise."""
    fields = {"title": "Fewer falls at night", "why": "Patients fall on the way to the toilet."} | fields
    fields.setdefault("due_on", clock.today() + dt.timedelta(days=90))
    made = start_project(unit=unit, lead=lead, by=lead, **fields)
    db.session.commit()
    return made


def written_down(days: int, *projects: Project) -> None:
    """The projects as if they had been written down so many days ago."""
    for each in projects:
        each.created_at = clock.now() - dt.timedelta(days=days)
    db.session.commit()


def cycle(of: Project, by: Person, **fields: Any) -> PdsaCycle:
    """A test of a change, committed; it starts today unless told otherwise."""
    fields = {"question": "Does a night light help?", "prediction": "Fewer falls."} | fields
    made = start_cycle(of, by=by, **({"starts_on": clock.today()} | fields))
    db.session.commit()
    return made


def objective(unit: Unit, title: str = "Fewer falls", *, metric: Metric | None = None, headline: bool = True) -> Objective:
    """An active objective, told of by the metric where one is given."""
    made = Objective(unit_id=unit.id, title=title, starts_on=dt.date(2026, 4, 1), due_on=dt.date(2027, 3, 31))
    db.session.add(made)
    db.session.flush()
    if metric is not None:
        db.session.add(ObjectiveMetric(objective_id=made.id, metric_id=metric.id, headline=headline))
    db.session.commit()
    return made


def falls(metric: Metric, unit: Unit, values: Sequence[float], *, until: dt.date = dt.date(2026, 10, 1)) -> Series:
    """Monthly values of a rate per 1,000 bed days, stored as the product stores them: with reading and signals."""
    rows = [
        Row(metric_id=metric.id, unit_id=unit.id, stratum="", period=period, numerator=value, denominator=1000.0)
        for period, value in zip(months(len(values), until=until), values, strict=True)
    ]
    store_measurements(rows, by=system_account())
    db.session.commit()
    return db.session.query(Series).filter_by(metric_id=metric.id, unit_id=unit.id, stratum="").one()


def signal_of(
    series: Series,
    sentence: str = "7 months in a row above the average.",
    *,
    rule: str = "shift",
    first_period: dt.date = dt.date(2026, 4, 1),
) -> Signal:
    """A signal of concern on the series."""
    made = Signal(
        series_id=series.id,
        rule=rule,
        first_period=first_period,
        last_period=dt.date(2026, 10, 1),
        type="concern-high",
        sentence=sentence,
    )
    db.session.add(made)
    db.session.commit()
    return made
