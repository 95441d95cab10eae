"""What a project at a unit may serve, and what of that its words suggest."""

from dataclasses import dataclass

from qms.golden_thread.objectives.models import Objective
from qms.improvement.ideas.queries import Idea, ideas_for
from qms.improvement.projects.choices import objectives_for
from qms.improvement.projects.suggesting import Candidate, suggest
from qms.organisation.models import Unit

OF_A_KIND = 2
LONGEST = 2_000  # characters of a project's words that are compared


@dataclass(frozen=True)
class Serves:
    """An objective or a change idea on offer: its key in forms, what it is called, and whose it is."""

    key: str
    words: str
    whose: str
    objective: Objective | None = None
    idea: Idea | None = None

    @property
    def label(self) -> str:
        """All of it in one line."""
        return f"{self.words} ({self.whose})"


def suggestions_for(unit: Unit, text: str) -> list[Serves]:
    """Up to two objectives in the unit's line that the words suggest, likeliest first, and then up to two change ideas. Two
    queries."""
    offers = {each.key: each for each in _offers(unit)}
    objectives = [_candidate(each, unit) for each in offers.values() if each.objective]
    ideas = [_candidate(each, unit) for each in offers.values() if each.idea]
    likely = [each for kind in (objectives, ideas) for each in suggest(text[:LONGEST], kind, most=OF_A_KIND)]
    return [offers[each.key] for each in likely]


def offer_of(unit: Unit, key: str) -> Serves | None:
    """What the key of a form means; None where a project at the unit cannot serve it, or the key is none."""
    return next((each for each in _offers(unit) if each.key == key), None) if key else None


def _offers(unit: Unit) -> list[Serves]:
    objectives = [Serves(f"objective-{each.id}", each.title, each.unit.name, objective=each) for each in objectives_for(unit)]
    ideas = [Serves(f"driver-{each.id}", each.text, f"change idea, {each.plan_title}", idea=each) for each in ideas_for(unit)]
    return [*objectives, *ideas]


def _candidate(offer: Serves, unit: Unit) -> Candidate:
    if offer.objective:
        return Candidate(offer.key, f"{offer.objective.title} {offer.objective.aim}", _up(unit, offer.objective.unit_id))
    assert offer.idea is not None  # noqa: S101  an offer is one or the other; this tells the type checker
    return Candidate(offer.key, f"{offer.idea.text} {offer.idea.plan_title}", _up(unit, offer.idea.plan_unit_id))


def _up(unit: Unit, above: int) -> int:
    """How many levels the other unit stands above this one."""
    line = [unit.id, *reversed(unit.ancestor_ids)]
    return line.index(above) if above in line else len(line)
