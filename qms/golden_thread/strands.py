"""Strands: what each room adds to the golden thread.

The rooms (planning, control, improvement) never import each other. Each hands the application one Strand; the thread, the
board, the ward's page and the home page ask all strands together. Every method takes a batch and answers in a constant
number of queries. A method that a room has nothing for keeps its empty answer.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app

from qms.golden_thread.documents import Document
from qms.golden_thread.together import AsOf, Beside, Pooled
from qms.kernel.audit import Author
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.spc import Effect


@dataclass(frozen=True)
class Card:
    """One thing of a room, as another room or the thread shows it: title, address, state in words, one sentence."""

    title: str
    url: str
    status: str = ""
    sentence: str = ""
    colour: str = "grey"  # of the status tag; never the only bearer of meaning


@dataclass(frozen=True)
class Served:
    """What one room does for one objective: "2 projects go on (1 stalled)". `url` leads to a list of as many as `counts`
    says, by state; `states` says the same in words for the board."""

    summary: str
    url: str
    counts: Mapping[str, int] = field(default_factory=dict)
    cards: Sequence[Card] = ()
    detail: str = ""  # whole sentences: "Of the 2 that have begun: 1 shows a real improvement and …"
    states: Sequence[str] = ()  # "1 idea", "2 making it standard"


@dataclass(frozen=True)
class Gap:
    """A break in the thread, and what would mend it."""

    kind: str
    sentence: str
    url: str
    remedy: str
    remedy_url: str


@dataclass(frozen=True)
class Mark:
    """A dated event to draw on a chart, such as the start of a PDSA cycle."""

    on: dt.date
    text: str
    url: str


@dataclass(frozen=True)
class WrittenFlag:
    """A numbered flag of a chart in words; `is_change` for what a project did, which is drawn in another shape."""

    number: str
    on: dt.date
    text: str
    url: str = ""
    is_change: bool = False


@dataclass(frozen=True)
class Section:
    """A part of somebody's home page or of a unit's page: a template of the room with its context, placed by `order`.

    `needs` is what it asks of the person, for the home page's first sentence: "3 signals need you"; empty for nothing."""

    order: int
    template: str
    context: Mapping[str, Any]
    needs: str = ""


@dataclass(frozen=True)
class Measured:
    """The measurements of one series as its chart takes them, oldest first; denominators on the chart's scale."""

    periods: Sequence[dt.date]
    values: Sequence[float]
    denominators: Sequence[float] | None = None
    sizes: Sequence[float] | None = None
    deviations: Sequence[float] | None = None


@dataclass(frozen=True)
class Figure:
    """The chart of one series for paper: two drawings and the numbers in them, so that slides can hold a chart to edit.

    `wide` and `narrow` are SVG, set for a whole page's width and for a column's. The lists have one entry a point, None where
    there is nothing; numbers are on the chart's scale (a proportion is 0 to 1, then `percent`). `marks` says of each point
    whether it is a special cause, `types` what it means ("improvement-high"). `phases` are the places where limits begin
    anew, the first is 0; `flag` is the place of the change. `judged_by` is the foot of the chart: its kind, its rules, what
    its limits rest on. What has a default was not kept of charts that were published before there was such a thing."""

    title: str
    unit: str
    percent: bool
    wide: str
    narrow: str
    explanation: str
    judged_by: str
    periods: Sequence[str]
    values: Sequence[float | None]
    centre: Sequence[float | None]
    lower: Sequence[float | None]
    upper: Sequence[float | None]
    marks: Sequence[bool]
    targets: Sequence[float | None] = ()
    types: Sequence[str] = ()
    phases: Sequence[int] = (0,)
    flag: int | None = None
    centre_name: str = "Mean"


