"""Every case of NHSRplotthedots: mean, limits, rule and type of each point; variation and assurance of each series."""

import pytest

from qms.spc import ControlChart, SeriesError, analyse
from tests.spc.truth import Truth, as_list, number

# A constant series has no limits in the reference (NaN) and its assurance is undecided; ours has limits on the mean, and
# a process that is constant but for one miss falls back to unscreened moving ranges. Asserted in test_edge_decisions.py.
OURS_DIFFERS = {
    "edge_constant_100pct": "constant",
    "edge_constant_100pct_target100": "constant",
    "edge_constant_zero": "constant",
    "ae_RDZ_other_breaches_decrease": "constant",
    "ae_RJC_other_breaches_fix12": "constant where it is frozen",
    "edge_constant_but_one": "constant but for one miss",
    "edge_constant_but_first": "constant but for one miss",
}

RULES = {
    "Common Cause": None,
    "Above UCL": "outside-limits",
    "Below LCL": "outside-limits",
    "7 Point Trend (Increasing)": "trend",
    "7 Point Trend (Decreasing)": "trend",
    "2 in 3 Above CL": "two-of-three",
    "2 in 3 Below CL": "two-of-three",
    "7 Points Above CL": "shift",
    "7 Points Below CL": "shift",
}
ASSURANCE = {"": None, "consistent_pass": "pass", "consistent_fail": "fail", "inconsistent": "hit-or-miss"}


def chart_of(truth: Truth, case: dict) -> ControlChart:
    rows = truth.ptd_input[case["case"]]
    return analyse(
        [number(row["y"]) for row in rows],
        periods=[row["x"] for row in rows],
        direction=case["improvement_direction"],
        target=case["target"],
        rebase=as_list(case["rebase"]),
        freeze=case["fix_after_n_points"],
        screen_moving_ranges=case["screen_outliers"],
    )


def expected_type(reference: str, relative_to_mean: str, cause: str, direction: str) -> str:
    """The reference names improvement and concern without a side; the side follows from the rule and the direction."""
    word = reference.removeprefix("special_cause_").replace("_", "-")
    if word in ("improvement", "concern"):
        high = (word == "improvement") == (direction == "increase")
        return f"{word}-{'high' if high else 'low'}"
    return word


def test_every_case_that_the_reference_charts(shared_truth):
    charted = [case for case in shared_truth.ptd_cases if not case["error"] and case["case"] not in OURS_DIFFERS]
    assert len(charted) > 200
    for case in charted:
        chart = chart_of(shared_truth, case)
        for point, row in zip(chart.to_dict()["points"], shared_truth.ptd_points[case["case"]], strict=True):
            place = f"{case['case']}, {row['x']}"
            assert point["date"] == row["x"], place
            for ours, theirs in (("value", "y"), ("centre", "mean"), ("lower", "lpl"), ("upper", "upl")):
                wanted = number(row[theirs])
                wanted = wanted if wanted is None else pytest.approx(wanted, rel=1e-9, abs=1e-12)
                assert point[ours] == wanted, f"{ours} of {place}"
            assert point["special_cause"] == RULES[row["special_cause_type"]], place
            direction = case["improvement_direction"]
            type_ = expected_type(row["point_type"], row["relative_to_mean"], row["special_cause_type"], direction)
            assert point["type"] == type_, place


def test_variation_and_assurance_of_every_series(shared_truth):
    for case in shared_truth.ptd_cases:
        if case["error"] or case["case"] in OURS_DIFFERS:
            continue
        expected = shared_truth.ptd_series[case["case"]]
        verdict = chart_of(shared_truth, case).to_dict()
        kinds = [point["type"].split("-")[0] for point in verdict["points"]]
        assert verdict["assurance"] == ASSURANCE[expected["assurance_type"]], case["case"]
        variation = expected_type(expected["variation_type"], "", "", case["improvement_direction"])
        assert verdict["variation"] == variation, case["case"]
        for kind in ("improvement", "concern"):
            assert kinds.count(kind) == int(expected[f"n_{kind}"]), case["case"]


def test_what_the_reference_refuses_is_refused(shared_truth):
    refused = [case for case in shared_truth.ptd_cases if case["error"]]
    assert refused
    for case in refused:
        with pytest.raises(SeriesError):
            chart_of(shared_truth, case)


def test_the_exempt_cases_are_still_charted(shared_truth):
    for case in shared_truth.ptd_cases:
        if case["case"] in OURS_DIFFERS:
            assert all(point["lower"] is not None for point in chart_of(shared_truth, case).to_dict()["points"])
