"""One objective as a card of the board page: verdict, value, units below, who works on it, the owner's words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.board.acting import Acting
from qms.golden_thread.board.counting import COMMON, CONCERN, IMPROVEMENT, NEUTRAL, SILENT, Counts, counts_below
from qms.golden_thread.board.lines import headlines_at
from qms.golden_thread.metrics.models import MetricState
from qms.golden_thread.objectives.branches import branches_of
from qms.golden_thread.objectives.links import MetricLink
from qms.golden_thread.objectives.models import Narrative, Objective
from qms.golden_thread.objectives.queries import latest_narratives
from qms.golden_thread.objectives.wording import due_words, owner_words
from qms.golden_thread.readings.models import Reading, Signal
from qms.golden_thread.readings.presenters import Tile, tile
from qms.golden_thread.readings.queries import live_signals_of, readings_of
from qms.golden_thread.strands import Card, Served, all_strands, who_acts_on
from qms.kernel.formats import count
from qms.organisation.models import Unit, UnitKind

PLURALS = {
    UnitKind.SYSTEM: "Systems",
    UnitKind.TRUST: "Trusts",
    UnitKind.DIVISION: "Divisions",
    UnitKind.PATHWAY: "Pathways",
    UnitKind.WARD: "Wards",
}
WORDS = {
    IMPROVEMENT: "improving",
    COMMON: "common cause",
    NEUTRAL: "changed",
    CONCERN: "concern",
    SILENT: "silent",
}
ACTING_SHOWN = 3

Actors = dict[int, list[Card]]
"""Who acts on each series."""


@dataclass(frozen=True)
class Said:
    """So many units below say this: "4 improving", with the charts behind it."""

    how_many: int
    word: str
    url: str


@dataclass(frozen=True)
class Working:
    """What one room does for the objective and all below it: `link` "3 projects" leads to those; `rest` ": 2 testing, 1 in
    planning. Of the 2 that have begun: …" says what they are."""

    link: str
    rest: str
    url: str

    @property
    def words(self) -> str:
        """Both."""
        return f"{self.link}{self.rest}"


@dataclass(frozen=True)
class BoardCard:
    """What the board says of one objective."""

    objective: Objective
    url: str
    owner: str
    due: str
    of_unit: str  # the wider unit whose objective it is; empty for the unit's own
    metric_id: int | None
    metric: str
    metric_url: str
    tile: Tile | None
    reading: Reading | None
    problem: str  # why there is no verdict: no metric, not yet agreed, no data
    below: list[Said]
    below_kind: str
    working: list[Working]
    acting: list[Card]
    signal_url: str  # where to react, for a concern that nobody acts on
    narrative: Narrative | None

    @property
    def gives_concern(self) -> bool:
        """Whether the headline's last point is a special cause in the worse direction."""
        return bool(self.reading and self.reading.gives_concern)

    @property
    def is_improving(self) -> bool:
        """Whether it is one in the better direction."""
        return bool(self.reading and self.reading.is_improving)

    @property
    def nobody_acts(self) -> bool:
        """Whether it gives concern and no room knows of anybody who does something about it."""
        return self.gives_concern and not self.acting


@dataclass(frozen=True)
class _Found:
    """All that the cards of one page are made of."""

    headlines: Mapping[int, MetricLink]
    readings: Mapping[int, Reading]
    below: Mapping[int, Counts]
    served: Sequence[tuple[str, Mapping[int, Served]]]
    acting: Mapping[int, list[Card]]
    signals: Mapping[int, list[Signal]]
    narratives: Mapping[int, Narrative]


def cards_of(unit: Unit, objectives: list[Objective], acting: Acting | None = None) -> list[BoardCard]:
    """The objectives' cards as the unit sees them; a number of queries that does not grow with them.

    `acting` is what the page asks of the unit's concerns besides. Of several wider objectives that are followed with the
    same metric, the nearest alone is shown: the others would repeat its numbers."""
    headlines = headlines_at(unit, objectives)
    shown = _without_repeats(unit, objectives, headlines)
    found = _find(unit, shown, headlines, acting.on if acting else who_acts_on)
    return [_card(unit, each, found) for each in shown]


def agreed_headline(link: MetricLink | None) -> MetricLink | None:
    """The headline, if it may stand on a board."""
    return link if link and link.state is MetricState.AGREED else None


