"""Steps in the outline: kinds follow the depth, links stay forward, what is deleted can be put back."""

import pytest
from sqlalchemy import func, select

from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from qms.planning.drivers import actions
from qms.planning.drivers.attaching import attach_measure, serve_also
from qms.planning.drivers.deleting import delete_box, put_back
from qms.planning.drivers.graph import MOST_BOXES
from qms.planning.drivers.models import Driver, DriverKind, DriverLink
from qms.planning.drivers.queries import graph_of, measures_of, series_for
from qms.planning.drivers.sketch import DiagramRefusedError
from qms.planning.plans.models import QualityPlan
from tests.builder import Builder
from tests.planning.made import a_plan, draw, outline

TREE = {"A": {"A1": {"A1a": {}, "A1b": {}}, "A2": {}}, "B": {"B1": {"B1a": {}}}, "C": {}}


@pytest.fixture
def me(build: Builder) -> Person:
    return build.person()


@pytest.fixture
def plan(build: Builder, me: Person) -> QualityPlan:
    return a_plan(build.unit("Ward 1"), me)


@pytest.fixture
def ids(plan: QualityPlan, me: Person) -> dict[str, int]:
    return draw(plan, TREE, by=me)


def test_kinds_follow_the_depth(plan: QualityPlan, ids: dict[str, int]) -> None:
    kinds = {box.text: box.kind for box in graph_of(plan.id).boxes.values()}
    assert (kinds["A"], kinds["A1"], kinds["A1a"]) == (DriverKind.PRIMARY, DriverKind.SECONDARY, DriverKind.CHANGE_IDEA)


def test_moving_keeps_each_in_its_place(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    actions.move(plan, ids["B"], up=True, by=me)
    actions.move(plan, ids["A1a"], up=False, by=me)
    assert outline(graph_of(plan.id)) == ["B", ".B1", "..B1a", "A", ".A1", "..A1b", "..A1a", ".A2", "C"]
    with pytest.raises(DiagramRefusedError, match="already the first"):
        actions.move(plan, ids["B"], up=True, by=me)


def test_indenting_takes_all_below_along(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    actions.indent(plan, ids["C"], by=me)
    assert outline(graph_of(plan.id))[-3:] == [".B1", "..B1a", ".C"]
    assert graph_of(plan.id).boxes[ids["C"]].kind is DriverKind.SECONDARY
    for box, reason in (("B", "change ideas below it"), ("A1b", "It is a change idea"), ("A", "under a box above it")):
        with pytest.raises(DiagramRefusedError, match=reason):
            actions.indent(plan, ids[box], by=me)


def test_outdenting_stands_the_box_after_its_parent(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    actions.outdent(plan, ids["A1"], by=me)
    graph = graph_of(plan.id)
    assert outline(graph) == ["A", ".A2", "A1", ".A1a", ".A1b", "B", ".B1", "..B1a", "C"]
    assert graph.boxes[ids["A1a"]].kind is DriverKind.SECONDARY
    with pytest.raises(DiagramRefusedError, match="can't go further left"):
        actions.outdent(plan, ids["A"], by=me)


def test_a_box_may_serve_several_but_only_to_the_left(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    serve_also(plan, ids["A1a"], parents=[ids["B1"], ids["C"]], by=me)
    assert graph_of(plan.id).boxes[ids["A1a"]].parents == (ids["A1"], ids["B1"], ids["C"])
    for box, parent in (("A", "A1a"), ("A1", "B1"), ("A1", "A1"), ("A1a", "B1a")):
        with pytest.raises(DiagramRefusedError, match="column further left"):
            serve_also(plan, ids[box], parents=[ids[parent]], by=me)
    serve_also(plan, ids["A1a"], parents=[ids["C"]], by=me)
    assert graph_of(plan.id).boxes[ids["A1a"]].parents == (ids["A1"], ids["C"])


def test_moves_drop_links_that_would_run_backwards(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    serve_also(plan, ids["B1a"], parents=[ids["A2"], ids["B"]], by=me)
    serve_also(plan, ids["A1a"], parents=[ids["A2"]], by=me)
    assert actions.outdent(plan, ids["B1a"], by=me) == 1  # A2 is now in its own column; B is its place
    assert graph_of(plan.id).boxes[ids["B1a"]].parents == (ids["B"],)
    assert graph_of(plan.id).boxes[ids["A1a"]].parents == (ids["A1"], ids["A2"])


def test_deleted_boxes_come_back_with_all_that_hung_on_them(
    plan: QualityPlan, ids: dict[str, int], me: Person, build: Builder
) -> None:
    series = build.series(build.metric(plan.unit), plan.unit)
    attach_measure(plan, ids["A1"], series=series, by=me)
    serve_also(plan, ids["A1a"], parents=[ids["B1"]], by=me)
    serve_also(plan, ids["B1a"], parents=[ids["A1"]], by=me)
    before = outline(graph_of(plan.id))
    deleted = delete_box(plan, ids["A1"], by=me)
    db.session.commit()
    assert outline(graph_of(plan.id)) == ["A", ".A2", "B", ".B1", "..B1a", "C"]
    assert db.session.scalar(select(func.count()).select_from(DriverLink)) == 6
    actions.add_below(plan, ids["A2"], by=me, text="New meanwhile")
    top = put_back(plan, deleted.id, by=me)
    db.session.commit()
    graph = graph_of(plan.id)
    assert [line for line in outline(graph) if line != ".New meanwhile"] == before
    names = {box.text: box for box in graph.boxes.values()}
    assert names["A1a"].parents == (names["A1"].id, ids["B1"])
    assert names["B1a"].parents == (ids["B1"], names["A1"].id)
    assert measures_of([plan.id])[top] == [series]


def test_what_cannot_be_put_back_says_why(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    inner = delete_box(plan, ids["A1a"], by=me)
    delete_box(plan, ids["A1"], by=me)
    with pytest.raises(DiagramRefusedError, match="has gone"):
        put_back(plan, inner.id, by=me)
    with pytest.raises(DiagramRefusedError, match="holds the diagram together"):
        delete_box(plan, ids[""], by=me)


@pytest.mark.one_database
def test_a_diagram_has_a_bound(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    there = len(graph_of(plan.id))
    rows = [Driver(plan_id=plan.id, kind=DriverKind.PRIMARY, text="x") for _ in range(MOST_BOXES - there)]
    db.session.add_all(rows)
    db.session.flush()
    with pytest.raises(DiagramRefusedError, match="at most 300 boxes"):
        actions.add_below(plan, ids["A"], by=me)


def test_only_metrics_of_the_units_line_can_be_attached(
    plan: QualityPlan, ids: dict[str, int], me: Person, build: Builder
) -> None:
    other = build.unit("Ward 9")
    there = build.series(build.metric(other, name="Falls elsewhere"), other)
    here = build.series(build.metric(plan.unit, name="Falls with harm"), plan.unit)
    assert series_for(plan.unit, "harm FALLS") == [here]
    assert series_for(plan.unit, "elsewhere") == []
    with pytest.raises(DiagramRefusedError, match="neither above nor below"):
        attach_measure(plan, ids["A"], series=there, by=me)


def test_every_step_raises_the_version_and_is_audited(plan: QualityPlan, ids: dict[str, int], me: Person) -> None:
    db.session.commit()
    was = plan.version
    actions.move(plan, ids["C"], up=True, by=me)
    db.session.commit()
    assert plan.version > was
    last = db.session.execute(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).scalar_one()
    assert (last.event, last.detail["what"]) == ("plan.diagram-changed", "moved up")
