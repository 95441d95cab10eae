"""Coverage of one unit at the end of each month: the same sums as today's, over what was known to hold then."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from qms.improvement.capability.coverage.counting import Counted, Cover, Place, Trained, covers, nearest
from qms.improvement.capability.coverage.queries import count_history, held_spans
from qms.improvement.capability.models import Tier
from qms.organisation.models import Unit

MONTHS = 24


@dataclass(frozen=True)
class TrendPoint:
    """The unit's cover on a day."""

    day: dt.date
    cover: Cover


def trend(top: Unit, units: Sequence[Unit], tier: Tier, today: dt.date) -> list[TrendPoint]:
    """The cover of `top`, whose branch `units` are, at the ends of the last months and today; two queries.

    Days before the first staff count are left out. The tree is today's: who worked in a ward that has moved since counts
    where the ward stands now."""
    places = {unit.id: Place(unit.id, unit.path) for unit in units}
    history, spans = count_history(top), held_spans(top, tier)
    at = [(learner, nearest(path, places), first, last) for learner, path, first, last in spans]
    points = []
    for day in days(today):
        counts = {unit_id: known for unit_id, each in history.items() if (known := _latest(each, day))}
        if not counts:
            continue
        holding = {(learner, unit) for learner, unit, first, last in at if first <= day and (last is None or day < last)}
        people: dict[int, Trained] = {}
        for _, unit_id in holding:
            if unit_id is not None:
                people[unit_id] = Trained(people.get(unit_id, Trained()).in_date + 1)
        cover = covers(places.values(), people, counts)[top.id]
        if cover.share is not None:
            points.append(TrendPoint(day, cover))
    return points


def days(today: dt.date) -> list[dt.date]:
    """The last days of the months before this one, oldest first, and today."""
    first = today.replace(day=1)
    ends = []
    for _ in range(MONTHS):
        ends.append(first - dt.timedelta(days=1))
        first = ends[-1].replace(day=1)
    return [*reversed(ends), today]


def _latest(counts: Sequence[Counted], day: dt.date) -> Counted | None:
    return next((each for each in reversed(counts) if each.on <= day), None)
