"""Keeping labels from lying on top of each other."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], size: float, low: float, high: float) -> list[float]:
    """Places near those wanted (any order), at least `size` apart, between `low` and `high` where they fit.

    Labels that would touch share the shift: a touching group settles around the mean of its wishes (pool
    adjacent violators). Where all of them do not fit, they stand evenly between `low` and `high`.
    """
    if not wanted:
        return []
    count = len(wanted)
    order = sorted(range(count), key=lambda i: wanted[i])
    room = high - low
    if (count - 1) * size >= room:
        even = room / (count - 1) if count > 1 else 0.0
        places = [low + rank * even for rank in range(count)]
    else:
        places = _settled([wanted[i] for i in order], size, low, high)
    result = [0.0] * count
    for rank, i in enumerate(order):
        result[i] = places[rank]
    return result


def _settled(wanted: list[float], size: float, low: float, high: float) -> list[float]:
    groups: list[tuple[float, int]] = []  # mean wish of the group's first member, and its length
    for rank, wish in enumerate(wanted):
        mean, length = wish - rank * size, 1
        while groups and groups[-1][0] > mean:
            before, members = groups.pop()
            mean = (before * members + mean * length) / (members + length)
            length += members
        groups.append((mean, length))
    starts = [mean for mean, length in groups for _ in range(length)]
    highest = high - (len(wanted) - 1) * size
    return [min(max(start, low), highest) + rank * size for rank, start in enumerate(starts)]
