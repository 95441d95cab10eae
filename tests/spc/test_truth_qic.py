"""Every case of qicharts2, all thirteen charts: centre, limits, runs analysis and points outside the limits.

Where the reference gives no answer, or another one than we want, the case is named here and our answer is tested.
"""

from collections.abc import Iterator

import numpy as np
import pytest

from qms.spc import ChartKind, ControlChart, SeriesError, analyse
from qms.spc.boxes import FEWEST
from qms.spc.runs import crossings_limit, longest_run_limit
from tests.spc.truth import Row, Truth, as_list, number

SUBGROUPS = ("xbar", "s")
RULES = {"anhoej": "anhoej", "bestbox": "anhoej-bestbox", "cutbox": "anhoej-cutbox"}

# A denominator of 0 is refused with its row; with that row empty, all others are as the reference has them.
ZERO_DENOMINATOR = ("edge_zero_n_p", "edge_zero_n_run", "edge_zero_n_up")
# A constant series has no limits in the reference; ours lie on its centre.
CONSTANT = (
    "edge_zero_events_i",
    "edge_all_events_i",
    "edge_zero_events_pp",
    "edge_all_events_pp",
    "edge_zero_events_up",
    "edge_all_events_up",
)


def chart_of(case: dict, rows: list[Row], **settings) -> ControlChart:
    """The chart of one facet, in the unit before the reference multiplies it."""
    kind, given = case["chart"], {}
    if kind in SUBGROUPS:
        values = [number(row["y_mean"]) for row in rows]
        given = {"sizes": _column(rows, "y_length"), "deviations": _column(rows, "y_sd")}
    elif case["has_n"]:
        values = _column(rows, "y_sum")
        given = {"denominators": [count or None for count in _column(rows, "n")]}
    else:
        values = _column(rows, "y_mean" if kind == "mr" else "y")
        values = [None if value is None else value / case["multiply"] for value in values]
    return analyse(
        values,
        chart=kind,
        rebase=[int(part) for part in as_list(case["part"])],
        freeze=case["freeze"],
        exclude=[int(place) - 1 for place in as_list(case["exclude"])],
        centre=case["cl"],
        screen_moving_ranges=case["screenedmr"],
        **{"rules": RULES[case["method"]], **given, **settings},
    )


def _column(rows: list[Row], name: str) -> list[float | None]:
    return [number(row[name]) for row in rows]


def facets(truth: Truth) -> Iterator[tuple[dict, list[Row], ControlChart]]:
    for case in truth.qic_cases:
        assert case["error"] is None
        for rows in truth.qic_facets[case["case"]]:
            yield case, rows, chart_of(case, rows)


def agree(ours, theirs, name: str) -> None:
    wanted = [np.nan if figure is None else figure for figure in theirs]
    np.testing.assert_allclose(ours, wanted, rtol=1e-9, atol=1e-12, err_msg=name)


def test_centre_and_limits(shared_truth):
    seen = set()
    for case, rows, chart in facets(shared_truth):
        seen.add(case["case"])
        for ours, theirs in (("values", "y"), ("centre", "cl"), ("lower", "lcl"), ("upper", "ucl")):
            wanted = "cl" if case["case"] in CONSTANT and ours != "values" else theirs
            name = f"{ours} of {case['case']}"
            agree(getattr(chart, ours) * case["multiply"], _column(rows, wanted), name)
    assert len(seen) == len(shared_truth.qic_cases)
    assert {case["chart"] for case in shared_truth.qic_cases} == set(ChartKind) - {"xmr", "ewma", "cusum"}


def test_a_constant_series_has_no_limits_in_the_reference(shared_truth):
    for name in CONSTANT:
        (rows,) = shared_truth.qic_facets[name]
        assert len(set(_column(rows, "y"))) == 1
        assert set(_column(rows, "ucl")) == {None}


