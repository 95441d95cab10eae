"""The jobs do what they say, once, and only one scheduler runs them."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.commands.jobs import only_scheduler, run
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.models import LateReminder
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.readings.models import Reading
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.queries import system_account
from qms.people.roles import RoleName
from qms.schedule import JOBS
from tests.builder import Builder, months
from tests.outbox import Outbox

TODAY = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _on_a_day() -> object:
    with clock.standing_at(TODAY):
        yield


def _measured(build: Builder, unit: Unit, *, until: dt.date, owner_id: int | None = None, last: float = 5.0) -> Metric:
    """A metric of the unit with two years of data, whose last value is `last` falls."""
    metric = build.metric(unit, owner_id=owner_id)
    periods = months(24, until=until)
    values = [5.0, 9.0, 2.0] * 8
    values[-1] = last
    rows = [Row(metric.id, unit.id, "", period, value, 1000.0) for period, value in zip(periods, values, strict=True)]
    store_measurements(rows, by=system_account())
    db.session.commit()
    return metric


def test_a_recheck_of_true_readings_repairs_nothing(app: Flask, build: Builder) -> None:
    ward = build.unit()
    _measured(build, ward, until=dt.date(2026, 10, 1))
    assert run(JOBS["recheck-readings"]) == "1 series rechecked, 0 readings repaired."


def test_a_recheck_finds_repairs_and_audits_a_reading_that_is_wrong(app: Flask, build: Builder) -> None:
    ward = build.unit()
    _measured(build, ward, until=dt.date(2026, 10, 1))
    wrong = db.session.execute(select(Reading)).scalar_one()
    truth, wrong.value = wrong.value, 99.0
    db.session.commit()
    assert run(JOBS["recheck-readings"]) == "1 series rechecked, 1 reading repaired."
    assert db.session.execute(select(Reading.value)).scalar_one() == pytest.approx(truth)
    event = db.session.execute(select(AuditEvent).where(AuditEvent.event == "reading.repaired")).scalar_one()
    assert event.detail["was"]["value"] == 99.0


def test_the_owner_is_reminded_once_of_a_period_that_stays_missing(app: Flask, build: Builder) -> None:
    ward = build.unit("Heron Ward")
    owner = build.person(RoleName.ANALYST, ward, email="owner@example.org")
    _measured(build, ward, until=dt.date(2026, 4, 1), owner_id=owner.id)
    assert run(JOBS["late-data-reminders"]) == "1 late series, 1 reminder sent."
    (letter,) = Outbox()
    assert letter["to"] == "owner@example.org"
    assert "Heron Ward: last April 2026" in letter["body"]
    assert run(JOBS["late-data-reminders"]) == "0 late series, 0 reminders sent."
    assert db.session.scalar(select(func.count()).select_from(LateReminder)) == 1


def test_data_on_time_reminds_nobody(app: Flask, build: Builder) -> None:
    ward = build.unit()
    owner = build.person(RoleName.ANALYST, ward)
    _measured(build, ward, until=dt.date(2026, 10, 1), owner_id=owner.id)
    assert run(JOBS["late-data-reminders"]) == "0 late series, 0 reminders sent."


def test_ward_managers_get_the_signals_of_their_units_alone(app: Flask, build: Builder) -> None:
    mine, other = build.unit("Heron Ward"), build.unit("Oak Ward")
    build.person(RoleName.WARD_MANAGER, mine, email="heron@example.org")
    build.person(RoleName.WARD_MANAGER, other, email="oak@example.org")
    _measured(build, mine, until=dt.date(2026, 10, 1), last=30.0)
    _measured(build, other, until=dt.date(2026, 10, 1))
    assert run(JOBS["signal-digest"]) == "1 open signal, 1 digest sent."
    (letter,) = Outbox()
    assert letter["to"] == "heron@example.org"
    assert "/control/signals/" in letter["body"]


def test_a_second_scheduler_is_refused_until_the_first_stops(app: Flask) -> None:
    with only_scheduler() as first:
        assert first
        with only_scheduler() as second:
            assert not second
    with only_scheduler() as third:
        assert third


def test_a_job_that_fails_leaves_nothing_behind(app: Flask, build: Builder) -> None:
    from qms.schedule import Job

    def fail() -> str:
        db.session.add(Unit(name="half done", kind="ward", path="x/"))
        db.session.flush()
        raise RuntimeError("the network is down")

    with pytest.raises(RuntimeError):
        run(Job("failing", "", {}, fail))
    assert db.session.scalar(select(func.count()).select_from(Unit)) == 0
