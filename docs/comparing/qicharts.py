"""qicharts2: all thirteen charts, and the runs analysis."""

from collections.abc import Iterator

from docs.comparing.tally import Tally
from qms.spc import ControlChart
from qms.spc.runs import crossings_limit, longest_run_limit
from tests.spc.test_truth_qic import CONSTANT, facets
from tests.spc.truth import Row, Truth, number

REFERENCE = "qicharts2 0.8.1"
NAMES = {
    "run": "Run charts",
    "i": "I charts",
    "ip": "I′ charts",
    "mr": "Moving range charts",
    "xbar": "X̄ charts",
    "s": "S charts",
    "p": "p charts",
    "pp": "p′ charts",
    "u": "u charts",
    "up": "u′ charts",
    "c": "c charts",
    "g": "g charts",
    "t": "t charts",
}
CONSTANT_SERIES = "A constant series has limits equal to its centre, where the reference has none"


def compare(truth: Truth) -> list[Tally]:
    """Lines by kind of chart, then the runs analysis of all of them, then its limits for 1 to 500 points."""
    reasons = dict.fromkeys(CONSTANT, CONSTANT_SERIES)
    lines = {kind: Tally(REFERENCE, f"{name}: centre, limits, points outside", reasons) for kind, name in NAMES.items()}
    runs = Tally(REFERENCE, "Runs analysis by phase: useful points, longest run, crossings, signal")
    for case, rows, chart in facets(truth):
        name = case["case"]
        for own, theirs in (("values", "y"), ("centre", "cl"), ("lower", "lcl"), ("upper", "ucl")):
            lines[case["chart"]].numbers(name, [number(row[theirs]) for row in rows], getattr(chart, own) * case["multiply"])
        outside = [row["sigma_signal"] == "TRUE" for row in rows]
        lines[case["chart"]].words(name, outside, [cause == "outside-limits" for cause in chart.special_causes])
        for wanted, mine in _runs(rows, chart):
            runs.words(name, wanted, mine)
    return [*lines.values(), runs, _limits(truth)]


def _runs(rows: list[Row], chart: ControlChart) -> Iterator[tuple[list, list]]:
    for phase in chart.phases:
        if phase.runs is not None:
            row, found = rows[phase.start], phase.runs
            wanted = [
                int(row["n_useful"]),
                number(row["longest_run"]),
                number(row["n_crossings"]),
                row["runs_signal"] == "TRUE",
            ]
            yield wanted, [found.useful, found.longest_run, found.crossings, found.signal]


def _limits(truth: Truth) -> Tally:
    tally = Tally(REFERENCE, "Limits of the longest run and of crossings for 1 to 500 useful points")
    for row in truth.anhoej_limits:
        useful = int(row["n_useful"])
        wanted = [int(row["longest_run_max"]), int(row["n_crossings_min"])]
        tally.words(f"{useful} points", wanted, [longest_run_limit(useful), crossings_limit(useful)])
    return tally