def test_a_denominator_of_0_is_refused_where_the_reference_has_no_value(shared_truth):
    for case in shared_truth.qic_cases:
        if case["case"] in ZERO_DENOMINATOR:
            (rows,) = shared_truth.qic_facets[case["case"]]
            row = next(place for place, row in enumerate(rows) if number(row["n"]) == 0)
            with pytest.raises(SeriesError, match=f"Row {row + 1}: the denominator is 0"):
                chart_of(case, rows, denominators=_column(rows, "n"))


def test_runs_analysis_of_every_phase(shared_truth):
    for case, rows, chart in facets(shared_truth):
        name = case["case"]
        if case["chart"] == "mr":
            assert chart.runs is None, name
            continue
        for phase in chart.phases:
            row, useful = rows[phase.start], phase.runs.useful
            assert useful == int(row["n_useful"]), name
            assert phase.runs.longest_run == number(row["longest_run"]), name
            assert phase.runs.crossings == number(row["n_crossings"]), name
            assert phase.runs.signal == (row["runs_signal"] == "TRUE"), name
            if case["method"] == "anhoej" and useful:
                assert phase.runs.longest_run_max == number(row["longest_run_max"]), name
                assert phase.runs.crossings_min == number(row["n_crossings_min"]), name


def test_the_limits_of_a_box_are_named_and_not_those_of_anhoej(shared_truth):
    """The reference judges by the box and prints Anhøj's limits beside it: 9 in a row are no signal where it prints 8."""
    charts = {case["case"]: (rows, chart) for case, rows, chart in facets(shared_truth) if case["method"] != "anhoej"}
    rows, chart = charts["runs_bestbox_22"]
    assert (chart.runs.longest_run, chart.runs.longest_run_max, chart.runs.signal) == (9, 10, False)
    assert number(rows[0]["longest_run_max"]) == longest_run_limit(chart.runs.useful) == 8
    for _, chart in charts.values():
        runs = chart.runs
        assert runs.useful >= FEWEST
        assert runs.signal == (runs.longest_run > runs.longest_run_max or runs.crossings < runs.crossings_min)


def test_i_prime_limits_rest_on_what_limits_are_made_from_except_under_the_rules_of_the_reference(shared_truth):
    """The reference measures an I′ chart's variation by frozen-out and excluded points too. Other rule sets do not."""
    (case,) = (case for case in shared_truth.qic_cases if case["case"] == "rand_136_ip_freeze")
    (rows,) = shared_truth.qic_facets[case["case"]]
    ours = chart_of(case, rows, rules="making-data-count")
    alone = chart_of({**case, "freeze": None}, rows[:5], rules="making-data-count")
    np.testing.assert_allclose(ours.upper[:5], alone.upper, rtol=1e-12)
    assert abs(ours.upper[0] - number(rows[0]["ucl"])) > 0.001


def test_points_outside_the_limits(shared_truth):
    for case, rows, chart in facets(shared_truth):
        outside = [cause == "outside-limits" for cause in chart.special_causes]
        assert outside == [row["sigma_signal"] == "TRUE" for row in rows], case["case"]


def test_subgroups_from_their_observations(shared_truth):
    seen = 0
    for case, rows, chart in facets(shared_truth):
        if case["chart"] not in SUBGROUPS:
            continue
        groups: dict[str, list[float | None]] = {}
        for row in shared_truth.qic_input[case["case"]]:
            groups.setdefault(row["x"], []).append(number(row["y"]))
        observed = analyse(
            list(groups.values()),
            chart=case["chart"],
            rebase=[int(part) for part in as_list(case["part"])],
            freeze=case["freeze"],
            rules="anhoej",
        )
        assert observed.sizes.tolist() == _column(rows, "y_length")
        for line in ("values", "centre", "lower", "upper"):
            np.testing.assert_allclose(getattr(observed, line), getattr(chart, line), rtol=1e-11)
        seen += 1
    assert seen == 7


def test_limits_of_runs_and_crossings_for_1_to_500_points(shared_truth):
    assert len(shared_truth.anhoej_limits) == 500
    for row in shared_truth.anhoej_limits:
        useful = int(row["n_useful"])
        assert longest_run_limit(useful) == int(row["longest_run_max"]), useful
        assert crossings_limit(useful) == int(row["n_crossings_min"]), useful
