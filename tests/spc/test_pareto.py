"""Pareto charts: order, ties, the vital few, what is refused."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.spc.errors import SeriesError
from qms.spc.pareto import pareto

FALLS = ["Toilet", "Bedside", "Corridor", "Bathroom", "Garden"]


def test_the_largest_come_first_with_running_shares():
    found = pareto(FALLS, [50, 30, 10, 6, 4])
    assert found.categories == ("Toilet", "Bedside", "Corridor", "Bathroom", "Garden")
    np.testing.assert_allclose(found.shares, [0.5, 0.3, 0.1, 0.06, 0.04])
    np.testing.assert_allclose(found.cumulative, [0.5, 0.8, 0.9, 0.96, 1])
    assert found.vital_few == ("Toilet", "Bedside")
    assert found.explanation == "2 of 5 categories make up 80% of the total: Toilet and Bedside."


def test_rows_are_counted_where_no_counts_are_given():
    found = pareto(["a", "b", "a", "a", " b ", "c"])
    assert dict(zip(found.categories, found.counts, strict=True)) == {"a": 3, "b": 2, "c": 1}


def test_ties_stand_by_name_and_are_vital_together():
    found = pareto(["d", "c", "b", "a"], [10, 20, 20, 50])
    assert found.categories == ("a", "b", "c", "d")
    found = pareto(["a", "b", "c", "d", "e"], [60, 15, 15, 5, 5], threshold=0.75)
    assert found.vital_few == ("a", "b", "c")


def test_other_comes_last_and_is_never_vital():
    found = pareto(["Other", "a", "b", "c", "d"], [70, 12, 10, 5, 3])
    assert found.categories[-1] == "Other"
    assert found.vital_few == ()
    assert (
        found.explanation
        == "No few categories stand out: the 5 categories named apart do not suffice to reach 80% of the total."
    )


def test_the_rest_is_gathered():
    found = pareto(FALLS, [50, 30, 10, 6, 4], top=2)
    assert found.categories == ("Toilet", "Bedside", "Other")
    assert found.counts.tolist() == [50, 30, 20]
    assert found.explanation == "2 of 5 categories make up 80% of the total: Toilet and Bedside."
    assert pareto(FALLS, [50, 30, 10, 6, 4], top=4).categories[-1] == "Garden"


def test_other_of_the_file_joins_what_is_gathered():
    found = pareto(["Other", "a", "b", "c", "d"], [7, 50, 20, 5, 3], top=2)
    assert found.categories == ("a", "b", "Other")
    assert found.counts.tolist() == [50, 20, 15]


def test_even_categories_have_no_vital_few():
    found = pareto("abcdefghij", [10] * 10)
    assert found.explanation == "No few categories stand out: it takes 10 of 10 categories to reach 80% of the total."


def test_one_category():
    assert pareto(["a"], [3]).explanation == "Everything counted is a."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"categories": []}, "no categories"),
        ({"categories": ["a", " "]}, "Row 2: the category is missing"),
        ({"categories": ["a", "b"], "counts": [1]}, "2 categories and 1 counts"),
        ({"categories": ["a", "b"], "counts": [1, -2]}, "Row 2: the count is negative"),
        ({"categories": ["a", "b"], "counts": [None, 2]}, "Row 1: the count is missing"),
        ({"categories": ["a", "b"], "counts": [0, 0]}, "the counts are all 0"),
        ({"categories": ["a"], "counts": [1], "top": 0}, "top is 0"),
        ({"categories": ["a"], "counts": [1], "threshold": 0}, "the threshold is 0"),
    ],
)
def test_what_is_refused(given, words):
    with pytest.raises(SeriesError, match=words):
        pareto(**given)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 1000), min_size=1), st.integers(1, 9))
def test_shares_always_add_up(sums, top):
    if not sum(sums.values()):
        return
    for chosen in (None, top):
        found = pareto(list(sums), list(sums.values()), top=chosen)
        assert found.total == sum(sums.values())
        assert found.cumulative[-1] == 1
        assert (np.diff(found.cumulative) >= -1e-12).all()
        json.dumps(found.to_dict(), allow_nan=False)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 50)), min_size=1, max_size=30), st.randoms())
def test_the_order_of_rows_changes_nothing(rows, random):
    if not sum(number for _, number in rows):
        return
    moved = list(rows)
    random.shuffle(moved)
    one, other = (pareto([name for name, _ in some], [number for _, number in some]) for some in (rows, moved))
    assert one.to_dict() == other.to_dict()
