"""Yes or no for every point of many series, packed into bits, so that a rule looks at a whole panel in a few ANDs.

A plane of many series is an array of bytes, points × series / 8: each row holds one point of every series, and a point's
neighbour in time is in the next row. A plane of one series is a whole number whose bit t is point t. Both know &, |, ~ and
the movements below, so that the rules are written once.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans

Plane = Any  # NDArray[np.uint8] or int; the types of operators between "one of two" and "one of two" lead nowhere


def pack(points: Booleans) -> list[Plane]:
    """Stacks of points × series as one plane each."""
    if points.shape[-1] > 1:
        packed = np.packbits(points, axis=-1)
        return list(packed.reshape(-1, *packed.shape[-2:]))
    packed = np.packbits(points[..., 0], axis=-1, bitorder="little")
    size, rows = packed.shape[-1], packed.tobytes()
    return [int.from_bytes(rows[start : start + size], "little") for start in range(0, len(rows), size)]


def unpack(plane: Plane, shape: tuple[int, int], place: int) -> NDArray[np.uint8]:
    """A plane as points × series, with each bit at this place (0 to 7) of a byte of its own; series are padded."""
    points = shape[1]
    if isinstance(plane, int):
        rows = np.frombuffer(plane.to_bytes((points + 7) // 8, "little"), dtype=np.uint8)
        return (np.unpackbits(rows, count=points, bitorder="little") << np.uint8(place))[:, None]
    # Eight series at a time: every byte is 0 or 1, so that no bit leaves its own.
    return (np.unpackbits(plane, axis=-1).view(np.uint64) << np.uint64(place)).view(np.uint8)


def padded(series: int) -> int:
    """How many series wide an unpacked plane of so many is."""
    return 1 if series == 1 else 8 * ((series + 7) // 8)


def every_link(shape: tuple[int, int]) -> Plane:
    """The links of series × points that are all linked to the next; the last has none."""
    series, points = shape
    if series == 1:
        return (1 << (points - 1)) - 1
    links = np.full((points, (series + 7) // 8), 255, dtype=np.uint8)
    links[-1:] = 0
    return links


def empty(plane: Plane) -> bool:
    """Whether nothing in it is true."""
    return not (plane if isinstance(plane, int) else np.count_nonzero(plane))


def ahead(plane: Plane, rows: int) -> Plane:
    """For each point, what stands so many points after it; false beyond the end."""
    if isinstance(plane, int):
        return plane >> rows
    moved = np.zeros(plane.shape, dtype=np.uint8)
    moved[:-rows] = plane[rows:]
    return moved


def behind(plane: Plane, rows: int) -> Plane:
    """For each point, what stands so many points before it; nothing may be true in the last so many."""
    if isinstance(plane, int):
        return plane << rows
    moved = np.zeros(plane.shape, dtype=np.uint8)
    moved[rows:] = plane[:-rows]
    return moved


def windows(plane: Plane, length: int) -> Plane:
    """For each point, whether it and the length − 1 points after it are all true.

    Windows are joined by doubling (1, 2, 4, …), so the work grows with the logarithm of the length.
    """
    span = 1
    while span < length:
        step = min(span, length - span)
        plane = plane & ahead(plane, step)
        span += step
    return plane


def widened(starts: Plane, length: int) -> Plane:
    """For each window that begins at a point, all its points."""
    if empty(starts):
        return starts
    span = 1
    while span < length:
        step = min(span, length - span)
        starts = starts | behind(starts, step)
        span += step
    return starts


def in_runs(plane: Plane, length: int) -> Plane:
    """The true points that stand in an unbroken run of `length` or more."""
    return widened(windows(plane, length), length)


def neighbours(plane: Plane, links: Plane) -> Plane:
    """Where a point and the next are both true and linked."""
    return plane & ahead(plane, 1) & links
