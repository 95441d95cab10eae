"""Numbers and lengths of time as people say them."""

from math import ceil, isfinite, log10

import numpy as np

from qms.spc.arrays import Dates

PLURAL = {
    "day": "days",
    "week": "weeks",
    "month": "months",
    "quarter": "quarters",
    "year": "years",
    "point": "points",
}


class Rounding:
    """Rounds all numbers of one sentence alike: one decimal, more where the differences are smaller, none where huge."""

    unit = ""

    def __init__(self, numbers: list[float]) -> None:
        known = sorted({number for number in numbers if isfinite(number)})
        spread = known[-1] - known[0] if known else 0.0
        scale = spread or abs(known[0] if known else 0.0)
        self.decimals = 1 if scale == 0 else min(max(1 - ceil(log10(scale) - 1e-9) + 1, 1), 9)
        if known and max(abs(known[0]), abs(known[-1])) >= 1000 and scale >= 10:
            self.decimals = 0
        while self.decimals < 9 and len({self.say(number) for number in known}) < len(known):
            self.decimals += 1

    def say(self, number: float) -> str:
        """The number with thousands separators and a true minus sign."""
        text = f"{number:,.{self.decimals}f}"
        zero = not text.strip("-0.,")
        return text.lstrip("-") if zero else text.replace("-", "\u2212")

    def say_given(self, number: float) -> str:
        """A number that a person chose, such as a target: no decimals beyond the first that were not given."""
        given = len(repr(float(number)).partition(".")[2]) if "e" not in repr(float(number)) else self.decimals
        rounding = Rounding([])
        rounding.decimals = min(self.decimals, given)
        return rounding.say(number)


def unit_of(periods: Dates | None, every: str, first: int, last: int, points: int) -> str:
    """What a run of points is counted in: "months" where it fills the calendar without a gap, otherwise "points"."""
    if periods is None or every in ("point", "quarter", "year"):
        return PLURAL["point"] if periods is None or every == "point" else PLURAL[every]
    span = periods[last] - periods[first]
    if every == "month":
        steps = np.diff(periods[[first, last]].astype("datetime64[M]").astype(int))[0]
    else:
        steps = int(span.astype(int)) // {"week": 7, "day": 1}[every]
    return PLURAL[every] if steps == points - 1 else PLURAL["point"]
