"""How often chance alone looks as if a change had worked, where people make changes because a chart gave concern.

    python benchmarks/after_a_signal.py [--series N] [--kinds xmr,p,c]

For each kind of chart: changes on any day, at once and three points after a concern that people saw live, and right after one
that is seen only in hindsight, with all that came later. Real shifts of 0, 1 and 2 standard deviations. Three rules: the
baseline of all points (as built), without the single points of the concern, without its whole runs. Printed are the shares
called an improvement and, in brackets, a concern. Decision 16 rests on this table.
"""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.spc.judgement.signal_first import Case, any_day, hindsight, live  # the same series as the tests'

CAUSES: dict[str, Callable[[str, int, float], list[Case]]] = {
    "any day": lambda kind, series, shift: any_day(kind, series=series, shift=shift),
    "live, at once": lambda kind, series, shift: live(kind, series=series, shift=shift),
    "live, 3 later": lambda kind, series, shift: live(kind, series=series, shift=shift, later=3),
    "hindsight": lambda kind, series, shift: hindsight(kind, series=series, shift=shift),
}
RULES: dict[str, Callable[[Case], list[int]]] = {
    "all points": lambda _: [],
    "no single points": lambda case: case.concern(single=True),
    "no whole runs": lambda case: case.concern(),
}


def main() -> int:
    """Simulate and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--series", type=int, default=200)
    arguments.add_argument("--kinds", default="xmr,p,c")
    asked = arguments.parse_args()
    print(f"{'chart':6}{'change':15}{'shift':7}" + "".join(f"{rule:20}" for rule in RULES))
    for kind in asked.kinds.split(","):
        for cause, make in CAUSES.items():
            for shift in (0.0, 1.0, 2.0):
                cases = make(kind, asked.series, shift)
                cells = [_cell(cases, rule) for rule in RULES.values()]
                print(f"{kind:6}{cause:15}{shift:<7.0f}" + "".join(f"{cell:20}" for cell in cells), flush=True)
    return 0


def _cell(cases: list[Case], rule: Callable[[Case], list[int]]) -> str:
    judged = [each.effect(rule(each)).judgement.value for each in cases]
    better, worse = (judged.count(word) / len(judged) for word in ("improvement", "concern"))
    return f"{better:6.1%} ({worse:5.1%})"


if __name__ == "__main__":
    sys.exit(main())
