"""Bad input is refused with the place and the remedy."""

from datetime import date

import numpy as np
import pytest

from qms.spc import RuleSet, SeriesError, analyse, analyse_many
from tests.spc.series import STEADY, months


@pytest.mark.parametrize(
    ("values", "settings", "words"),
    [
        ([], {}, "no values"),
        ([None, None], {}, "no values"),
        ([1.0, float("inf"), 2.0], {}, "Row 2: the value is infinite"),
        ([1.0, "many"], {}, "Row 2: 'many' is not a number"),
        ([[1.0, 2.0], [3.0, 4.0]], {}, "one series"),
        ([1, 2], {"denominators": [5, 0]}, "Row 2: the denominator is 0"),
        ([1, 2], {"denominators": [5, -3]}, "Row 2: the denominator is -3"),
        ([1, 2], {"denominators": [5, 3, 4]}, "Give one per value"),
        ([1, 9], {"denominators": [5, 8], "chart": "p"}, "Row 2: the numerator 9 is above"),
        ([1, -9], {"denominators": [5, 8], "chart": "u"}, "Row 2: -9 is negative"),
        ([1, -9], {"chart": "c"}, "Row 2: -9 is negative"),
        ([1, 2], {"chart": "p"}, "needs denominators"),
        ([1, 2], {"chart": "c", "denominators": [1, 2]}, "use a u chart"),
        ([1, 2], {"chart": "pie"}, "Use one of: run, xmr, i, mr, xbar"),
        ([1, 2], {"direction": "up"}, "Use one of: increase, decrease, neutral"),
        ([1, 2], {"rules": "hunches"}, "Use one of: making-data-count, anhoej"),
        ([1, 2], {"target": float("inf")}, "the target is infinite"),
        ([1, 2], {"target": "high"}, "'high' is not a number|target must be numbers"),
        (STEADY, {"freeze": 11}, "freeze is 11: .* 12 or more"),
        (STEADY, {"freeze": 12.5}, "whole number"),
        (STEADY, {"freeze": 0, "chart": "p", "denominators": [20.0] * 16}, "1 or more"),
        (STEADY, {"rebase": [16]}, "rebase 16 is after the last point, 15"),
        (STEADY, {"rebase": ["2026-01-01"]}, "count points from 0"),
        (STEADY, {"rebase": [-1]}, "count points from 0"),
        ([5, 1e308, -1e308], {}, "1e\\+308 is too large to be a measurement"),
        (STEADY, {"exclude": [40]}, "exclude 40 is none of the points"),
        (STEADY, {"periods": months(16), "rebase": "2026-01-01"}, "rebase 2026-01-01 is after the last point, 2025-04-01"),
        (STEADY, {"periods": months(16), "rebase": ["soon"]}, "'soon' is not a date"),
        (STEADY, {"periods": months(16), "exclude": ["2024-01-02"]}, "exclude 2024-01-02 is none of the points"),
        (STEADY, {"periods": months(15)}, "do not fit"),
        (STEADY, {"periods": [*months(15), "2024-13-01"]}, "Row 16: '2024-13-01' is not a date"),
        (STEADY, {"periods": [*months(15), None]}, "Row 16: a period is missing"),
        (STEADY, {"periods": [*months(15), 20240101]}, "Row 16: 20240101 is not a date"),
        (STEADY, {"periods": [*months(15), "2024-02-01"]}, r"Row 16 \(2024-02-01\): the period is there twice"),
    ],
)
def test_what_cannot_be_charted(values, settings, words):
    with pytest.raises(SeriesError, match=words):
        analyse(values, **settings)


def test_an_error_can_be_read_by_programs():
    with pytest.raises(SeriesError) as caught:
        analyse([3, 9], denominators=[9, 0], periods=["2026-02-01", "2026-01-01"])
    error = caught.value
    assert isinstance(error, ValueError)
    assert (error.position, error.period, error.argument, error.series) == (1, "2026-01-01", "denominators", None)


def test_a_panel_names_the_series():
    values = np.ones((5000, 3))
    denominators = np.full((5000, 3), 10.0)
    denominators[4500, 1] = 0
    with pytest.raises(SeriesError, match="Series 4501, row 2: the denominator is 0"):
        analyse_many(values, denominators=denominators)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"direction": ["increase"] * 3}, "3 directions for 2 series"),
        ({"target": [1.0, 2.0, 3.0]}, r"targets of shape \(3,\) for 2 series"),
        ({"rebase": [[1], [2], [3]]}, "3 lists for 2 series"),
        ({"rebase": [9]}, "rebase 9 is after the last point"),
        ({"periods": [months(16), [*months(15), None]]}, "Series 2, row 16: a value has no period"),
        ({"periods": [months(16), [*months(15), "2024-01-01"]]}, "Series 2, row 16 .*twice"),
        ({"periods": months(3)}, "do not fit"),
    ],
)
def test_settings_that_do_not_fit_a_panel(settings, words):
    rows = [STEADY, STEADY] if "periods" in settings else [STEADY[:9], STEADY[:9]]
    with pytest.raises(SeriesError, match=words):
        analyse_many(rows, **settings)


def test_a_panel_of_one_dimension_or_of_unequal_lists_is_refused():
    for values in (STEADY, [STEADY, STEADY[:5]]):
        with pytest.raises(SeriesError, match=r"Pad shorter ones with NaN|series × points"):
            analyse_many(values)


def test_a_rule_of_one_point_is_refused():
    with pytest.raises(SeriesError, match="2 or more points"):
        RuleSet("mine", shift_length=1)


@pytest.mark.parametrize(
    "periods",
    [
        months(16),
        [date.fromisoformat(day) for day in months(16)],
        np.array(months(16), dtype="datetime64[D]"),
        np.array(months(16), dtype="datetime64[ns]"),
        [day[:7] for day in months(16)],
    ],
)
def test_periods_may_be_written_in_several_ways(periods):
    dates = [point["date"] for point in analyse(STEADY, periods=periods).to_dict()["points"]]
    assert dates == months(16)
