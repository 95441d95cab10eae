"""Deleting boxes, and putting back what was deleted."""

from typing import Any

from sqlalchemy import delete, or_, select, update

from qms.golden_thread.metrics.models import Series
from qms.kernel.db import db
from qms.people.models import Person
from qms.planning.drivers.graph import MOST_BOXES
from qms.planning.drivers.models import (
    COLUMNS,
    DeletedDrivers,
    Driver,
    DriverKind,
    DriverLink,
    DriverMeasure,
    DriverProject,
)
from qms.planning.drivers.sketch import DiagramRefusedError, Sketch
from qms.planning.plans.models import QualityPlan


def delete_box(plan: QualityPlan, driver_id: int, *, by: Person) -> DeletedDrivers:
    """Delete the box and all that stand below it; what went is kept to be put back. The aim can't be deleted."""
    sketch = Sketch(plan, by=by)
    box = sketch.box(driver_id)
    if box.kind is DriverKind.AIM:
        raise DiagramRefusedError("The aim holds the diagram together: change its words instead.", driver_id)
    ids = [each.id for each in sketch.graph.subtree(driver_id)]
    deleted = DeletedDrivers(plan_id=plan.id, by_id=by.id, text=box.text, boxes=len(ids), content=_content(ids))
    db.session.add(deleted)
    sketch.renumber([each.id for each in sketch.graph.siblings(driver_id) if each.id != driver_id])
    db.session.flush()
    db.session.execute(delete(DriverLink).where(or_(DriverLink.parent_id.in_(ids), DriverLink.child_id.in_(ids))))
    for table in (DriverMeasure, DriverProject):
        db.session.execute(delete(table).where(table.driver_id.in_(ids)))
    cycles = db.metadata.tables["pdsa_cycle"]  # the room next door; the database would do the same by its foreign key
    db.session.execute(update(cycles).where(cycles.c.driver_id.in_(ids)).values(driver_id=None))
    db.session.execute(delete(Driver).where(Driver.id.in_(ids)))
    sketch.record("deleted", driver_id, box.text)
    return deleted


def put_back(plan: QualityPlan, deleted_id: int, *, by: Person) -> int:
    """Put back boxes that were deleted, with their measures, projects and links as far as the other ends are still there.

    Returns the id of the topmost box. Raises DiagramRefusedError where the box that it stood under has gone."""
    wanted = select(DeletedDrivers).where(DeletedDrivers.id == deleted_id, DeletedDrivers.plan_id == plan.id)
    deleted = db.session.execute(wanted).scalar_one()
    if deleted.put_back:
        raise DiagramRefusedError("It has already been put back.")
    sketch = Sketch(plan, by=by)
    content = deleted.content
    top = content["drivers"][0]
    parent = content["place"]
    if parent not in sketch.graph.boxes or sketch.graph.boxes[parent].column != COLUMNS[DriverKind(top["kind"])] - 1:
        raise DiagramRefusedError("The box that it stood under has gone or has moved to another column.")
    if len(sketch.graph) + len(content["drivers"]) > MOST_BOXES:
        raise DiagramRefusedError(f"A diagram holds at most {MOST_BOXES} boxes.")
    new = {parent: parent} | _boxes_again(plan.id, content)
    beside = [each.id for each in sketch.graph.children(parent)]
    beside.insert(min(top["position"], len(beside)), new[top["id"]])
    sketch.reload()
    sketch.renumber(beside)
    _links_again(sketch, content, new)
    _attachments_again(content, new)
    deleted.put_back = True
    sketch.record("put back", new[top["id"]], deleted.text)
    return new[top["id"]]


def _content(ids: list[int]) -> dict[str, Any]:
    """Everything about the boxes as plain data, the topmost first."""
    rows = {each.id: each for each in db.session.execute(select(Driver).where(Driver.id.in_(ids))).scalars()}
    ends = or_(DriverLink.parent_id.in_(ids), DriverLink.child_id.in_(ids))
    links = db.session.execute(select(DriverLink.parent_id, DriverLink.child_id).where(ends).order_by(DriverLink.id)).all()
    cycles = db.metadata.tables["pdsa_cycle"]
    return {
        "drivers": [
            {"id": each, "kind": rows[each].kind.value, "text": rows[each].text, "position": rows[each].position}
            for each in ids
        ],
        "place": next(parent for parent, child in links if child == ids[0]),
        "links": [[parent, child] for parent, child in links],
        "measures": _pairs(DriverMeasure.driver_id, DriverMeasure.series_id, ids),
        "projects": _pairs(DriverProject.driver_id, DriverProject.project_id, ids),
        "cycles": _pairs(cycles.c.driver_id, cycles.c.id, ids),
    }


def _pairs(driver_id: Any, other: Any, ids: list[int]) -> list[list[int]]:
    return [list(row) for row in db.session.execute(select(driver_id, other).where(driver_id.in_(ids)).order_by(other))]


def _boxes_again(plan_id: int, content: dict[str, Any]) -> dict[int, int]:
    """New rows for the old; their ids by the old ids, which may have been given to others meanwhile."""
    rows = {
        each["id"]: Driver(plan_id=plan_id, kind=DriverKind(each["kind"]), text=each["text"], position=each["position"])
        for each in content["drivers"]
    }
    db.session.add_all(rows.values())
    db.session.flush()
    return {old: row.id for old, row in rows.items()}


def _links_again(sketch: Sketch, content: dict[str, Any], new: dict[int, int]) -> None:
    """The links one by one and in their old order, since the first of a box is its place in the outline."""
    old = {each["id"] for each in content["drivers"]}
    for parent, child in content["links"]:
        ends = [new.get(each, each) if each in old else each for each in (parent, child)]
        boxes = [sketch.graph.boxes.get(each) for each in ends]
        if boxes[0] is None or boxes[1] is None or boxes[0].column >= boxes[1].column:
            continue
        db.session.add(DriverLink(parent_id=ends[0], child_id=ends[1]))
        db.session.flush()


def _attachments_again(content: dict[str, Any], new: dict[int, int]) -> None:
    for table, column, there, pairs in (
        (DriverMeasure, "series_id", Series.__table__.c.id, content["measures"]),
        (DriverProject, "project_id", db.metadata.tables["project"].c.id, content["projects"]),
    ):
        still = set(db.session.execute(select(there).where(there.in_([other for _, other in pairs]))).scalars())
        db.session.add_all(table(driver_id=new[driver_id], **{column: other}) for driver_id, other in pairs if other in still)
    cycles = db.metadata.tables["pdsa_cycle"]
    for driver_id, cycle_id in content["cycles"]:
        unclaimed = update(cycles).where(cycles.c.id == cycle_id, cycles.c.driver_id.is_(None))
        db.session.execute(unclaimed.values(driver_id=new[driver_id]))
    db.session.flush()
