"""Yes or no for every point of many series, packed into bits, so that a rule looks at a whole panel in a few ANDs.

A plane is an array of bytes whose last two axes are points × series / 8: each row holds one point of every series, and a
point's neighbour in time is in the next row. So a run is an AND of a plane with itself, moved by a row, and no series can
run over into the next. Planes of the high and the low side are stacked on an axis before these two and go through the
rules together.
"""

import numpy as np
from numpy.typing import NDArray

from qms.spc.arrays import Booleans

Plane = NDArray[np.uint8]


def pack(points: Booleans) -> Plane:
    """Points × series (or stacks of them) as a plane."""
    if points.shape[-1] == 1:  # one series has the first bit of each byte to itself
        return points.view(np.uint8) << np.uint8(7)
    return np.packbits(points, axis=-1)


def unpack(plane: Plane, series: int, place: int) -> NDArray[np.uint8]:
    """A plane as points × series (padded), with each bit at this place (0 to 7) of a byte of its own."""
    if series == 1:
        return plane >> np.uint8(7 - place)
    # Eight series at a time: every byte is 0 or 1, so that no bit leaves its own.
    return (np.unpackbits(plane, axis=-1).view(np.uint64) << np.uint64(place)).view(np.uint8)


def padded(series: int) -> int:
    """How many series wide an unpacked plane of so many is."""
    return 1 if series == 1 else 8 * ((series + 7) // 8)


def neighbours(plane: Plane, links: Plane | None) -> Plane:
    """Where a point and the next are both true and linked (points − 1 rows); `links` None where all neighbours are."""
    pairs = plane[..., :-1, :] & plane[..., 1:, :]
    return pairs if links is None else pairs & links


def windows(plane: Plane, length: int) -> Plane:
    """For each row, whether it and the length − 1 rows after it are all true.

    Windows are joined by doubling (1, 2, 4, …), so the work grows with the logarithm of the length.
    """
    span = 1
    while span < length:
        step = min(span, length - span)
        plane = plane[..., :-step, :] & plane[..., step:, :]
        span += step
    return plane


def widened(starts: Plane, length: int) -> Plane:
    """For each window that begins in a row, all its rows (length − 1 rows more than before)."""
    shape = (*starts.shape[:-2], starts.shape[-2] + length - 1, starts.shape[-1])
    rows = np.zeros(shape, dtype=np.uint8)
    if not np.count_nonzero(starts):
        return rows
    rows[..., : starts.shape[-2], :] = starts
    span = 1
    while span < length:
        step = min(span, length - span)
        rows[..., step:, :] |= rows[..., :-step, :]
        span += step
    return rows


def in_runs(plane: Plane, length: int) -> Plane:
    """The true rows that stand in an unbroken run of `length` or more."""
    if plane.shape[-2] < length:
        return np.zeros_like(plane)
    return widened(windows(plane, length), length)


def in_runs_of_pairs(pairs: Plane, length: int) -> Plane:
    """The points (a row more than pairs) of runs in which all neighbours are pairs. `length` counts points, 2 or more."""
    if pairs.shape[-2] < length - 1:
        return np.zeros((*pairs.shape[:-2], pairs.shape[-2] + 1, pairs.shape[-1]), dtype=np.uint8)
    return widened(windows(pairs, length - 1), length)
