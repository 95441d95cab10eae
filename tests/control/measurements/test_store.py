"""Storing measurements: what is new, changed and the same, and everything that follows in the same transaction."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.control.charts.analysis import chart_of
from qms.control.measurements.actions import plan_measurements, remove_measurements, store_measurements
from qms.control.measurements.models import Measurement, MeasurementRevision
from qms.control.measurements.queries import measurements_of, revisions_of
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from tests.builder import Builder, months


def rates(metric: Metric, unit: Unit, numerators: Sequence[float], *, stratum: str = "", below: float = 1000.0) -> list[Row]:
    """One row a month, ending in October 2026."""
    return [
        Row(metric.id, unit.id, stratum, period, numerator, below)
        for period, numerator in zip(months(len(numerators)), numerators, strict=True)
    ]


def the_series(metric: Metric, unit: Unit, stratum: str = "") -> Series:
    return db.session.execute(select(Series).filter_by(metric_id=metric.id, unit_id=unit.id, stratum=stratum)).scalar_one()


def test_new_rows_are_stored_with_a_reading(build: Builder) -> None:
    trust = build.trust()
    metric = build.metric(trust)
    by = build.person()
    stored = store_measurements(rates(metric, trust, [5, 4, 6, 5]), by=by)
    assert str(stored) == "4 new, 0 changed, 0 the same"
    reading = readings_of([the_series(metric, trust).id])[the_series(metric, trust).id]
    assert reading.value == 5.0
