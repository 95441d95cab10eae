"""Planes of one series (whole numbers) and of many (bytes) say the same, and what a list of flags would say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qms.spc import planes

flags = st.lists(st.booleans(), min_size=1, max_size=40)


def runs(flagged: list[bool], length: int) -> list[bool]:
    """The flags in unbroken runs of so many, counted one by one."""
    found = [False] * len(flagged)
    for start in range(len(flagged) - length + 1):
        if all(flagged[start : start + length]):
            found[start : start + length] = [True] * length
    return found


def read(plane: planes.Plane, shape: tuple[int, int]) -> list[list[bool]]:
    """The flags of each series."""
    return (planes.unpack(plane, shape, 0)[:, : shape[0]].T > 0).tolist()


@given(flags, st.integers(1, 12), st.integers(2, 20))
def test_runs(flagged, length, series):
    one = np.array(flagged)[:, None]
    many = np.repeat(one, series, axis=1)
    many[:, 1] = ~many[:, 1]  # a neighbour that disagrees
    for points, shape in ((one, (1, len(flagged))), (many, (series, len(flagged)))):
        (plane,) = planes.pack(points)
        found = read(planes.in_runs(plane, length), shape)
        assert found[0] == runs(flagged, length)
        assert found[-1] == runs(points[:, -1].tolist(), length)


@given(flags, st.integers(1, 45), st.integers(0, 7))
def test_what_stands_later_and_the_place_in_a_byte(flagged, rows, place):
    later = [*flagged[rows:], *[False] * min(rows, len(flagged))]
    for series in (1, 9):
        points = np.repeat(np.array(flagged)[:, None], series, axis=1)
        (plane,) = planes.pack(points)
        shape = (series, len(flagged))
        assert read(planes.ahead(plane, rows), shape)[-1] == later
        assert planes.unpack(plane, shape, place)[:, 0].tolist() == [flag << place for flag in flagged]
        assert planes.empty(plane) == (not any(flagged))


def test_the_last_point_is_linked_to_nothing():
    for series in (1, 8, 11):
        assert read(planes.every_link((series, 4)), (series, 4))[0] == [True, True, True, False]
        assert read(planes.every_link((series, 1)), (series, 1))[0] == [False]
