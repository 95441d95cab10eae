"""The driver graph of one plan as plain data: boxes, links, and the outline that the first links make. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qms.planning.drivers.models import COLUMNS, DriverKind

MOST_BOXES = 300


@dataclass(frozen=True)
class Box:
    """One box. `parents`: the box that it stands under in the outline first, then those that it also serves."""

    id: int
    kind: DriverKind
    text: str
    position: int = 0
    parents: tuple[int, ...] = ()

    @property
    def column(self) -> int:
        """0 for the aim to 3 for change ideas."""
        return COLUMNS[self.kind]


@dataclass(frozen=True)
class Place:
    """A box in the outline: its depth from 0, and its number there ("1.2"; the aim has none)."""

    box: Box
    depth: int
    number: str
    first: bool
    last: bool


@dataclass(frozen=True)
class Graph:
    """All boxes of a plan, by id."""

    boxes: dict[int, Box] = field(default_factory=dict)

    @classmethod
    def of(cls, boxes: Iterable[Box]) -> "Graph":
        """The graph of these boxes; parents that are not among them are left out."""
        found = {box.id: box for box in boxes}
        return cls(
            {
                box.id: Box(box.id, box.kind, box.text, box.position, tuple(p for p in box.parents if p in found))
                for box in found.values()
            }
        )

    def __len__(self) -> int:
        return len(self.boxes)

    @cached_property
    def aim(self) -> Box | None:
        """The aim, or None in an empty diagram."""
        return next((box for box in self._sorted(self.boxes.values()) if box.kind is DriverKind.AIM), None)

    @cached_property
    def links(self) -> list[tuple[int, int]]:
        """Every (parent, child)."""
        return [(parent, box.id) for box in self.boxes.values() for parent in box.parents]

    @cached_property
    def _below(self) -> dict[int | None, list[Box]]:
        below: dict[int | None, list[Box]] = {}
        for box in self._sorted(self.boxes.values()):
            below.setdefault(box.parents[0] if box.parents else None, []).append(box)
        return below

    @cached_property
    def _served_by(self) -> dict[int, list[Box]]:
        served: dict[int, list[Box]] = {}
        for place in self.walk():
            for parent in place.box.parents:
                served.setdefault(parent, []).append(place.box)
        return served

    def children(self, box_id: int | None) -> list[Box]:
        """The boxes that stand directly under the box in the outline; under None: the tops."""
        return self._below.get(box_id, [])

    def helpers(self, box_id: int) -> list[Box]:
        """Every box with a link to this one, wherever it stands in the outline."""
        return self._served_by.get(box_id, [])

    def siblings(self, box_id: int) -> list[Box]:
        """The boxes under the same parent, this one among them."""
        parents = self.boxes[box_id].parents
        return self.children(parents[0] if parents else None)

    def subtree(self, box_id: int) -> list[Box]:
        """The box and all that stand below it in the outline."""
        return [self.boxes[box_id], *(each for child in self.children(box_id) for each in self.subtree(child.id))]

    def walk(self) -> Iterator[Place]:
        """Every box in the order of the outline."""
        yield from self._walk(self.children(None), 0, "")

    def _walk(self, boxes: Sequence[Box], depth: int, above: str) -> Iterator[Place]:
        for count, box in enumerate(boxes, start=1):
            number = "" if box.kind is DriverKind.AIM else f"{above}.{count}" if above else str(count)
            yield Place(box, depth, number, count == 1, count == len(boxes))
            yield from self._walk(self.children(box.id), depth + 1, number)

    @staticmethod
    def _sorted(boxes: Iterable[Box]) -> list[Box]:
        return sorted(boxes, key=lambda box: (box.column, box.position, box.id))
