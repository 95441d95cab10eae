"""The tree of objectives from the board to the wards: its rows, its sentence, and the same as CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from qms.golden_thread.objectives.links import MetricLink, links_of
from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.golden_thread.objectives.queries import light
from qms.golden_thread.objectives.wording import STATES, due_words, owner_words
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.db import db
from qms.kernel.formats import count, listed
from qms.kernel.paging import Page, slice_of
from qms.organisation.models import Unit

PAGE = 60
CSV_COLUMNS = (
    "unit", "objective", "serves", "aim", "owner", "period", "starts_on", "due_on", "state", "reason",
    "headline_metric", "value_period", "value", "target", "variation", "assurance",
)  # fmt: skip


@dataclass
class Branch:
    """An objective with those that serve it."""

    objective: Objective
    owner: str
    due: str
    state: tuple[str, str]
    headline: MetricLink | None
    tile: Tile | None
    below: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class Tree:
    """One page of the tree, and the sentence about all of it."""

    branches: list[Branch]
    page: Page[Objective]
    sentence: str


def tree(unit: Unit | None, state: str) -> Tree:
    """The objectives at and below the unit; `state` is an ObjectiveState, or "" for all. A constant number of queries."""
    everything = _in_tree_order(_objectives(unit, state))
    links = links_of([each.id for each in everything])
    page = slice_of(everything, size=PAGE)
    return Tree(_branches(_with_wider(page.items, everything), links), page, _sentence(everything, links))


def csv_rows(unit: Unit | None, state: str) -> Iterator[list[object]]:
    """Every objective of the tree as a row."""
    everything = _in_tree_order(_objectives(unit, state))
    links = links_of([each.id for each in everything])
    titles = {each.id: each.title for each in everything}
    headlines = {each.id: _headline(links.get(each.id, ())) for each in everything}
    readings = readings_of([link.series_id for link in headlines.values() if link and link.series_id])
    for each in everything:
        headline = headlines[each.id]
        reading = readings.get(headline.series_id or 0) if headline else None
        said = (
            [reading.period, reading.value, reading.target, reading.variation, reading.assurance] if reading else [None] * 5
        )
        yield [
            each.unit.name, each.title, titles.get(each.parent_id or 0, ""), each.aim, each.owner.name if each.owner else "",
            each.period, each.starts_on, each.due_on, each.state.value, each.state_reason,
            headline.metric if headline else "", *said,
        ]  # fmt: skip


def _objectives(unit: Unit | None, state: str) -> list[Objective]:
    statement = light(select(Objective)).join(Objective.unit)
    if unit is not None:
        statement = statement.where(Unit.path.startswith(unit.path, autoescape=True))
    if state in set(ObjectiveState):
        statement = statement.where(Objective.state == ObjectiveState(state))
    order = (func.length(Unit.path), Unit.name, Objective.position, Objective.id)
    return list(db.session.execute(statement.order_by(*order)).scalars())


def _in_tree_order(objectives: Sequence[Objective]) -> list[Objective]:
    """Each followed by those that serve it. One whose parent is not among them stands at the top."""
    ids = {each.id for each in objectives}
    below: dict[int | None, list[Objective]] = {}
    for each in objectives:
        below.setdefault(each.parent_id if each.parent_id in ids else None, []).append(each)
    ordered: list[Objective] = []
    waiting = list(reversed(below.get(None, [])))
    while waiting:
        each = waiting.pop()
        ordered.append(each)
        waiting += reversed(below.get(each.id, []))
    return ordered


def _with_wider(some: Sequence[Objective], everything: Sequence[Objective]) -> list[Objective]:
    """Some of the tree and what they serve, so that a later page still shows the way up."""
    by_id = {each.id: each for each in everything}
    wanted = set()
    for each in some:
        step: Objective | None = each
        while step is not None and step.id not in wanted:
            wanted.add(step.id)
            step = by_id.get(step.parent_id or 0)
    return [each for each in everything if each.id in wanted]


def _branches(objectives: Sequence[Objective], links: dict[int, list[MetricLink]]) -> list[Branch]:
    headlines = {each.id: _headline(links.get(each.id, ())) for each in objectives}
    readings = readings_of([link.series_id for link in headlines.values() if link and link.series_id])
    found: dict[int, Branch] = {}
    tops: list[Branch] = []
    for each in objectives:
        headline = headlines[each.id]
        reading = readings.get(headline.series_id or 0) if headline else None
        shown = tile(reading) if reading else None
        found[each.id] = Branch(each, owner_words(each), due_words(each), STATES[each.state], headline, shown)
        above = found.get(each.parent_id or 0)
        (above.below if above else tops).append(found[each.id])
    return tops


def _headline(links: Sequence[MetricLink]) -> MetricLink | None:
    return next((link for link in links if link.headline), None)


def _sentence(objectives: Sequence[Objective], links: dict[int, list[MetricLink]]) -> str:
    if not objectives:
        return "No objective is set here yet."
    active = [each for each in objectives if each.state is ObjectiveState.ACTIVE]
    headlines = [_headline(links.get(each.id, ())) for each in active]
    variations = [link.variation or "" for link in headlines if link]
    concern = sum(each.startswith("concern") for each in variations)
    improving = sum(each.startswith("improvement") for each in variations)
    unmeasured, unowned = headlines.count(None), sum(each.owner_id is None for each in active)
    said = []
    if concern:
        said.append(f"{concern:,} {'gives' if concern == 1 else 'give'} concern")
    if improving:
        said.append(f"{improving:,} {'is' if improving == 1 else 'are'} improving")
    if unmeasured:
        said.append(f"{unmeasured:,} {'has' if unmeasured == 1 else 'have'} no metric")
    if unowned:
        said.append(f"{unowned:,} {'has' if unowned == 1 else 'have'} no owner")
    ended = len(objectives) - len(active)
    rest = f" {ended:,} {'has' if ended == 1 else 'have'} ended." if ended else ""
    return f"{count(len(active), 'active objective')}{': ' + listed(said) if said else ''}.{rest}"
