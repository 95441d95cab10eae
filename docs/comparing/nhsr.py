"""NHSRplotthedots: limits, rules, variation and assurance."""

from docs.comparing.tally import Tally
from tests.spc.test_truth_ptd import ASSURANCE, OURS_DIFFERS, RULES, chart_of, expected_type
from tests.spc.truth import Truth, number

REFERENCE = "NHSRplotthedots 0.2.2"
WHY = {
    "constant": "A constant series has limits equal to its mean, where the reference has none",
    "constant where it is frozen": "A constant series has limits equal to its mean, where the reference has none",
    "constant but for one miss": (
        "Where screening leaves no variation, all moving ranges are used, so that not every point is special"
    ),
}


def compare(truth: Truth) -> list[Tally]:
    """Limits, then what is said of points and series."""
    reasons = {case: WHY[word] for case, word in OURS_DIFFERS.items()}
    limits = Tally(REFERENCE, "Mean and limits of XmR charts, with rebase, freeze and screening", reasons)
    verdicts = Tally(REFERENCE, "Rule and meaning of each point, variation and assurance of each series", reasons)
    for case in truth.ptd_cases:
        if case["error"]:
            continue
        name, direction = case["case"], case["improvement_direction"]
        chart, rows = chart_of(truth, case), truth.ptd_points[case["case"]]
        for mine, theirs in ((chart.centre, "mean"), (chart.lower, "lpl"), (chart.upper, "upl")):
            limits.numbers(name, [number(row[theirs]) for row in rows], mine)
        causes = [RULES[row["special_cause_type"]] for row in rows]
        types = [
            expected_type(row["point_type"], row["relative_to_mean"], row["special_cause_type"], direction) for row in rows
        ]
        verdicts.words(name, causes, chart.special_causes)
        verdicts.words(name, types, chart.types)
        series = truth.ptd_series[name]
        variation = expected_type(series["variation_type"], "", "", direction)
        verdicts.words(name, [ASSURANCE[series["assurance_type"]], variation], [chart.assurance, chart.variation])
    return [limits, verdicts]
