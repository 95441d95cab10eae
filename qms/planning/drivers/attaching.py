"""What hangs on a box: further boxes that it serves, the series that measure it, the projects that work on it."""

from collections.abc import Collection

from sqlalchemy import delete, select

from qms.golden_thread.metrics.models import Series
from qms.kernel.db import db
from qms.people.models import Person
from qms.planning.drivers.graph import Box, Graph
from qms.planning.drivers.models import DriverLink, DriverMeasure, DriverProject
from qms.planning.drivers.queries import graph_of
from qms.planning.drivers.sketch import DiagramRefusedError, Sketch
from qms.planning.plans.models import QualityPlan

MOST_MEASURES = 12
MOST_PROJECTS = 12


def may_also_serve(graph: Graph, box: Box) -> list[Box]:
    """The boxes that the box may serve besides the one that it stands under: those of columns further left, in the order of
    the outline. The aim is served through its primary drivers, so it is not among them."""
    place = box.parents[:1]
    return [each.box for each in graph.walk() if 0 < each.box.column < box.column and each.box.id not in place]


def serve_also(plan: QualityPlan, driver_id: int, *, parents: Collection[int], by: Person) -> None:
    """Make these the boxes that the box serves besides its place in the outline.

    Raises DiagramRefusedError for a box of the same column or further right: that would be a circle."""
    graph = graph_of(plan.id)
    box = graph.boxes[driver_id]
    allowed = {each.id for each in may_also_serve(graph, box)}
    wanted, present = set(parents) - set(box.parents[:1]), set(box.parents[1:])
    if not wanted <= allowed:
        raise DiagramRefusedError("A box can serve only boxes in a column further left.", driver_id)
    if wanted == present:
        return
    sketch = Sketch(plan, by=by)
    gone = present - wanted
    db.session.execute(delete(DriverLink).where(DriverLink.child_id == driver_id, DriverLink.parent_id.in_(gone)))
    db.session.add_all(DriverLink(parent_id=each, child_id=driver_id) for each in sorted(wanted - present))
    sketch.record("linked", driver_id, ", ".join(graph.boxes[each].text for each in sorted(wanted)))


def attach_measure(plan: QualityPlan, driver_id: int, *, series: Series, by: Person) -> None:
    """Let the series tell whether the box moves; once is enough."""
    present = set(db.session.execute(select(DriverMeasure.series_id).filter_by(driver_id=driver_id)).scalars())
    if series.id in present:
        return
    if not (series.unit.is_within(plan.unit) or plan.unit.is_within(series.unit)):
        raise DiagramRefusedError(
            f"{series.unit.name} stands neither above nor below {plan.unit.name}. Choose a metric of this unit's line.",
            driver_id,
        )
    sketch = Sketch(plan, by=by)
    sketch.box(driver_id)
    if len(present) >= MOST_MEASURES:
        raise DiagramRefusedError(f"A box has at most {MOST_MEASURES} measures. Take one away first.", driver_id)
    db.session.add(DriverMeasure(driver_id=driver_id, series_id=series.id))
    sketch.record("measure attached", driver_id, f"{series.metric.name}, {series.unit.name}")


def detach_measure(plan: QualityPlan, driver_id: int, *, series: Series, by: Person) -> None:
    """Take a measure from the box."""
    sketch = Sketch(plan, by=by)
    sketch.box(driver_id)
    db.session.execute(
        delete(DriverMeasure).where(DriverMeasure.driver_id == driver_id, DriverMeasure.series_id == series.id)
    )
    sketch.record("measure taken away", driver_id, f"{series.metric.name}, {series.unit.name}")


def attach_project(plan: QualityPlan, driver_id: int, *, project_id: int, title: str, by: Person) -> None:
    """Put a project of the room next door beside the box; once is enough."""
    present = set(db.session.execute(select(DriverProject.project_id).filter_by(driver_id=driver_id)).scalars())
    if project_id in present:
        return
    sketch = Sketch(plan, by=by)
    sketch.box(driver_id)
    if len(present) >= MOST_PROJECTS:
        raise DiagramRefusedError(f"A box has at most {MOST_PROJECTS} projects. Take one away first.", driver_id)
    db.session.add(DriverProject(driver_id=driver_id, project_id=project_id))
    sketch.record("project attached", driver_id, title)


def detach_project(plan: QualityPlan, driver_id: int, *, project_id: int, title: str, by: Person) -> None:
    """Take a project from the box."""
    sketch = Sketch(plan, by=by)
    sketch.box(driver_id)
    chosen = delete(DriverProject).where(DriverProject.driver_id == driver_id, DriverProject.project_id == project_id)
    db.session.execute(chosen)
    sketch.record("project taken away", driver_id, title)
