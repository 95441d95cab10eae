"""Weak spots of a driver diagram: where the reasoning from aim to work breaks off. Pure."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from qms.kernel.formats import count, listed
from qms.planning.drivers.graph import Box, Graph
from qms.planning.drivers.models import DriverKind

# What is counted: (one, many), then what it lacks.
WORDS = {
    "empty": (("box has", "boxes have"), "no words"),
    "aim-measure": (("aim has", "aims have"), "no measure"),
    "primary-below": (("primary driver has", "primary drivers have"), "no secondary driver"),
    "primary-measure": (("primary driver has", "primary drivers have"), "no measure"),
    "secondary-below": (("secondary driver has", "secondary drivers have"), "no change idea"),
    "idea-project": (("change idea has", "change ideas have"), "no project"),
}


@dataclass(frozen=True)
class Weak:
    """What one box lacks. `outlined`: a break in the reasoning; an idea that nobody has taken up yet is only remarked."""

    words: str
    count_as: str
    outlined: bool = True


def weak_spots(graph: Graph, *, measured: Collection[int], worked_on: Collection[int]) -> dict[int, Weak]:
    """The gravest lack of each box that has one. `measured` and `worked_on` are the boxes with a measure, with a project."""
    found = {}
    for place in graph.walk():
        weak = _weak(place.box, graph, place.box.id in measured, place.box.id in worked_on)
        if weak:
            found[place.box.id] = weak
    return found


def in_words(counts: Counter[str]) -> str:
    """'2 secondary drivers have no change idea and 1 primary driver has no measure.'; empty where nothing is weak."""
    parts = [f"{_how_many(counts[each], one, many)} {lack}" for each, ((one, many), lack) in WORDS.items() if counts[each]]
    sentence = listed(parts)
    return f"{sentence[0].upper()}{sentence[1:]}." if parts else ""


def _how_many(number: int, one: str, many: str) -> str:
    """A plan has one aim, so that is not counted."""
    return f"the {one}" if one.startswith("aim") and number == 1 else count(number, one, many)


def _weak(box: Box, graph: Graph, measured: bool, worked_on: bool) -> Weak | None:
    if not box.text.strip():
        return Weak("", "empty")
    below = graph.helpers(box.id)
    match box.kind:
        case DriverKind.AIM:
            return None if measured else Weak("No measure", "aim-measure")
        case DriverKind.PRIMARY if not below:
            return Weak("No secondary driver", "primary-below")
        case DriverKind.PRIMARY:
            return None if measured else Weak("No measure", "primary-measure")
        case DriverKind.SECONDARY:
            return None if below else Weak("No change idea", "secondary-below")
        case _:
            return None if worked_on else Weak("No project yet", "idea-project", outlined=False)
