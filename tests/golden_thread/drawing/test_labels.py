"""Labels keep apart, and no further from their wish than they must."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qms.golden_thread.drawing.labels import spread


def test_labels_that_do_not_touch_stay_where_they_are():
    assert spread([100, 20, 60], 15, 0, 200) == [100, 20, 60]


def test_two_labels_at_one_place_share_the_shift():
    assert spread([50, 50], 10, 0, 100) == [45, 55]


def test_labels_at_the_rim_stay_inside():
    assert spread([0, 1, 2], 10, 0, 100) == [0, 10, 20]
    assert spread([100, 99], 10, 0, 100) == [100, 90]


def test_too_many_labels_stand_evenly():
    assert spread([5, 5, 5], 80, 0, 100) == [0, 50, 100]


def test_no_labels_need_no_place():
    assert spread([], 10, 0, 100) == []


@given(st.lists(st.floats(0, 400), min_size=1, max_size=8))
def test_labels_never_overlap_and_keep_their_order(wanted):
    places = spread(wanted, 18, 0, 400)
    ranked = sorted(range(len(wanted)), key=lambda i: wanted[i])
    assert all(places[after] - places[before] >= 18 - 1e-6 for before, after in pairwise(ranked))
    assert all(-1e-6 <= place <= 400 + 1e-6 for place in places)
