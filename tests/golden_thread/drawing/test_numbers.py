"""Numbers as a reader expects them."""

import pytest

from qms.golden_thread.drawing.numbers import NumberFormat, choose_format, nice_ticks


@pytest.mark.parametrize(
    ("kind", "unit", "spread", "value", "words"),
    [
        ("plain", "falls", 6, 4.56, "4.6"),
        ("plain", "", 0.4, 1.236, "1.24"),
        ("plain", "", 5000, 12345.6, "12,346"),
        ("plain", "%", 12, 94.96, "95.0%"),
        ("percent", "", 0.12, 0.8456, "84.6%"),
        ("plain", "£", 900, -2310.2, "−£2,310"),
        ("plain", "", 6, -0.01, "0.0"),
    ],
)
def test_decimals_follow_the_spread_and_signs_the_unit(kind, unit, spread, value, words):
    assert choose_format(kind, unit, spread)(value) == words


def test_a_target_is_written_as_it_was_set():
    assert NumberFormat(decimals=1, after="%").as_stated(95) == "95%"
    assert NumberFormat(decimals=1, after="%").as_stated(92.5) == "92.5%"
    assert NumberFormat(decimals=1).as_stated(4) == "4.0"


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="percent"):
        choose_format("roman", "", 1)


def test_ticks_are_round_and_inside():
    assert nice_ticks(0, 9.7, 5) == [0, 2, 4, 6, 8]
    assert nice_ticks(0.81, 0.99, 4) == [0.85, 0.9, 0.95]
    assert nice_ticks(3, 3, 4) == [3]
