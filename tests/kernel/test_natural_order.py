"""Names in the order in which people read them."""

import random

import pytest

from qms.kernel.natural_order import natural


@pytest.mark.parametrize(
    "names",
    [
        ["Ward 1", "ward 2", "Ward 10", "Ward 10a", "Ward 11"],
        ["Acute", "Ward", "Ward 2 North", "Ward 2 South"],
        ["4 West", "10 East", "A1", "A2", "A10", "Bay"],
        ["Ward 7.2", "Ward 7.10"],
        ["", "1", "Ömer ward"],
    ],
)
def test_numbers_in_names_count_as_numbers(names: list[str]) -> None:
    mixed = list(names)
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=natural) == names


def test_case_and_spare_spaces_make_no_difference() -> None:
    assert natural(" WARD  02 ") == natural("ward 2")


def test_digits_that_are_no_numbers_do_no_harm() -> None:
    assert sorted(["Ward ²", "Ward ٣", "Ward 2"], key=natural) == ["Ward 2", "Ward ٣", "Ward ²"]
