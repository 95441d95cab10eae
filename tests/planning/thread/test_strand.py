"""What plans tell the golden thread: whom they serve, where it breaks, who is asked for what."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.objectives.models import Objective
from qms.improvement.projects.actions import start_project
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from qms.planning.drivers.attaching import attach_measure, attach_project
from qms.planning.plans.models import PlanState, QualityPlan
from qms.planning.strand import PlanningStrand
from tests.builder import Builder
from tests.planning.made import a_plan, an_objective, draw

STRAND = PlanningStrand()
SIGNED = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    with app.test_request_context(method="POST"):
        yield


@pytest.fixture
def ward(build: Builder) -> Unit:
    return build.unit("Ward 1", parent=build.trust())


@pytest.fixture
def me(build: Builder, ward: Unit) -> Person:
    return build.person(RoleName.TEAM_MEMBER, ward)


def sign(plan: QualityPlan, *, review_on: dt.date = dt.date(2027, 3, 1)) -> None:
    plan.state, plan.signed_off_at, plan.review_on = PlanState.SIGNED_OFF, SIGNED, review_on
    db.session.commit()


def test_serving_says_how_many_and_since_when(ward: Unit, me: Person) -> None:
    first, second = an_objective(ward, "Falls"), an_objective(ward, "Sleep")
    plan = a_plan(ward, me, objective=first)
    assert STRAND.serving([first.id, second.id])[first.id].summary == "1 plan, still a draft"
    sign(plan)
    assert STRAND.serving([first.id])[first.id].summary == "1 plan, signed off March 2026"
    a_plan(ward, me, title="Another", objective=first)
    served = STRAND.serving([first.id, second.id])
    assert served.keys() == {first.id}
    assert served[first.id].summary == "2 plans (1 signed off, 1 draft)"
    assert served[first.id].counts == {"signed-off": 1, "draft": 1}
    plan.state = PlanState.RETIRED
    db.session.commit()
    assert STRAND.serving([first.id])[first.id].summary == "1 plan, still a draft"


def test_only_a_plan_in_force_acts_on_a_series(ward: Unit, me: Person, build: Builder) -> None:
    plan = a_plan(ward, me)
    series = build.series(build.metric(ward), ward)
    attach_measure(plan, draw(plan, {"P": {}}, by=me)["P"], series=series, by=me)
    db.session.commit()
    assert STRAND.acting_on([series.id]) == {}
    assert [card.title for card in STRAND.measured_by([series.metric_id])[series.metric_id]] == ["Fewer falls"]
    sign(plan)
    assert [card.status for card in STRAND.acting_on([series.id, 99])[series.id]] == ["Signed off March 2026"]


def test_each_gap_shows_and_goes_when_it_is_mended(ward: Unit, me: Person, build: Builder) -> None:
    plan = a_plan(ward, me)
    ids = draw(plan, {"P": {"S": {"I": {}}}}, by=me)
    sign(plan, review_on=dt.date(2026, 10, 1))
    kinds = [gap.kind for gap in STRAND.gaps(ward)]
    assert kinds == [
        "Plans whose review is overdue",
        "Plans without an objective",
        "Drivers without a measure",
        "Change ideas without a project",
    ]
    assert STRAND.gaps(build.unit("Ward 9")) == []
    attach_measure(plan, ids["P"], series=build.series(build.metric(ward), ward), by=me)
    project = start_project(title="Bundle", why="Why", unit=ward, lead=me, due_on=dt.date(2027, 1, 1), by=me)
    attach_project(plan, ids["I"], project_id=project.id, title="Bundle", by=me)
    plan.objective_id = an_objective(ward, "Falls").id
    sign(plan)
    assert STRAND.gaps(ward) == []


def test_home_asks_those_who_sign_and_those_who_own(ward: Unit, me: Person, build: Builder) -> None:
    chief = build.person(RoleName.BOARD_MEMBER, ward.parent)
    plan = a_plan(ward, me, owner=me)
    assert STRAND.home_sections(chief) == []
    plan.asked_at = clock.now()
    db.session.commit()
    assert [section.needs for section in STRAND.home_sections(chief)] == ["1 plan awaits your signature"]
    assert STRAND.home_sections(me) == []
    sign(plan, review_on=dt.date(2026, 10, 1))
    assert STRAND.home_sections(chief) == []
    assert [section.needs for section in STRAND.home_sections(me)] == ["1 plan of yours is due for review"]


def test_search_finds_titles_aims_and_boxes(ward: Unit, me: Person) -> None:
    plan = a_plan(ward, me)
    draw(plan, {"Call bells within reach": {}}, by=me)
    a_plan(ward, me, title="Bells that ring", aim="Answer quickly")
    assert [card.title for card in STRAND.search("bells", 5)] == ["Bells that ring", "Fewer falls"]
    assert [card.title for card in STRAND.search("bells march", 5)] == ["Fewer falls"]
    assert STRAND.search("100%_", 5) == []
    assert STRAND.search(" ", 5) == []


def test_choices_and_cards(ward: Unit, me: Person, build: Builder) -> None:
    plan = a_plan(ward, me)
    assert STRAND.choices(ward) == [(plan.id, "Fewer falls (Ward 1)")]
    assert STRAND.choices(build.unit("Ward 9")) == []
    assert STRAND.by_ids([plan.id, 99])[plan.id].status == "Draft"


@pytest.mark.one_database
def test_the_thread_asks_as_few_queries_for_many_as_for_one(
    ward: Unit, me: Person, build: Builder, count_queries: Callable[[], Any]
) -> None:
    def grow(how_many: int) -> None:
        for number in range(how_many):
            plan = a_plan(ward, me, title=f"Plan {number}", objective=an_objective(ward, f"Aim {number}"), owner=me)
            ids = draw(plan, {"P": {"S": {"I": {}}}, "Q": {}}, by=me)
            attach_measure(plan, ids["P"], series=build.series(build.metric(ward), ward), by=me)
            sign(plan, review_on=dt.date(2026, 10, 1))

    def asked() -> list[int]:
        ids = list(db.session.execute(select(Objective.id)).scalars())
        series = list(db.session.execute(select(Series.id)).scalars())
        metrics = list(db.session.execute(select(Series.metric_id)).scalars())
        counts = []
        for ask in (
            lambda: STRAND.serving(ids),
            lambda: STRAND.acting_on(series),
            lambda: STRAND.measured_by(metrics),
            lambda: STRAND.gaps(ward),
            lambda: STRAND.unit_sections(ward),
            lambda: STRAND.home_sections(me),
            lambda: STRAND.search("Plan", 10),
            lambda: STRAND.choices(ward),
        ):
            db.session.expire_all()
            me.memberships, ward.path  # noqa: B018  what the page already knows is not counted
            with count_queries() as queries:
                ask()
            counts.append(len(queries))
        return counts

    grow(1)
    few = asked()
    grow(5)
    many = asked()
    assert many == few
    assert max(few) <= 5
