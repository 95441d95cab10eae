"""Writes to a driver diagram, each a step that somebody takes in the outline. They flush, and raise DiagramRefusedError
with a sentence where a step does not fit."""

from collections.abc import Mapping

from qms.people.models import Person
from qms.planning.drivers.models import DriverKind
from qms.planning.drivers.queries import graph_of
from qms.planning.drivers.sketch import KINDS, DiagramRefusedError, Sketch
from qms.planning.plans.models import QualityPlan

LAST_COLUMN = len(KINDS) - 1


def reword(plan: QualityPlan, *, texts: Mapping[int, str], by: Person) -> list[int]:
    """Give boxes new words; the aim's are the plan's own aim. Returns the boxes whose words changed, and leaves a signed-off
    plan as it is where none did."""
    graph = graph_of(plan.id)
    new = {driver_id: " ".join(typed.split()) for driver_id, typed in texts.items()}
    changed = [each for each, text in new.items() if each not in graph.boxes or graph.boxes[each].text != text]
    if not changed:
        return []
    sketch = Sketch(plan, by=by)
    for driver_id in changed:
        sketch.box(driver_id)
        sketch.rows[driver_id].text = new[driver_id]
        if sketch.rows[driver_id].kind is DriverKind.AIM:
            plan.aim = new[driver_id]
        sketch.record("reworded", driver_id, new[driver_id])
    return changed


def add_below(plan: QualityPlan, driver_id: int, *, by: Person, text: str = "") -> int:
    """A new box after this one, in the same column; below the aim, a first primary driver. Returns its id."""
    sketch = Sketch(plan, by=by)
    box = sketch.box(driver_id)
    if not box.parents:
        return _added(sketch, driver_id, text, position=0)
    after = [each.id for each in sketch.graph.siblings(driver_id)].index(driver_id) + 1
    return _added(sketch, box.parents[0], text, position=after)


def add_child(plan: QualityPlan, driver_id: int, *, by: Person, text: str = "") -> int:
    """A new box under this one, the last of those there. Returns its id."""
    return _added(Sketch(plan, by=by), driver_id, text)


def _added(sketch: Sketch, parent: int, text: str, position: int | None = None) -> int:
    above = sketch.box(parent)
    if above.column == LAST_COLUMN:
        raise DiagramRefusedError("Change ideas are the last column: nothing stands under one.", parent)
    row = sketch.add(KINDS[above.column + 1], " ".join(text.split()), parent=parent, position=position)
    sketch.record("added", row.id, row.text)
    return row.id


def move(plan: QualityPlan, driver_id: int, *, up: bool, by: Person) -> None:
    """Change places with the sibling above, or below."""
    sketch = Sketch(plan, by=by)
    sketch.box(driver_id)
    ids = [each.id for each in sketch.graph.siblings(driver_id)]
    at = ids.index(driver_id)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(ids):
        raise DiagramRefusedError(f"It is already the {'first' if up else 'last'} in its place.", driver_id)
    ids[at], ids[to] = ids[to], ids[at]
    sketch.renumber(ids)
    sketch.reload()
    sketch.record("moved up" if up else "moved down", driver_id)


def indent(plan: QualityPlan, driver_id: int, *, by: Person) -> int:
    """Stand the box, with all below it, under the sibling above it: one column to the right. Returns how many further
    links had to go."""
    sketch = Sketch(plan, by=by)
    box = sketch.box(driver_id)
    ids = [each.id for each in sketch.graph.siblings(driver_id)]
    at = ids.index(driver_id)
    if not box.parents or at == 0:
        raise DiagramRefusedError("It can go deeper only under a box above it in the same column.", driver_id)
    if max(each.column for each in sketch.graph.subtree(driver_id)) == LAST_COLUMN:
        what = "It is a change idea" if box.column == LAST_COLUMN else "There are change ideas below it"
        raise DiagramRefusedError(f"{what}, and these are the last column: it can't go deeper.", driver_id)
    dropped = sketch.replant(driver_id, ids[at - 1])
    sketch.record("moved deeper", driver_id)
    return dropped


def outdent(plan: QualityPlan, driver_id: int, *, by: Person) -> int:
    """Stand the box, with all below it, after its parent: one column to the left. Returns how many further links had to
    go."""
    sketch = Sketch(plan, by=by)
    box = sketch.box(driver_id)
    parent = sketch.graph.boxes[box.parents[0]] if box.parents else None
    if parent is None or not parent.parents:
        raise DiagramRefusedError("Primary drivers stand next to the aim: it can't go further left.", driver_id)
    after = [each.id for each in sketch.graph.siblings(parent.id)].index(parent.id) + 1
    dropped = sketch.replant(driver_id, parent.parents[0], at=after)
    sketch.record("moved left", driver_id)
    return dropped


def begin(plan: QualityPlan, *, by: Person) -> None:
    """Draw the first box of a plan that has none: its aim."""
    if graph_of(plan.id).aim is None:
        sketch = Sketch(plan, by=by)  # opening it draws the aim
        sketch.record("begun", sketch.graph.aim.id if sketch.graph.aim else None, plan.aim)
