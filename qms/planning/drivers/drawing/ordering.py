"""The order of boxes within the columns of a layered drawing: few crossings, by barycentres."""

from bisect import bisect_right, insort
from collections.abc import Hashable, Mapping, Sequence

SWEEPS = 8

Key = Hashable


def ordered(columns: Sequence[Sequence[Key]], edges: Sequence[tuple[Key, Key]]) -> list[list[Key]]:
    """The columns in the order with the fewest crossings that the sweeps met; the given order where none is better, so an
    outline without extra links stays as it is read. Every edge joins neighbouring columns."""
    best = [list(column) for column in columns]
    fewest = crossings(best, edges)
    before: dict[Key, list[Key]] = {}
    after: dict[Key, list[Key]] = {}
    for left, right in edges:
        after.setdefault(left, []).append(right)
        before.setdefault(right, []).append(left)
    tried = best
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        near = before if sweep % 2 == 0 else after
        tried = _swept(tried, near, rightwards=sweep % 2 == 0)
        found = crossings(tried, edges)
        if found < fewest:
            best, fewest = tried, found
    return best


def crossings(columns: Sequence[Sequence[Key]], edges: Sequence[tuple[Key, Key]]) -> int:
    """How many pairs of edges cross."""
    place = {key: (column, at) for column, keys in enumerate(columns) for at, key in enumerate(keys)}
    layers: dict[int, list[tuple[int, int]]] = {}
    for left, right in edges:
        layers.setdefault(place[left][0], []).append((place[left][1], place[right][1]))
    total = 0
    for pairs in layers.values():
        ends: list[int] = []
        for _, end in sorted(pairs):
            total += len(ends) - bisect_right(ends, end)
            insort(ends, end)
    return total


def _swept(columns: Sequence[Sequence[Key]], near: Mapping[Key, Sequence[Key]], *, rightwards: bool) -> list[list[Key]]:
    new = [list(column) for column in columns]
    for at in range(len(new)) if rightwards else reversed(range(len(new))):
        other = at - 1 if rightwards else at + 1
        if not 0 <= other < len(new):
            continue
        place = {key: i for i, key in enumerate(new[other])}
        wish: dict[Key, float] = {}
        for i, key in enumerate(new[at]):
            spots = [place[each] for each in near.get(key, ())]
            # a box without neighbours keeps its share of the way down
            wish[key] = sum(spots) / len(spots) if spots else i * len(place) / len(new[at])
        new[at].sort(key=wish.__getitem__)
    return new
