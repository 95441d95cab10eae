"""Coverage of one unit at the end of each month: the same sums as today's, over what was known to hold then."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qms.improvement.capability.coverage.counting import Counted, Cover, Place, Trained, covers, nearest
from qms.improvement.capability.coverage.queries import Spans, count_history, held_spans
from qms.improvement.capability.models import Tier
from qms.organisation.models import Unit

MONTHS = 24


@dataclass(frozen=True)
class TrendPoint:
    """The unit's cover on a day."""

    day: dt.date
    cover: Cover


def trend(top: Unit, units: Sequence[Unit], tier: Tier, today: dt.date) -> list[TrendPoint]:
    """The cover of `top`, whose branch `units` are, at the ends of the last months and today; three queries.

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


def holding(spans: Spans, places: Mapping[int, Place], when: Sequence[dt.date]) -> dict[int, list[int]]:
    """How many people held the tier at each unit, on each of the days (oldest first): everybody once, however many trainings
    they hold it by. People at a unit that is not among the places count at the nearest above it.

    Vectorised: a trust has tens of thousands of trainings."""
    if not spans.rows:
        return {}
    at = {unit_id: nearest(path, places) for unit_id, path in spans.paths.items()}
    learners, units, since, until, completed_on, refresh_by = zip(*spans.rows, strict=True)
    index: dict[dt.date | None, int] = {
        day: bisect_left(when, day) for day in {*since, *until, *completed_on, *refresh_by} if day
    }
    index[None] = len(when)
    first = np.maximum([index[day] for day in since], [index[day] for day in completed_on])
    last = np.minimum([index[day] for day in until], [index[day] for day in refresh_by])
    unit = np.array([at[unit_id] or 0 for unit_id in units])
    counts = (first < last) & (unit > 0)
    # of each learner at a unit one row, which goes up where a span begins and down where it ends
    pairs, row = np.unique(np.column_stack([unit, learners])[counts], axis=0, return_inverse=True)
    steps = np.zeros((len(pairs), len(when) + 1), dtype=np.int32)
    np.add.at(steps, (row, first[counts]), 1)
    np.add.at(steps, (row, last[counts]), -1)
    held = steps.cumsum(axis=1)[:, :-1] > 0
    return {int(each): held[pairs[:, 0] == each].sum(axis=0).tolist() for each in np.unique(unit[unit > 0])}


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
