"""Long series in a picture of bounded size: what falls on the same pixels is drawn once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

Place = tuple[float, float]

CROWDED = 2_000
"""Positions from which a line is thinned: about two on a pixel of a wide chart."""
_COLUMNS = 1.0  # columns per pixel


def thinned(places: Sequence[Place]) -> list[Place]:
    """The polyline with at most four positions in each column of pixels: where it enters and leaves, its top and bottom.

    On screen and on paper it looks the same. Lines of fewer than `CROWDED` positions stay whole.
    """
    if len(places) < CROWDED:
        return list(places)
    kept: list[Place] = []
    for _, column in groupby(places, key=lambda place: int(place[0] * _COLUMNS)):
        some = list(column)
        ends = {0, len(some) - 1}
        heights = [y for _, y in some]
        kept += [some[i] for i in sorted(ends | {heights.index(min(heights)), heights.index(max(heights))})]
    return kept


def apart(places: Sequence[Place], distance: float) -> list[int]:
    """Positions of those places that stand at least `distance` from the one kept before; the last is always kept."""
    kept: list[int] = []
    for i, (x, y) in enumerate(places):
        if not kept or abs(x - places[kept[-1]][0]) >= distance or abs(y - places[kept[-1]][1]) >= 4 * distance:
            kept.append(i)
    if kept and kept[-1] != len(places) - 1:
        kept[-1] = len(places) - 1
    return kept
