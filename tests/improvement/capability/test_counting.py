"""Coverage summed up the tree, without a database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.improvement.capability.coverage.counting import Counted, Place, Trained, covers
from qms.improvement.capability.tiers import refresh_by

DAY, EARLIER = dt.date(2026, 4, 1), dt.date(2025, 4, 1)
TRUST, WARD, OTHER = Place(1, "1/"), Place(2, "1/2/"), Place(3, "1/3/")
TREE = (TRUST, WARD, OTHER)


def test_a_unit_without_a_count_takes_those_below_it_and_the_day_of_the_oldest() -> None:
    found = covers(TREE, {2: Trained(5, 1), 3: Trained(2)}, {2: Counted(20, DAY), 3: Counted(10, EARLIER)})
    assert (found[1].trained, found[1].staff, found[1].counted_on) == (7, 30, EARLIER)
    assert (found[1].lapsed, found[1].uncounted) == (1, 0)


def test_people_of_units_that_nobody_counted_stay_out_of_the_share_and_are_told_of() -> None:
    cover = covers(TREE, {1: Trained(4), 2: Trained(5), 3: Trained(9)}, {2: Counted(20, DAY)})[1]
    assert cover.share == 0.25, "5 of 20, not 18 of 20"
    assert (cover.outside, cover.uncounted, cover.all_trained) == (13, 1, 18)


def test_a_units_own_count_includes_everybody_below_it() -> None:
    cover = covers(TREE, {1: Trained(4), 2: Trained(5)}, {1: Counted(100, DAY), 2: Counted(20, DAY)})[1]
    assert (cover.trained, cover.staff, cover.outside) == (9, 100, 0)


def test_without_any_count_there_is_no_share() -> None:
    cover = covers(TREE, {2: Trained(5)}, {})[1]
    assert (cover.share, cover.staff, cover.outside, cover.uncounted) == (None, None, 5, 2)


def test_a_branch_of_the_tree_stands_by_itself() -> None:
    """The page of a division knows nothing of the trust above it."""
    found = covers((WARD, Place(4, "1/2/4/")), {4: Trained(1)}, {4: Counted(4, DAY)})
    assert found[2].share == 0.25


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.one_of(st.none(), st.integers(1, 90))), min_size=1))
def test_nobody_is_lost_or_counted_twice_on_the_way_up(wards: list[tuple[int, int, int | None]]) -> None:
    places = [TRUST, *(Place(at, f"1/{at}/") for at in range(2, len(wards) + 2))]
    trained = {at: Trained(held, lapsed) for at, (held, lapsed, _) in enumerate(wards, start=2)}
    counts = {at: Counted(staff, DAY) for at, (_, _, staff) in enumerate(wards, start=2) if staff}
    top = covers(places, trained, counts)[1]
    assert top.all_trained == sum(held for held, _, _ in wards)
    assert top.lapsed == sum(lapsed for _, lapsed, _ in wards)
    assert (top.staff or 0) == sum(staff or 0 for _, _, staff in wards)


@pytest.mark.parametrize(
    ("completed", "months", "due"),
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2025, 2, 28)),
        (dt.date(2025, 12, 15), 24, dt.date(2027, 12, 15)),
        (dt.date(2025, 12, 15), None, None),
    ],
)
def test_when_a_refresher_is_due(completed: dt.date, months: int | None, due: dt.date | None) -> None:
    assert refresh_by(completed, months) == due
