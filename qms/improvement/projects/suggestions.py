"""What a project at a unit may serve, and what of that its words suggest."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.improvement.ideas.queries import Idea, ideas_for
from qms.improvement.projects.choices import objectives_for
from qms.improvement.projects.suggesting import MOST, Candidate, suggest
from qms.kernel.db import db
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


def suggestions_for(unit: Unit, title: str, why: str) -> list[Serves]:
    """At most three. Objectives in the unit's line that the words suggest, likeliest first, then the unit's own, which
    need no words, then a change idea that the words suggest. Three queries."""
    offers = {each.key: each for each in _offers(unit)}
    told_by = _measures([each.objective.id for each in offers.values() if each.objective])
    objectives = [_of_objective(each, each.objective, unit, told_by) for each in offers.values() if each.objective]
    ideas = [_of_idea(each, each.idea, unit) for each in offers.values() if each.idea]
    likely = [each.key for each in suggest(title[:LONGEST], why[:LONGEST], objectives, most=OF_A_KIND)]
    own = [each.key for each in objectives if each.distance == 0 and each.key not in likely]
    ideal = [each.key for each in suggest(title[:LONGEST], why[:LONGEST], ideas, most=OF_A_KIND)]
    of_objectives = [*likely, *own][: MOST - min(1, len(ideal))]
    return [offers[key] for key in [*of_objectives, *ideal][:MOST]]


def offer_of(unit: Unit, key: str) -> Serves | None:
    """What the key of a form means; None where a project at the unit cannot serve it, or the key is none."""
    return next((each for each in _offers(unit) if each.key == key), None) if key else None


def _offers(unit: Unit) -> list[Serves]:
    objectives = [Serves(f"objective-{each.id}", each.title, each.unit.name, objective=each) for each in objectives_for(unit)]
    ideas = [Serves(f"driver-{each.id}", each.text, f"change idea, {each.plan_title}", idea=each) for each in ideas_for(unit)]
    return [*objectives, *ideas]


def _of_objective(offer: Serves, objective: Objective, unit: Unit, told_by: Mapping[int, str]) -> Candidate:
    words = f"{objective.title} {objective.aim} {told_by.get(objective.id, '')}"
    return Candidate(offer.key, words, _up(unit, objective.unit_id))


def _of_idea(offer: Serves, found: Idea, unit: Unit) -> Candidate:
    return Candidate(offer.key, f"{found.text} {found.plan_title}", _up(unit, found.plan_unit_id))


def _measures(objective_ids: Collection[int]) -> dict[int, str]:
    """The names of the metrics that tell of each objective. One query."""
    statement = select(ObjectiveMetric.objective_id, Metric.name).join(Metric, Metric.id == ObjectiveMetric.metric_id)
    found: dict[int, str] = defaultdict(str)
    for objective_id, name in db.session.execute(statement.where(ObjectiveMetric.objective_id.in_(objective_ids))):
        found[objective_id] += f" {name}"
    return found


def _up(unit: Unit, above: int) -> int:
    """How many levels the other unit stands above this one."""
    line = [unit.id, *reversed(unit.ancestor_ids)]
    return line.index(above) if above in line else len(line)
