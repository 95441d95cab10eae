"""A year as plain words and figures: what its page, its file and a kept edition are written from. No database, no pages."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from qms.kernel.formats import day


@dataclass(frozen=True)
class Told:
    """A kind of entry, its heading above a list, and how many of it there were in the year and in the one before."""

    kind: str
    name: str
    heading: str
    now: int
    before: int


@dataclass(frozen=True)
class Dated:
    """Something that happened on a day, in ISO form as JSON keeps it."""

    on: str

    @property
    def when(self) -> str:
        """22 November 2026."""
        return day(dt.date.fromisoformat(self.on)) if self.on else ""


@dataclass(frozen=True)
class Entry(Dated):
    """An entry as a list shows it; of a unit alone it has no project. agreed: how its actions stood."""

    id: int
    kind: str
    title: str
    line: str
    agreed: str
    changed: str
    project_id: int | None
    project: str
    unit: str


@dataclass(frozen=True)
class Gain(Dated):
    """A benefit that was confirmed on that day, as its project claimed it."""

    id: int
    kind: str
    name: str
    amount: float
    sentence: str
    checked: str
    project_id: int
    project: str
    unit: str


@dataclass(frozen=True)
class Ended(Dated):
    """A project that ended on that day: how, what its charts showed, and what its team learned."""

    project_id: int
    title: str
    unit: str
    stage: str
    stage_words: str
    verdict: str
    learned: str


@dataclass(frozen=True)
class Taught:
    """A programme and how many people completed it; `tier_words` are empty for one of no tier."""

    programme: str
    tier: str
    tier_words: str
    people: int


@dataclass(frozen=True)
class Story:
    """All that is said of a unit's financial year. `as_at`: the day on which it stood like this, `agreed`: how many actions
    were agreed, done and overdue, `ran`: how many projects ran and began. Lists are cut where they would be too long to read;
    the counts are of all."""

    unit: str
    year: int
    as_at: str
    sentences: tuple[str, ...]
    told: tuple[Told, ...]
    agreed: tuple[int, int, int]
    ran: tuple[int, int]
    how_many_ended: int
    people: int
    entries: tuple[Entry, ...]
    gains: tuple[Gain, ...]
    ended: tuple[Ended, ...]
    taught: tuple[Taught, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.entries or self.gains or self.ran[0] or self.taught)

    @property
    def lists(self) -> list[tuple[str, list[Entry]]]:
        """(heading, entries) of the kinds that have some, the first of the year first."""
        found = [(told.heading, [each for each in self.entries if each.kind == told.kind]) for told in self.told]
        return [(heading, entries) for heading, entries in found if entries]

    @property
    def entry_ids(self) -> list[int]:
        """The entries that it lists."""
        return [each.id for each in self.entries]

    @property
    def project_ids(self) -> set[int]:
        """The projects that it names."""
        of_entries = {each.project_id for each in self.entries if each.project_id}
        return of_entries | {each.project_id for each in self.gains} | {each.project_id for each in self.ended}

    @property
    def entries_left_out(self) -> int:
        """How many entries the lists do not show."""
        return sum(each.now for each in self.told) - len(self.entries)

    @property
    def ended_left_out(self) -> int:
        """How many projects that ended the list does not show."""
        return self.how_many_ended - len(self.ended)


def to_plain(story: Story) -> dict[str, Any]:
    """The story as JSON keeps it."""
    return asdict(story)


def says_the_same(kept: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two stories as JSON keeps them differ in nothing but the day on which they stood so."""
    return {**kept, "as_at": ""} == {**now, "as_at": ""}


def from_plain(plain: Mapping[str, Any]) -> Story:
    """The story that was kept. What this version no longer knows is passed over."""
    parts: dict[str, type[Any]] = {"told": Told, "entries": Entry, "gains": Gain, "ended": Ended, "taught": Taught}
    lists = {name: tuple(kind(**_known(kind, each)) for each in plain[name]) for name, kind in parts.items()}
    pairs = {name: tuple(plain[name]) for name in ("sentences", "agreed", "ran")}
    return Story(**_known(Story, plain) | pairs | lists)


def _known(kind: type[Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in plain.items() if name in names}