def _without_repeats(unit: Unit, objectives: list[Objective], headlines: Mapping[int, MetricLink]) -> list[Objective]:
    shown: list[Objective] = []
    told: set[int] = set()
    for each in objectives:
        headline = headlines.get(each.id)
        if each.unit_id == unit.id or headline is None or headline.metric_id not in told:
            shown.append(each)
        if headline is not None:
            told.add(headline.metric_id)
    return shown


def _find(
    unit: Unit, objectives: list[Objective], headlines: Mapping[int, MetricLink], who_acts: Callable[[list[int]], Actors]
) -> _Found:
    ids = [each.id for each in objectives]
    agreed = [headlines[each] for each in ids if agreed_headline(headlines.get(each))]
    readings = readings_of([link.series_id for link in agreed if link.series_id])
    concerns = [series_id for series_id, reading in readings.items() if reading.gives_concern]
    branches = branches_of(ids)
    acting = who_acts(concerns)
    unacted = [each for each in concerns if each not in acting]
    return _Found(
        headlines=headlines,
        readings=readings,
        below=counts_below(unit, {link.metric_id for link in agreed}),
        served=[(strand.noun, strand.serving_groups(branches)) for strand in all_strands()],
        acting=acting,
        signals=live_signals_of(unacted) if unacted else {},
        narratives=latest_narratives(ids),
    )


def _card(unit: Unit, objective: Objective, found: _Found) -> BoardCard:
    headline = found.headlines.get(objective.id)
    agreed = agreed_headline(headline)
    reading = found.readings.get(agreed.series_id or 0) if agreed else None
    below = found.below.get(agreed.metric_id) if agreed else None
    signals = found.signals.get(reading.series_id, []) if reading else []
    return BoardCard(
        objective=objective,
        url=url_for("objective", objective_id=objective.id),
        owner=owner_words(objective),
        due=due_words(objective),
        of_unit="" if objective.unit_id == unit.id else objective.unit.name,
        metric_id=headline.metric_id if headline else None,
        metric=headline.metric if headline else "",
        metric_url=url_for("metric", metric_id=headline.metric_id) if headline else "",
        tile=tile(reading) if reading else None,
        reading=reading,
        problem="" if reading else _problem(unit, headline),
        below=_below(unit, agreed.metric_id, below) if agreed and below else [],
        below_kind=_kind(below) if below else "",
        working=_working(objective, found.served),
        acting=_acting(objective, reading, found),
        signal_url=url_for("control.signal", signal_id=signals[-1].id) if signals else "",
        narrative=found.narratives.get(objective.id),
    )


def _problem(unit: Unit, headline: MetricLink | None) -> str:
    if headline is None:
        return "No headline metric tells whether it is being reached."
    if headline.state is not MetricState.AGREED:
        return f"“{headline.metric}” is not yet agreed: not on the board."
    return f"“{headline.metric}” has no data for {unit.name} yet."


def _below(unit: Unit, metric_id: int, counts: Counts) -> list[Said]:
    said = []
    for key, word in WORDS.items():
        how_many = counts.by_word.get(key, 0)
        if how_many or key != NEUTRAL:
            narrowed = {"late": 1} if key == SILENT else {"variation": key}
            said.append(Said(how_many, word, url_for("control.summary", unit=unit.id, metric=metric_id, **narrowed)))
    return said


def _kind(counts: Counts) -> str:
    return PLURALS[next(iter(counts.kinds))] if len(counts.kinds) == 1 else "Units"


def _working(objective: Objective, served: Sequence[tuple[str, Mapping[int, Served]]]) -> list[Working]:
    found = []
    for noun, answers in served:
        answer = answers.get(objective.id)
        if answer is None:
            continue
        counted = count(sum(answer.counts.values()), noun)
        link = counted if answer.states or answer.summary.startswith(counted) else answer.summary
        rest = f": {', '.join(answer.states)}." if answer.states else f"{answer.summary.removeprefix(link)}."
        found.append(Working(link, f"{rest} {answer.detail}".rstrip(), answer.url))
    return found


def _acting(objective: Objective, reading: Reading | None, found: _Found) -> list[Card]:
    """Whoever answers the chart, or works on a project for the objective or for one below it."""
    if reading is None or not reading.gives_concern:
        return []
    acting = list(found.acting.get(reading.series_id, ()))
    for noun, answers in found.served:
        if noun == "project" and objective.id in answers:
            acting += answers[objective.id].cards
    return list({card.url: card for card in acting}.values())[:ACTING_SHOWN]
