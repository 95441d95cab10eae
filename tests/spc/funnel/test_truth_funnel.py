"""Every case of FunnelPlotR: transformed values, scores, φ, τ², limits of each unit, outliers."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from qms.spc.funnel import Funnel, funnel

Row = dict[str, str]


def rows_of(folder: Path) -> dict[str, list[Row]]:
    grouped = defaultdict(list)
    for row in read(folder / "funnel_expected.csv"):
        grouped[row["case"]].append(row)
    return grouped


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(rows: list[Row], name: str) -> np.ndarray:
    return np.array([float(row[name]) if row[name] else np.nan for row in rows])


def method_of(case: Row) -> str:
    return f"sr-{case['sr_method'].lower()}" if case["data_type"] == "SR" else case["data_type"].lower()


@pytest.fixture(scope="module")
def cases(shared_truth) -> list[tuple[Row, list[Row], Funnel]]:
    """Each case, its expected rows and our funnel of its input."""
    folder = shared_truth.folder / "funnel"
    expected = rows_of(folder)
    given = defaultdict(list)
    for row in read(folder / "funnel_input.csv"):
        given[row["case"]].append(row)
    return [
        (case, expected[case["case"]], ours(case, given[case["case"]])) for case in read(folder / "funnel_cases_expected.csv")
    ]


def ours(case: Row, rows: list[Row]) -> Funnel:
    return funnel(
        column(rows, "numerator"),
        column(rows, "denominator"),
        groups=[row["group"] for row in rows],
        method=method_of(case),
        overdispersion=case["draw_adjusted"] == "TRUE",
        limit=int(case["limit"]),
        multiplier=float(case["multiplier"]),
        trim=float(case["trim_by"]),
        round_expected=case["SHMI_rounding"] == "TRUE" and method_of(case) == "sr-shmi",
    )


def close(got: object, wanted: object, what: str) -> None:
    np.testing.assert_allclose(got, wanted, rtol=1e-9, atol=1e-12, err_msg=what)


def test_summary_of_every_case(cases):
    for case, _, got in cases:
        name = case["case"]
        close([got.target, got.phi, got.tau2], [float(case[key]) for key in ("target", "phi", "tau2")], name)
        assert len(got.units) == int(case["n_groups"]), name
        assert len(got.outliers) == int(case["n_outliers"]), name
    assert len(cases) > 50


def test_transformed_values_and_scores(cases):
    for case, rows, got in cases:
        order = [got.units.index(row["group"]) for row in rows]
        for ours_, theirs in (("ratio", "rr"), ("y", "Y"), ("z", "Uzscore"), ("trimmed_z", "Wuzscore")):
            close(getattr(got, ours_)[order], column(rows, theirs), f"{theirs} of {case['case']}")
        touched = column(rows, "truncated" if method_of(case) == "sr-shmi" else "winsorised")
        np.testing.assert_array_equal(got.trimmed[order], touched == 1, err_msg=case["case"])


def test_limits_at_every_unit(cases):
    for case, rows, got in cases:
        order = [got.units.index(row["group"]) for row in rows]
        for prefix, limits in (("", got.limits), ("OD_", got.adjusted_limits)):
            for level, word in ((95, "95"), (99, "998")):
                close(limits[level].lower[order], column(rows, f"{prefix}LCL{word}"), f"{prefix}LCL{word} of {case['case']}")
                close(limits[level].upper[order], column(rows, f"{prefix}UCL{word}"), f"{prefix}UCL{word} of {case['case']}")


def test_outliers(cases):
    for case, rows, got in cases:
        order = [got.units.index(row["group"]) for row in rows]
        np.testing.assert_array_equal(got.outside[order] != 0, column(rows, "outlier") == 1, err_msg=case["case"])
