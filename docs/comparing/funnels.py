"""FunnelPlotR: scores, overdispersion, limits and outliers of funnel plots."""

from collections import defaultdict

import numpy as np

from docs.comparing.tally import Tally
from tests.spc.funnel.test_truth_funnel import column, method_of, ours, read, rows_of
from tests.spc.truth import Truth

REFERENCE = "FunnelPlotR 0.6.0"
METHODS = {
    "pr": "Funnel plots of proportions",
    "rc": "Funnel plots of ratios of counts",
    "sr-shmi": "Funnel plots of ratios, as the SHMI does it",
    "sr-cqc": "Funnel plots of ratios, as the CQC does it",
}


def compare(truth: Truth) -> list[Tally]:
    """One tally a method, each with unadjusted and overdispersed limits."""
    folder = truth.folder / "funnel"
    expected, given = rows_of(folder), defaultdict(list)
    for row in read(folder / "funnel_input.csv"):
        given[row["case"]].append(row)
    tallies: dict[str, Tally] = {}
    for case in read(folder / "funnel_cases_expected.csv"):
        method = method_of(case)
        tally = tallies.setdefault(method, Tally(REFERENCE, f"{METHODS[method]}, unadjusted and overdispersed"))
        _compare_case(tally, case, expected[case["case"]], ours(case, given[case["case"]]))
    return list(tallies.values())


def _compare_case(tally: Tally, case, rows, mine) -> None:
    name = case["case"]
    order = [mine.units.index(row["group"]) for row in rows]
    tally.numbers(name, [float(case[key]) for key in ("target", "phi", "tau2")], [mine.target, mine.phi, mine.tau2])
    for figure, theirs in (("ratio", "rr"), ("y", "Y"), ("z", "Uzscore"), ("trimmed_z", "Wuzscore")):
        tally.numbers(name, column(rows, theirs), np.asarray(getattr(mine, figure))[order])
    for prefix, limits in (("", mine.limits), ("OD_", mine.adjusted_limits)):
        for level, word in ((95, "95"), (99, "998")):
            tally.numbers(name, column(rows, f"{prefix}LCL{word}"), limits[level].lower[order])
            tally.numbers(name, column(rows, f"{prefix}UCL{word}"), limits[level].upper[order])
    tally.words(name, list(column(rows, "outlier") == 1), list(mine.outside[order] != 0))
