"""What a section of the report is made of; the page and the Word file are both written from these."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.improvement.publishing.sheet import picture_address


@dataclass(frozen=True)
class Text:
    """A paragraph from the record."""

    words: str


@dataclass(frozen=True)
class Prompt:
    """What the authors still have to write here; shown as such, so that nobody takes it for the report's own words."""

    words: str


@dataclass(frozen=True)
class Items:
    """A list."""

    items: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table with a numbered caption above it."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """A chart with a numbered caption below it."""

    svg: str
    caption: str
    alternative: str

    @property
    def address(self) -> str:
        """The picture as an address, for pages."""
        return picture_address(self.svg)


Block = Text | Prompt | Items | Table | Picture


@dataclass(frozen=True)
class Section:
    """One of the guideline's items under its group's question."""

    group: str
    heading: str
    blocks: Sequence[Block]

    @property
    def is_filled(self) -> bool:
        """Whether the record says something here."""
        return any(not isinstance(each, Prompt) for each in self.blocks)


def from_record(*blocks: Block | None, ask: str = "") -> tuple[Block, ...]:
    """The blocks that have something in them, then what is still to be written."""
    there = [each for each in blocks if each is not None and _says_something(each)]
    return (*there, Prompt(ask)) if ask else tuple(there)


def _says_something(block: Block) -> bool:
    match block:
        case Text(words) | Prompt(words):
            return bool(words)
        case Items(items):
            return bool(items)
        case Table(_, _, rows):
            return bool(rows)
    return True
