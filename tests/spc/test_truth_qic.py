"""Every run, i, mr, p, u and c case of qicharts2: centre, limits, runs analysis and points outside the limits."""

import numpy as np

from qms.spc import ControlChart, analyse
from qms.spc.runs import crossings_limit, longest_run_limit
from tests.spc.truth import Row, as_list, number

OUR_CHARTS = ("run", "i", "mr", "p", "u", "c")

# What the reference can be told and our signature cannot, or where we deliberately differ (asserted elsewhere by name).
EXEMPT = {
    "cdi_rate_cl8_run": "the caller supplies the centre line",
    "cdi_rate_cl8_u": "the caller supplies the centre line",
    "edge_zero_n_p": "a denominator of 0 is refused, see test_refusals.py",
    "edge_zero_n_run": "a denominator of 0 is refused, see test_refusals.py",
}
# A constant series has no limits in the reference; ours lie on its mean, see test_edge_decisions.py.
CONSTANT = ("edge_zero_events_i", "edge_all_events_i")


def chart_of(case: dict, rows: list[Row]) -> ControlChart:
    single = not case["has_n"]
    column = "y_mean" if case["chart"] == "mr" else "y"
    values = [number(row[column if single else "y_sum"]) for row in rows]
    return analyse(
        [None if value is None else value / (case["multiply"] if single else 1) for value in values],
        denominators=None if single else [number(row["n"]) or None for row in rows],
        chart=case["chart"],
        rebase=[int(part) for part in as_list(case["part"])],
        freeze=case["freeze"],
        exclude=[int(place) - 1 for place in as_list(case["exclude"])],
        rules="anhoej",
        screen_moving_ranges=case["screenedmr"],
    )


def facets(truth):
    for case in truth.qic_cases:
        if case["chart"] in OUR_CHARTS and case["case"] not in EXEMPT:
            for rows in truth.qic_facets[case["case"]]:
                yield case, rows, chart_of(case, rows)


def test_centre_and_limits(shared_truth):
    seen = 0
    for case, rows, chart in facets(shared_truth):
        seen += 1
        for ours, theirs in (("values", "y"), ("centre", "cl"), ("lower", "lcl"), ("upper", "ucl")):
            wanted = [np.nan if (figure := number(row[theirs])) is None else figure for row in rows]
            if case["case"] in CONSTANT:
                wanted = [number(row["cl"]) for row in rows] if ours != "values" else wanted
            np.testing.assert_allclose(
                getattr(chart, ours) * case["multiply"], wanted, rtol=1e-9, atol=1e-12, err_msg=f"{ours} of {case['case']}"
            )
    assert seen > 180


def test_runs_analysis_of_every_phase(shared_truth):
    for case, rows, chart in facets(shared_truth):
        if case["chart"] == "mr":
            assert chart.runs is None, case["case"]
            continue
        for phase in chart.phases:
            row, name = rows[phase.start], case["case"]
            assert phase.runs.useful == int(row["n_useful"]), name
            assert phase.runs.longest_run == number(row["longest_run"]), name
            assert phase.runs.crossings == number(row["n_crossings"]), name
            if case["method"] == "anhoej":
                assert phase.runs.longest_run_max == number(row["longest_run_max"]), name
                assert phase.runs.crossings_min == number(row["n_crossings_min"]), name
                assert phase.runs.signal == (row["runs_signal"] == "TRUE"), name


def test_points_outside_the_limits(shared_truth):
    for case, rows, chart in facets(shared_truth):
        outside = [cause == "outside-limits" for cause in chart.special_causes]
        assert outside == [row["sigma_signal"] == "TRUE" for row in rows], case["case"]


def test_limits_of_runs_and_crossings_for_1_to_500_points(shared_truth):
    assert len(shared_truth.anhoej_limits) == 500
    for row in shared_truth.anhoej_limits:
        useful = int(row["n_useful"])
        assert longest_run_limit(useful) == int(row["longest_run_max"]), useful
        assert crossings_limit(useful) == int(row["n_crossings_min"]), useful
