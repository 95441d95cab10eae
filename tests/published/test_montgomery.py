"""Worked examples of D. C. Montgomery, Introduction to Statistical Quality Control (Wiley): figures as printed there."""

import pytest

from qms.spc import analyse

PRINTED = 0.006
"""The book rounds at each step, mostly to two decimals."""

# Fraction of nonconforming orange juice cans, 30 samples of 50.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
# Nonconformities on 26 samples of 100 printed circuit boards.
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
# Viscosity of 15 batches of aircraft primer paint.
PAINT = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]


def outside(chart) -> list[int]:
    """Numbers of the samples outside the limits, counted from 1."""
    return [place + 1 for place, cause in enumerate(chart.special_causes) if cause == "outside-limits"]


def test_p_chart_of_juice_cans():
    chart = analyse(CANS, denominators=[50] * 30, chart="p")
    assert chart.centre[0] == pytest.approx(0.2313, abs=0.0001)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.0524, 0.4102), abs=0.0001)
    assert outside(chart) == [15, 23]


def test_p_chart_of_juice_cans_without_the_samples_that_have_a_cause():
    chart = analyse(CANS, denominators=[50] * 30, chart="p", exclude=[14, 22])
    assert chart.centre[0] == pytest.approx(0.2150, abs=0.0001)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((0.0407, 0.3893), abs=0.0001)
    assert outside(chart) == [15, 21, 23]


def test_c_chart_of_circuit_boards():
    chart = analyse(BOARDS, chart="c")
    assert sum(BOARDS) == 516
    assert chart.centre[0] == pytest.approx(19.85, abs=PRINTED)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((6.48, 33.22), abs=0.011)
    assert outside(chart) == [6, 20]


def test_c_chart_of_circuit_boards_without_samples_6_and_20():
    chart = analyse(BOARDS, chart="c", exclude=[5, 19])
    assert chart.centre[0] == pytest.approx(19.67, abs=PRINTED)
    assert (chart.lower[0], chart.upper[0]) == pytest.approx((6.36, 32.97), abs=0.011)


def test_individuals_and_moving_ranges_of_paint():
    individuals, ranges = analyse(PAINT, chart="i", rules="anhoej"), analyse(PAINT, chart="mr")
    assert individuals.centre[0] == pytest.approx(33.52, abs=PRINTED)
    assert (individuals.lower[0], individuals.upper[0]) == pytest.approx((32.24, 34.80), abs=0.011)
    assert (ranges.centre[0], ranges.upper[0]) == pytest.approx((0.48, 1.57), abs=0.011)
    assert outside(individuals) == outside(ranges) == []
