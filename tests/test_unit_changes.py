"""What the rest of the product does when the unit tree changes."""

import datetime as dt

import pytest

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.readings.models import Reading
from qms.improvement.projects.models import Project, Stage
from qms.kernel.db import db
from qms.organisation.actions import edit_unit
from qms.organisation.models import Unit, UnitKind
from qms.people.models import Person
from qms.people.queries import system_account
from qms.planning.plans.models import PlanState, QualityPlan
from qms.unit_uses import uses_of
from tests.builder import Builder, months

DAY = dt.date(2026, 9, 1)


def named(name: str) -> Unit:
    return db.session.query(Unit).filter_by(name=name).one()


@pytest.fixture
def trust(build: Builder) -> Unit:
    return build.trust()


def test_what_is_active_keeps_a_unit_in_use(build: Builder, trust: Unit) -> None:
    ward, lead = named("Ward 1"), build.person()
    build.metric(ward, name="Falls")
    build.commit(
        Objective(unit_id=ward.id, title="Fewer falls", starts_on=DAY, due_on=DAY),
        QualityPlan(unit_id=ward.id, title="Safe from falls"),
        Project(title="Falls bundle", why="Falls", unit_id=ward.id, lead_id=lead.id, due_on=DAY),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qms.unit_uses.url_for", lambda endpoint, **values: f"{endpoint} {values}")
        assert [use.text for use in uses_of(ward)] == [
            "Metric “Falls”",
            "Objective “Fewer falls”",
            "Plan “Safe from falls”",
            "Project “Falls bundle”",
        ]
    assert uses_of(named("Ward 2")) == []


def test_what_has_ended_does_not(build: Builder, trust: Unit) -> None:
    ward, lead = named("Ward 1"), build.person()
    build.metric(ward, state=MetricState.RETIRED, agreed=False)
    build.commit(
        QualityPlan(unit_id=ward.id, title="Old", state=PlanState.RETIRED),
        Project(title="Done", why="Falls", unit_id=ward.id, lead_id=lead.id, due_on=DAY, stage=Stage.COMPLETED),
    )
    assert uses_of(ward) == []


def store(metric: Metric, unit: Unit, events: int, by: Person) -> None:
    rows = [Row(metric.id, unit.id, "", period, events, 1000, None, None, None) for period in months(15)]
    store_measurements(rows, by=by)
    db.session.commit()


def rate(metric: Metric, unit: Unit) -> float | None:
    statement = db.session.query(Reading.value).join(Series, Series.id == Reading.series_id)
    return statement.filter(Series.metric_id == metric.id, Series.unit_id == unit.id).scalar()


def test_when_a_ward_moves_the_sums_on_both_sides_are_made_again(build: Builder, trust: Unit) -> None:
    by = system_account()
    surgery = build.unit("Surgery", kind=UnitKind.DIVISION, parent=trust)
    metric = build.metric(trust)
    store(metric, named("Ward 1"), 4, by)
    store(metric, named("Ward 2"), 8, by)
    medicine = named("Medicine")
    assert (rate(metric, medicine), rate(metric, surgery), rate(metric, trust)) == (6.0, None, 6.0)
    ward = named("Ward 2")
    edit_unit(unit=ward, name=ward.name, kind=ward.kind, ods_code=None, parent=surgery, by=by)
    db.session.commit()
    assert (rate(metric, medicine), rate(metric, surgery), rate(metric, trust)) == (4.0, 8.0, 6.0)
