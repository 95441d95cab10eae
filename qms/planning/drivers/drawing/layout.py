"""Where the boxes of a driver diagram stand: columns from left to right, few crossings, nothing on top of anything.

After Sugiyama, Tagawa and Toda (1981), "Methods for visual understanding of hierarchical system structures"
(doi 10.1109/TSMC.1981.4308636): an order within columns by barycentres (ordering.py), then heights. Here each column's
heights are the least-squares best for its neighbours, found exactly by pooling adjacent violators (settling.py). Pure, and
the same input always gives the same output.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qms.planning.drivers.drawing.ordering import ordered
from qms.planning.drivers.drawing.settling import settle

SWEEPS = 5  # odd, so that the last of them goes rightwards before parents are centred
BEND_HEIGHT = 6.0  # pixels that a link needs where it passes through a column

Key = Hashable


@dataclass(frozen=True)
class Sized:
    """A box to place: its column from 0, and its height in pixels."""

    column: int
    height: float


@dataclass(frozen=True)
class Spot:
    """Where a box stands: left and top edge, width and height in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True)
class Layout:
    """Boxes by key; each link (parent, child) as the points that its curve passes, from parent to child."""

    spots: dict[int, Spot]
    links: dict[tuple[int, int], list[tuple[float, float]]]
    width: float
    height: float


def lay_out(
    boxes: Mapping[int, Sized],
    links: Sequence[tuple[int, int]],
    *,
    lefts: Sequence[float],
    widths: Sequence[float],
    gap: float,
) -> Layout:
    """Place the boxes, whose order in `boxes` is the outline's. `links` are (parent, child); `lefts` and `widths` are those
    of the columns; `gap` is the least space between two boxes of a column. Heights start at 0."""
    columns: list[list[Key]] = [[] for _ in lefts]
    heights: dict[Key, float] = {}
    paths: dict[tuple[int, int], list[Key]] = {}
    for key, box in boxes.items():
        heights[key] = box.height
    places = _with_bends(boxes, links, paths, heights)
    for place, column in places:
        columns[column].append(place)
    edges = [pair for path in paths.values() for pair in pairwise(path)]
    columns = ordered(columns, edges)
    middles = _heights(columns, edges, heights, gap)
    top = min((middles[key] - heights[key] / 2 for key in middles), default=0.0)
    spots = {
        key: Spot(lefts[box.column], middles[key] - box.height / 2 - top, widths[box.column], box.height)
        for key, box in boxes.items()
    }
    drawn = {}
    for (parent, child), path in paths.items():
        points = [(spots[parent].right, spots[parent].middle)]
        for step, bend in enumerate(path[1:-1], start=boxes[parent].column + 1):
            points += [(lefts[step], middles[bend] - top), (lefts[step] + widths[step], middles[bend] - top)]
        drawn[parent, child] = [*points, (spots[child].x, spots[child].middle)]
    used = max((box.column for box in boxes.values()), default=0)
    return Layout(spots, drawn, lefts[used] + widths[used], max((s.y + s.height for s in spots.values()), default=0.0))


def _with_bends(
    boxes: Mapping[int, Sized],
    links: Sequence[tuple[int, int]],
    paths: dict[tuple[int, int], list[Key]],
    heights: dict[Key, float],
) -> list[tuple[Key, int]]:
    """Every box with its column, and beside a child the bends of its links that skip columns."""
    into: dict[int, list[int]] = {}
    for parent, child in links:
        into.setdefault(child, []).append(parent)
    places: list[tuple[Key, int]] = []
    for key, box in boxes.items():
        for parent in into.get(key, []):
            path: list[Key] = [parent]
            for column in range(boxes[parent].column + 1, box.column):
                bend = (parent, key, column)
                heights[bend] = BEND_HEIGHT
                places.append((bend, column))
                path.append(bend)
            paths[parent, key] = [*path, key]
        places.append((key, box.column))
    return places


def _heights(
    columns: Sequence[Sequence[Key]], edges: Sequence[tuple[Key, Key]], heights: Mapping[Key, float], gap: float
) -> dict[Key, float]:
    """The middle of every box, by sweeps from right to left and back; the last sweep centres parents on their children."""
    before: dict[Key, list[Key]] = {}
    after: dict[Key, list[Key]] = {}
    for left, right in edges:
        after.setdefault(left, []).append(right)
        before.setdefault(right, []).append(left)
    middles: dict[Key, float] = {}
    for column in columns:
        edge = 0.0
        for key in column:
            middles[key] = edge + heights[key] / 2
            edge += heights[key] + gap
    for sweep in range(SWEEPS):
        leftwards = sweep % 2 == 1
        for column in reversed(columns) if leftwards else columns:
            near = after if leftwards else before
            _settle_column(column, near, middles, heights, gap)
    for column in reversed(columns):
        _settle_column(column, after, middles, heights, gap)
    return middles


def _settle_column(
    column: Sequence[Key],
    near: Mapping[Key, Sequence[Key]],
    middles: dict[Key, float],
    heights: Mapping[Key, float],
    gap: float,
) -> None:
    if not any(key in near for key in column):
        return
    wishes = [_mean([middles[each] for each in near[key]]) if key in near else middles[key] for key in column]
    settled = settle(wishes, [heights[key] for key in column], gap, [1.0 if key in near else 0.01 for key in column])
    middles.update(zip(column, settled, strict=True))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
