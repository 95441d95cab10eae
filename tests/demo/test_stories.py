"""The demonstration tells the stories that it is there to tell."""

from collections import Counter
from datetime import date

import numpy as np
from flask import Flask
from sqlalchemy import func, select

from qms.demo.measuring import EVERY
from qms.demo.metrics import METRICS
from qms.demo.patterns import figures, month_before
from qms.demo.special_metrics import SPECIAL_METRICS
from qms.demo.units import UNITS
from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading, Signal, SignalState
from qms.improvement.projects.models import Approval, Project, Stage
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.planning.plans.models import PlanState, QualityPlan


def reading(metric: str, unit: str) -> Reading:
    statement = (
        select(Reading)
        .join(Series, Series.id == Reading.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Unit, Unit.id == Series.unit_id)
        .where(Metric.key == metric, Unit.ods_code == unit, Series.stratum == "")
    )
    return db.session.execute(statement).scalar_one()


def test_there_are_one_system_two_trusts_three_divisions_and_ten_wards(demonstration: Flask) -> None:
    kinds = Counter(db.session.execute(select(Unit.kind)).scalars())
    assert (kinds[UnitKind.SYSTEM], kinds[UnitKind.TRUST], kinds[UnitKind.DIVISION], kinds[UnitKind.WARD]) == (1, 2, 3, 10)


def test_the_falls_bundle_worked_and_is_seen_as_a_shift_up_to_the_board(demonstration: Flask) -> None:
    ward, trust = reading("falls", "D1A-KIN"), reading("falls", "D1A")
    assert (ward.variation, ward.special_cause) == ("improvement-low", "shift")
    assert trust.variation == "improvement-low"


def test_pressure_ulcers_drift_into_concern_while_few_act(demonstration: Flask) -> None:
    assert reading("pressure-ulcers", "D1A").gives_concern
    assert reading("pressure-ulcers", "D1A-SUR").gives_concern


def test_four_hours_is_never_reached_with_the_present_process(demonstration: Flask) -> None:
    assert reading("four-hour", "D1A").assurance == "fail"


def test_one_ward_has_been_silent_since_spring(demonstration: Flask) -> None:
    birch = reading("falls", "D2F-BIR")
    assert birch.is_late
    assert birch.period < month_before(reading("falls", "D1A-KIN").period, 5)


def test_signals_stand_in_every_state(demonstration: Flask) -> None:
    assert set(db.session.execute(select(Signal.state)).scalars()) == set(SignalState)


def test_projects_stand_at_every_stage_and_one_serves_no_objective(demonstration: Flask) -> None:
    assert set(db.session.execute(select(Project.stage)).scalars()) == set(Stage)
    without = select(func.count()).select_from(Project).where(Project.objective_id.is_(None))
    assert db.session.scalar(without)


def test_sponsors_are_asked_a_draft_is_its_teams_alone_and_what_was_abandoned_is_archived(demonstration: Flask) -> None:
    assert {Approval.WAITING, Approval.CHANGES_ASKED} <= set(db.session.execute(select(Project.approval)).scalars())
    assert db.session.scalar(select(func.count()).select_from(Project).where(Project.team_only)) == 1
    archived = db.session.execute(select(Project.stage).where(Project.archived_at.is_not(None))).scalars()
    assert list(archived) == [Stage.ABANDONED]


def test_one_plan_is_signed_off_and_others_are_being_written(demonstration: Flask) -> None:
    states = set(db.session.execute(select(QualityPlan.state)).scalars())
    assert {PlanState.SIGNED_OFF, PlanState.DRAFT} <= states


def test_some_metrics_still_await_a_signature(demonstration: Flask) -> None:
    states = Counter(db.session.execute(select(Metric.state)).scalars())
    assert states[MetricState.PROPOSED] == sum(not plan.agreed for plan in EVERY) > 0
    assert len(METRICS) >= 25


def test_special_charts_tell_their_stories(demonstration: Flask) -> None:
    assert {plan.chart for plan in SPECIAL_METRICS} == {"xbar", "s", "t", "g", "pp", "up"}
    assert reading("thrombolysis", "D1A-AMU").variation == "improvement-low"
    assert reading("first-incision", "D1A-OAK").is_improving
    assert reading("first-incision", "D1A-ELM").variation == "common-cause"
    infections = reading("central-line-infections", "D1A-CCU")
    assert infections.variation == "improvement-high"
    assert infections.next_due is None
    assert reading("hip-infections", "D1A-OAK").points > 20
    assert (reading("ambulance-handover", "D1A-ED").variation, reading("ambulance-handover", "D1A").assurance) == (
        "common-cause",
        "fail",
    )
    assert reading("missed-visits", "D2F-COM").variation == "improvement-low"


def test_the_same_seed_gives_the_same_numbers() -> None:
    plan = METRICS[0]
    code, process = next(iter(plan.at.items()))
    first, second = (figures(process, plan.data_kind, np.random.default_rng(7), date(2026, 11, 22)) for _ in range(2))
    assert first == second
    assert first[-1].period == date(2026, 10, 1)
    assert code in {unit.code for unit in UNITS}
