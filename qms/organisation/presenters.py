"""The unit tree as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from qms.organisation.models import Unit
from qms.organisation.words import KIND_WORDS


@dataclass
class Node:
    """A unit with those below it."""

    unit: Unit
    kind: str
    below: list["Node"] = field(default_factory=list)


def nested(units: Sequence[Unit]) -> list[Node]:
    """The units, which come in tree order, as a tree: each below the nearest unit above it that is among them."""
    nodes = {unit.id: Node(unit, KIND_WORDS[unit.kind]) for unit in units}
    tops: list[Node] = []
    for unit in units:
        above = next((nodes[each] for each in reversed(unit.ancestor_ids) if each in nodes), None)
        (above.below if above else tops).append(nodes[unit.id])
    return tops


def choices(units: Sequence[Unit]) -> list[tuple[int, str]]:
    """(id, name) for a select box: units in tree order, each further in than the one above it."""
    shallowest = min((len(unit.ancestor_ids) for unit in units), default=0)
    return [(unit.id, "– " * (len(unit.ancestor_ids) - shallowest) + unit.name) for unit in units]


def matching(units: Sequence[Unit], words: str) -> list[Unit]:
    """The units whose name or code holds the words, with all above them; all units where there are no words."""
    wanted = words.strip().casefold()
    if not wanted:
        return list(units)
    hits = [unit for unit in units if wanted in unit.name.casefold() or wanted in (unit.ods_code or "").casefold()]
    return with_above(hits, units)


def with_above(some: Sequence[Unit], everything: Sequence[Unit]) -> list[Unit]:
    """Some units and all those above them, in tree order."""
    ids = {unit.id for unit in some}.union(*(unit.ancestor_ids for unit in some))
    return [unit for unit in everything if unit.id in ids]
