"""An objective's own page: the sentence, its metrics, what stands below, the owner's words, what serves it."""

from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.objectives import queries
from qms.golden_thread.objectives.branches import branches_of
from qms.golden_thread.objectives.breaks import may
from qms.golden_thread.objectives.links import MetricLink, links_of
from qms.golden_thread.objectives.models import Narrative, Objective, ObjectiveState
from qms.golden_thread.objectives.thread_strip import Strip, strip_of_objective
from qms.golden_thread.objectives.wording import STATES, due_words, owner_words
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import readings_of
from qms.golden_thread.strands import Card, Served, all_strands
from qms.kernel.formats import day
from qms.kernel.paging import Page, page_of
from qms.people.models import Person
from qms.people.roles import Permission

CARDS_SHOWN = 12
BELOW_SHOWN = 50
WORDS_SHOWN = 5


@dataclass(frozen=True)
class MetricLine:
    """A metric of an objective, with the tile of the objective's own unit where there is a reading."""

    metric_id: int
    name: str
    url: str
    headline: bool
    agreed: bool
    tile: Tile | None


@dataclass(frozen=True)
class Below:
    """An objective that serves another, as a line of its page."""

    title: str
    url: str
    unit: str
    owner: str
    due: str
    state: tuple[str, str]
    active: bool
    variation: str | None


@dataclass(frozen=True)
class Serving:
    """What one room does for the objective."""

    noun: str
    summary: str
    detail: str
    url: str
    cards: list[Card]
    total: int  # rows of the list at `url`


@dataclass(frozen=True)
class ObjectivePage:
    """What the template of an objective's page needs."""

    objective: Objective
    state: tuple[str, str]
    sentence: str
    strip: Strip
    facts: list[tuple[str, str]]
    headline: MetricLine | None
    others: list[MetricLine]
    below: Page[Below]
    words: Page[Narrative]
    serving: list[Serving]
    may_set: bool
    may_narrate: bool


def objective_page(objective: Objective, person: Person) -> ObjectivePage:
    """The page, in a number of queries that does not grow with what it shows."""
    lines = metric_lines(objective)
    headline = next((line for line in lines if line.headline), None)
    return ObjectivePage(
        objective=objective,
        state=STATES[objective.state],
        sentence=_sentence(objective, lines, headline),
        strip=strip_of_objective(objective),
        facts=_facts(objective),
        headline=headline,
        others=[line for line in lines if line is not headline],
        below=_below(objective),
        words=page_of(queries.narratives_of(objective.id), size=WORDS_SHOWN),
        serving=_serving(objective),
        may_set=may(Permission.SET_OBJECTIVES, objective.unit),
        may_narrate=may_narrate(person, objective),
    )


def may_narrate(person: Person, objective: Objective) -> bool:
    """The owner writes the words on an objective, and so may whoever sets the unit's objectives."""
    return person.id == objective.owner_id or person.can(Permission.SET_OBJECTIVES, objective.unit)


def metric_lines(objective: Objective) -> list[MetricLine]:
    """The objective's metrics, the headline first; two queries."""
    links = links_of([objective.id]).get(objective.id, [])
    readings = readings_of([link.series_id for link in links if link.series_id])
    return [_line(link, tile(readings[link.series_id]) if link.series_id in readings else None) for link in links]


def _line(link: MetricLink, shown: Tile | None) -> MetricLine:
    url = url_for("metric", metric_id=link.metric_id)
    return MetricLine(link.metric_id, link.metric, url, link.headline, link.state is MetricState.AGREED, shown)


def _sentence(objective: Objective, lines: list[MetricLine], headline: MetricLine | None) -> str:
    if objective.state is not ObjectiveState.ACTIVE:
        on = f" on {day(objective.ended_on)}" if objective.ended_on else ""
        return f"{STATES[objective.state][0]}{on}: {objective.state_reason}"
    if headline is None:
        why = "none of its metrics is the headline" if lines else "no metric is linked to it"
        return f"Nobody can tell yet whether this is being reached: {why}."
    if headline.tile is None:
        return f"{headline.name} has no data for {objective.unit.name} yet."
    late = f" The data are {headline.tile.late}." if headline.tile.late else ""
    return f"{headline.tile.explanation}{late}"


def _facts(objective: Objective) -> list[tuple[str, str]]:
    dates = f"{day(objective.starts_on)} to {day(objective.due_on)}"
    due = due_words(objective)
    return [
        ("Unit", objective.unit.name),
        ("Owner", owner_words(objective)),
        ("Period", objective.period),
        ("From and to", f"{dates} ({due})" if due.startswith("was") else dates),
    ]


def _below(objective: Objective) -> Page[Below]:
    page = page_of(queries.objectives_below(objective.id), size=BELOW_SHOWN, number=1)
    links = links_of([each.id for each in page.items])
    rows = []
    for each in page.items:
        headline = next((link for link in links.get(each.id, []) if link.headline), None)
        rows.append(
            Below(
                each.title,
                url_for("objective", objective_id=each.id),
                each.unit.name,
                owner_words(each),
                due_words(each),
                STATES[each.state],
                each.state is ObjectiveState.ACTIVE,
                headline.variation if headline else None,
            )
        )
    return Page(rows, page.number, page.size, page.total)


def _serving(objective: Objective) -> list[Serving]:
    found: list[Serving] = []
    branch = branches_of([objective.id])
    for strand in all_strands():
        served: Served | None = strand.serving_groups(branch).get(objective.id)
        if served:
            cards = list(served.cards)
            shown = cards[:CARDS_SHOWN]
            total = max(len(cards), sum(served.counts.values()))  # those that have ended are counted, too
            found.append(Serving(strand.noun, served.summary, served.detail, served.url, shown, total))
    return found
