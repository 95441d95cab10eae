"""What a search shows: groups of cards, each with the way to more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.states import measures_sentence, state_tag
from qms.golden_thread.objectives.models import Objective
from qms.golden_thread.searching import queries
from qms.golden_thread.strands import Card, all_strands
from qms.kernel.formats import count, day
from qms.organisation.models import Unit

LIMIT = 10
"""Cards of each group on one page."""

# What the rooms keep, as a heading; a noun without an entry adds an s.
PLURALS = {"plan": "Plans", "project": "Projects, tests of change and ideas", "signal": "Signals"}


@dataclass(frozen=True)
class Group:
    """Cards of one kind, best first; `more_url` leads to the whole list where there are more."""

    title: str
    cards: Sequence[Card]
    more_url: str = ""


def groups_for(words: str) -> list[Group]:
    """Everything that matches, in a constant number of queries; groups without a match are left out."""
    if not words:
        return []
    groups = [
        _group("Units", queries.units(words, LIMIT), _unit_card),
        _group("Metrics", queries.metrics(words, LIMIT), _metric_card, url_for("metrics", q=words, state="all")),
        _group("Objectives", queries.objectives(words, LIMIT), _objective_card),
    ]
    for strand in all_strands():
        title = PLURALS.get(strand.noun, f"{strand.noun.capitalize()}s")
        cards = strand.search(words, LIMIT + 1)
        groups.append(Group(title, cards[:LIMIT], strand.search_url(words) if len(cards) > LIMIT else ""))
    return [group for group in groups if group.cards]


def found_sentence(words: str, groups: Sequence[Group]) -> str:
    """'7 things match “falls”.'"""
    total = sum(len(group.cards) for group in groups)
    more = any(group.more_url for group in groups)
    if not total:
        return f"Nothing matches “{words}”."
    return f"{'More than ' if more else ''}{count(total, 'thing')} {'matches' if total == 1 else 'match'} “{words}”."


def _group(title: str, found: queries.Found, card: Callable[..., Card], more_url: str = "") -> Group:
    return Group(title, [card(each) for each in found.items], more_url if found.more else "")


def _unit_card(unit: Unit) -> Card:
    return Card(unit.name, url_for("control.ward", unit_id=unit.id), unit.kind.value.capitalize(), unit.ods_code or "")


def _metric_card(metric: Metric) -> Card:
    tag = state_tag(metric)
    return Card(metric.name, url_for("metric", metric_id=metric.id), tag.text, measures_sentence(metric), tag.colour)


def _objective_card(objective: Objective) -> Card:
    sentence = objective.aim or f"{objective.unit.name}, by {day(objective.due_on)}"
    return Card(
        objective.title, url_for("objective", objective_id=objective.id), objective.state.value.capitalize(), sentence
    )
