"""A plan's diagram opened for change: its rows, its graph, and the small moves that every change is made of."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person
from qms.planning.drivers.graph import MOST_BOXES, Box, Graph
from qms.planning.drivers.models import COLUMNS, Driver, DriverKind, DriverLink
from qms.planning.drivers.queries import graph_of
from qms.planning.plans.editions import open_for_change
from qms.planning.plans.models import QualityPlan

CHANGED = audit.declare("plan.diagram-changed", "what", "driver_id", "detail")

KINDS = tuple(DriverKind)


class DiagramRefusedError(Exception):
    """The change does not fit a driver diagram; the sentence says why."""

    def __init__(self, sentence: str, driver_id: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.driver_id = driver_id


class Sketch:
    """The diagram of one plan while somebody changes it. Opening it makes the plan a draft and raises its version."""

    def __init__(self, plan: QualityPlan, *, by: Person) -> None:
        open_for_change(plan, by=by)
        plan.drawn_at = clock.now()
        self.plan, self.by = plan, by
        self.rows: dict[int, Driver] = {}
        self.graph = Graph()
        self.reload()
        if self.graph.aim is None:
            self.add(DriverKind.AIM, plan.aim, parent=None)

    def reload(self) -> None:
        """Read rows and graph again, after a change."""
        db.session.flush()
        found = db.session.execute(select(Driver).where(Driver.plan_id == self.plan.id)).scalars()
        self.rows = {each.id: each for each in found}
        self.graph = graph_of(self.plan.id)

    def box(self, driver_id: int) -> Box:
        """The box, or DiagramRefusedError where it has gone."""
        if driver_id not in self.graph.boxes:
            raise DiagramRefusedError("This box is no longer in the diagram.")
        return self.graph.boxes[driver_id]

    def add(self, kind: DriverKind, text: str, *, parent: int | None, position: int | None = None) -> Driver:
        """A new box under `parent` at the place `position`, or last."""
        if len(self.graph) >= MOST_BOXES:
            raise DiagramRefusedError(f"A diagram holds at most {MOST_BOXES} boxes. Split this plan in two.")
        beside = self.graph.children(parent)
        at = len(beside) if position is None else position
        row = Driver(plan_id=self.plan.id, kind=kind, text=text, position=at)
        db.session.add(row)
        db.session.flush()
        if parent is not None:
            db.session.add(DriverLink(parent_id=parent, child_id=row.id))
        ids = [each.id for each in beside]
        ids.insert(at, row.id)
        self.rows[row.id] = row
        self.renumber(ids)
        self.reload()
        return row

    def renumber(self, ids: Sequence[int]) -> None:
        """Let the boxes stand in this order among their siblings."""
        for position, driver_id in enumerate(ids):
            self.rows[driver_id].position = position

    def replant(self, driver_id: int, parent: int, *, at: int | None = None) -> int:
        """Stand the box, with all below it, under another parent. Kinds follow the depth, and further links that no
        longer lead to a column on the left go; returns how many went."""
        place = self._place_link(driver_id)
        db.session.execute(
            delete(DriverLink).where(
                DriverLink.child_id == driver_id, DriverLink.parent_id == parent, DriverLink.id != place.id
            )
        )
        place.parent_id = parent
        beside = [each.id for each in self.graph.children(parent) if each.id != driver_id]
        beside.insert(len(beside) if at is None else at, driver_id)
        self.renumber(beside)
        shift = self.graph.boxes[parent].column + 1 - self.graph.boxes[driver_id].column
        for each in self.graph.subtree(driver_id):
            self.rows[each.id].kind = KINDS[each.column + shift]
        self.reload()
        return self._drop_backward_links()

    def record(self, what: str, driver_id: int | None, detail: str = "") -> None:
        """Write the audit event of the change."""
        audit.record(CHANGED, by=self.by, subject_id=self.plan.id, what=what, driver_id=driver_id, detail=detail)
        db.session.flush()

    def _place_link(self, driver_id: int) -> DriverLink:
        statement = select(DriverLink).where(DriverLink.child_id == driver_id).order_by(DriverLink.id).limit(1)
        return db.session.execute(statement).scalar_one()

    def _drop_backward_links(self) -> int:
        wrong = [
            (parent, child)
            for parent, child in self.graph.links
            if COLUMNS[self.graph.boxes[parent].kind] >= COLUMNS[self.graph.boxes[child].kind]
        ]
        for parent, child in wrong:
            db.session.execute(delete(DriverLink).where(DriverLink.parent_id == parent, DriverLink.child_id == child))
        if wrong:
            self.reload()
        return len(wrong)
