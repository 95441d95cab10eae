"""How many of the staff of each unit are trained: sums up the tree, without a database."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """A unit as counting needs it."""

    id: int
    path: str


class Trained(NamedTuple):
    """People at one unit who reached the tier: still in date, and those whose refresher is overdue."""

    in_date: int = 0
    lapsed: int = 0


class Counted(NamedTuple):
    """A staff count and its day."""

    staff: int
    on: dt.date


@dataclass(frozen=True)
class Cover:
    """A unit with everything below it.

    `staff` is the unit's own count or, where it has none, the sum of those below; None where nobody counted. `trained` are
    the people in date at the units that were counted, so that `share` compares like with like; `outside` are those in date
    at units that were not, `uncounted` how many units at the bottom of the tree these are. `counted_on` is the day of the
    oldest count."""

    trained: int
    lapsed: int
    staff: int | None
    counted_on: dt.date | None
    outside: int
    uncounted: int

    @property
    def share(self) -> float | None:
        """Trained of staff, between 0 and 1 or, where the count is too low, above; None without a count."""
        return self.trained / self.staff if self.staff else None

    @property
    def all_trained(self) -> int:
        """Everybody in date at the unit and below, counted or not."""
        return self.trained + self.outside


def covers(places: Iterable[Place], trained: Mapping[int, Trained], counts: Mapping[int, Counted]) -> dict[int, Cover]:
    """The cover of each place. `trained` and `counts` are of single units."""
    by_id = {place.id: place for place in places}
    below: dict[int | None, list[int]] = defaultdict(list)
    for place in by_id.values():
        below[_above(place, by_id)].append(place.id)
    found: dict[int, Cover] = {}
    for place in sorted(by_id.values(), key=lambda each: each.path.count("/"), reverse=True):
        parts = [found[each] for each in below[place.id]]
        found[place.id] = _cover(trained.get(place.id, Trained()), counts.get(place.id), parts)
    return found


def _cover(own: Trained, count: Counted | None, parts: list[Cover]) -> Cover:
    everybody = own.in_date + sum(part.all_trained for part in parts)
    lapsed = own.lapsed + sum(part.lapsed for part in parts)
    if count is not None:
        return Cover(everybody, lapsed, count.staff, count.on, 0, 0)
    counted = [part for part in parts if part.staff is not None]
    if not counted:
        return Cover(0, lapsed, None, None, everybody, sum(part.uncounted for part in parts) or 1)
    inside = sum(part.trained for part in counted)
    return Cover(
        trained=inside,
        lapsed=lapsed,
        staff=sum(part.staff or 0 for part in counted),
        counted_on=min(part.counted_on for part in counted if part.counted_on),
        outside=everybody - inside,
        uncounted=sum(part.uncounted for part in parts),
    )


def _above(place: Place, by_id: Mapping[int, Place]) -> int | None:
    """The nearest place above that is among them."""
    return next((id_ for id_ in reversed(ids_of(place.path)[:-1]) if id_ in by_id), None)


def nearest(path: str, known: Mapping[int, object]) -> int | None:
    """The unit of the path, or the nearest above it, that is known; None where none is."""
    return next((id_ for id_ in reversed(ids_of(path)) if id_ in known), None)


def ids_of(path: str) -> list[int]:
    """The ids of a materialised path, from the top down."""
    return [int(part) for part in path.split("/") if part]
