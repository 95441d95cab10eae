"""The steps of the outline editor: each button's name, what it does, and what is said when it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from qms.kernel.formats import count
from qms.people.models import Person
from qms.planning.drivers import actions
from qms.planning.drivers.deleting import delete_box, put_back
from qms.planning.drivers.queries import graph_of
from qms.planning.drivers.sketch import DiagramRefusedError
from qms.planning.plans.models import QualityPlan


@dataclass(frozen=True)
class Done:
    """Where the editor stands after a step: the box to go on with, and what to say or to ask."""

    at: int | None
    said: str = ""
    ask: int | None = None  # the box whose deleting has to be confirmed
    gone: int | None = None  # what was deleted, to be offered back


SAID = {
    "store": "Stored.",
    "below": "A new box below.",
    "child": "A new box inside.",
    "up": "Moved up.",
    "down": "Moved down.",
    "in": "Moved deeper.",
    "out": "Moved left.",
    "unlinked": "Moved. Links that led to the same column or to the right were removed.",
    "back": "Put back.",
    "begin": "The diagram is begun.",
    "gone": "Deleted.",
}


def take(plan: QualityPlan, step: str, at: int | None, *, by: Person) -> Done:
    """Take one step. Raises DiagramRefusedError where it does not fit or is not known."""
    if step == "store":
        return Done(at, "store")
    if step == "begin":
        actions.begin(plan, by=by)
        return Done(None, "begin")
    if at is None or step not in _STEPS:
        raise DiagramRefusedError("That button is not known. Reload the page and try again.")
    return _STEPS[step](plan, at, by)


def _below(plan: QualityPlan, at: int, by: Person) -> Done:
    return Done(actions.add_below(plan, at, by=by), "below")


def _child(plan: QualityPlan, at: int, by: Person) -> Done:
    return Done(actions.add_child(plan, at, by=by), "child")


def _up(plan: QualityPlan, at: int, by: Person) -> Done:
    actions.move(plan, at, up=True, by=by)
    return Done(at, "up")


def _down(plan: QualityPlan, at: int, by: Person) -> Done:
    actions.move(plan, at, up=False, by=by)
    return Done(at, "down")


def _in(plan: QualityPlan, at: int, by: Person) -> Done:
    return Done(at, "unlinked" if actions.indent(plan, at, by=by) else "in")


def _out(plan: QualityPlan, at: int, by: Person) -> Done:
    return Done(at, "unlinked" if actions.outdent(plan, at, by=by) else "out")


def _delete(plan: QualityPlan, at: int, by: Person) -> Done:
    """A box with others below it is deleted only when that has been confirmed."""
    graph = graph_of(plan.id)
    if at in graph.boxes and graph.children(at):
        return Done(at, ask=at)
    return _sure(plan, at, by)


def _sure(plan: QualityPlan, at: int, by: Person) -> Done:
    graph = graph_of(plan.id)
    beside = [each.id for each in graph.siblings(at)] if at in graph.boxes else []
    place = beside.index(at) if beside else 0
    deleted = delete_box(plan, at, by=by)
    rest = [each for each in beside if each != at]
    parents = graph.boxes[at].parents
    near = rest[min(place, len(rest) - 1)] if rest else parents[0] if parents else None
    return Done(near, "gone", gone=deleted.id)


def _back(plan: QualityPlan, at: int, by: Person) -> Done:
    return Done(put_back(plan, at, by=by), "back")


_STEPS: dict[str, Callable[[QualityPlan, int, Person], Done]] = {
    "below": _below,
    "child": _child,
    "up": _up,
    "down": _down,
    "in": _in,
    "out": _out,
    "delete": _delete,
    "sure": _sure,
    "back": _back,
}


def what_goes(boxes: int) -> str:
    """'It has 3 boxes below it, which go too.'"""
    return f"It has {count(boxes - 1, 'box', 'boxes')} below it, which {'goes' if boxes == 2 else 'go'} too."