class Strand:
    """One room's contribution to the thread. `noun` names what it keeps: "plan", "signal", "project"."""

    noun = ""

    def serving(self, objective_ids: Sequence[int]) -> dict[int, Served]:
        """What serves each objective; objectives that nothing of this room serves are left out."""
        return {}

    def serving_groups(self, groups: Mapping[int, Sequence[int]]) -> dict[int, Served]:
        """What serves each group of objectives taken together, such as one of the board's with all below it, by the id of
        the objective at its head. A room that cannot add up its answers serves the head alone."""
        return self.serving(list(groups))

    def serving_unit_url(self, unit_id: int) -> str:
        """The list of all that serves the unit's own active objectives and those below them; empty where there is none."""
        return ""

    def has_begun(self) -> bool:
        """Whether the room keeps anything yet: a new instance names the first one as a step."""
        return True

    def acting_on(self, series_ids: Sequence[int]) -> dict[int, list[Card]]:
        """Who acts on each series: a project that answers it, a signal that was acknowledged."""
        return {}

    def marks(self, series_ids: Sequence[int]) -> dict[int, list[Mark]]:
        """Dated events to draw on the series' charts."""
        return {}

    def written_flags(self, series_ids: Sequence[int]) -> dict[int, list[WrittenFlag]]:
        """The numbered flags that the picture of each series' chart draws, in words and in the order of their numbers;
        series without any are left out."""
        return {}

    def measured(self, series_ids: Sequence[int]) -> dict[int, Measured]:
        """The measurements of each series, gaps as NaN; series without any are left out."""
        return {}

    def pooled(
        self, groups: Mapping[int, Collection[int]], *, since: dt.date | None = None, drawn: Collection[int] = ()
    ) -> dict[int, Pooled]:
        """The series of each group, which are all of one metric, added up as one chart; by the group's key. `since` is a day
        to mark and to compare from. Pictures are made of the `drawn` groups alone. Groups never measured are left out."""
        return {}

    def side_by_side(self, series_ids: Collection[int], *, since: dt.date | None = None) -> list[Beside]:
        """The charts of series of one metric as their own pages show them, small and on one scale, with a day marked; series
        never measured are left out. In no particular order."""
        return []

    def as_of(self, choices: Mapping[int, Sequence[int]], until: dt.date | None = None) -> dict[int, AsOf]:
        """Of each group of series the chart of the first that has figures, by the group's key: from periods that were over on
        the day, or from all of them where there is none. Groups without any such figures are left out."""
        return {}

    def figures(self, series_ids: Sequence[int], change: dt.date | None) -> dict[int, Figure]:
        """The chart of each series for paper, split at the day of a change where there is one; series without measurements
        are left out."""
        return {}

    def effects(self, series_ids: Sequence[int], change: dt.date, until: dt.date | None = None) -> dict[int, Effect]:
        """What a change on that day did to each series, by its own chart, up to the last day that counts (None for all);
        series without points on both sides of the change are left out."""
        return {}

    def effects_of(self, asked: Collection[tuple[int, dt.date]]) -> dict[tuple[int, dt.date], Effect]:
        """The same for many changes at once, each a series and a day, by what was asked."""
        return {}

    def readings_written(self, series_ids: Sequence[int], *, by: Author) -> None:
        """The readings of these series have been written: bring what this room rests on them up to date, in the same
        transaction."""

    def answers(self, signal_ids: Sequence[int]) -> dict[int, list[Card]]:
        """This room's things that were begun to answer each signal, those that have ended too; signals without are left
        out."""
        return {}

    def taken_up(self, signal_id: int, *, decision: str, owner: Person, by: Person) -> bool:
        """Note on the signal that somebody acts on it: what was decided, and who sees to it. Returns whether it was noted:
        not where the signal is closed, or where `by` may not answer it."""
        return False

    def measured_by(self, metric_ids: Sequence[int]) -> dict[int, list[Card]]:
        """This room's things that use a chart of each metric; asked before one is retired."""
        return {}

    def news(self, top: Unit, since: dt.date) -> list[Mark]:
        """What changed at or below the unit since that day; newest first, at most some tens."""
        return []

    def gaps(self, top: Unit) -> list[Gap]:
        """Breaks in the thread at or below the unit; at most some hundred, worst first."""
        return []

    def by_ids(self, ids: Sequence[int]) -> dict[int, Card]:
        """Cards of this room's things by their ids."""
        return {}

    def choices(self, unit: Unit) -> list[tuple[int, str]]:
        """This room's things that a form at `unit` may link to, as (id, label)."""
        return []

    def unit_sections(self, unit: Unit) -> list[Section]:
        """Parts of the unit's own page."""
        return []

    def home_sections(self, person: Person) -> list[Section]:
        """Parts of a person's home page."""
        return []

    def search(self, words: str, limit: int) -> list[Card]:
        """This room's things that match the words, best first."""
        return []

    def search_url(self, words: str) -> str:
        """Where all of this room's things that match are listed; empty where there is no such page."""
        return ""

    def documents(self, ids: Collection[int]) -> dict[int, list[Document]]:
        """What these things of the room say, each with its parts, for the library; those that are gone are left out."""
        return {}

    def document_ids(self) -> list[int]:
        """Everything in this room that the library knows."""
        return []

    def told_by(self, record: object) -> int | None:
        """The thing of this room whose documents read differently since the record was written or deleted, if any."""
        return None


def init_app(app: Flask, strands: Sequence[Strand]) -> None:
    """Keep the rooms' strands with the application."""
    app.extensions["qms-strands"] = tuple(strands)


def all_strands() -> tuple[Strand, ...]:
    """Every room's strand, in the order in which the application was given them."""
    return current_app.extensions["qms-strands"]


def strand(noun: str) -> Strand:
    """The strand that keeps `noun`; an empty one where no room does."""
    return next((each for each in all_strands() if each.noun == noun), Strand())


def who_acts_on(series_ids: Sequence[int]) -> dict[int, list[Card]]:
    """Who acts on each series, over all rooms; series that nobody acts on are left out."""
    acting: dict[int, list[Card]] = {}
    for each in all_strands() if series_ids else ():
        for series_id, cards in each.acting_on(list(series_ids)).items():
            if cards:
                acting.setdefault(series_id, []).extend(cards)
    return acting
