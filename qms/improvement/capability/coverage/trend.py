"""Coverage of one unit at the end of each month: the same sums as today's, over what was known to hold then."""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.improvement.capability.coverage.counting import Counted, Cover, Place, Trained, covers, nearest
from qms.improvement.capability.coverage.queries import Span, count_history, held_spans
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
    history, when = count_history(top), days(today)
    people = holding(held_spans(top, tier), places, when)
    points = []
    for at, day in enumerate(when):
        counts = {unit_id: known for unit_id, each in history.items() if (known := _latest(each, day))}
        if not counts:
            continue
        trained = {unit_id: Trained(how_many[at]) for unit_id, how_many in people.items()}
        cover = covers(places.values(), trained, counts)[top.id]
        if cover.share is not None:
            points.append(TrendPoint(day, cover))
    return points


def holding(spans: Sequence[Span], places: Mapping[int, Place], when: Sequence[dt.date]) -> dict[int, list[int]]:
    """How many people held the tier at each unit, on each of the days (oldest first): everybody once, however many trainings
    they hold it by. People at a unit that is not among the places count at the nearest above it."""
    at: dict[str, int | None] = {path: nearest(path, places) for path in {span.path for span in spans}}
    numbers = {at[span.path]: [0] * len(when) for span in spans}
    shown: dict[tuple[int, int | None], int] = defaultdict(int)  # learner and unit -> the days counted, as bits
    for span in spans:
        first = bisect_left(when, span.first)
        last = bisect_left(when, span.last) if span.last else len(when)
        if first < last:
            shown[span.learner_id, at[span.path]] |= (1 << last) - (1 << first)
    for (_, unit_id), bits in shown.items():
        for place in range(len(when)):
            numbers[unit_id][place] += bits >> place & 1
    return {unit_id: each for unit_id, each in numbers.items() if unit_id is not None}


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
