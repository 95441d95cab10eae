"""Numbers and lengths of time as people say them."""

import re
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


MOST_DECIMALS = 9
SMALLEST, LONGEST = 1e-6, 1e15
"""Numbers that so many decimals say too coarsely, or that are too long to read, are said with a power of ten."""

_BESIDE_A_POWER = 3

_RAISED = str.maketrans("-0123456789", "\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


class Rounding:
    """Rounds all numbers of one sentence alike: one decimal, more where the differences are smaller, none where huge."""

    unit = ""

    def __init__(self, numbers: list[float]) -> None:
        known = sorted({number for number in numbers if isfinite(number)})
        spread = known[-1] - known[0] if known else 0.0
        scale = spread or abs(known[0] if known else 0.0)
        self.decimals = 1 if scale == 0 else min(max(1 - ceil(log10(scale) - 1e-9) + 1, 1), MOST_DECIMALS)
        if known and max(abs(known[0]), abs(known[-1])) >= 1000 and scale >= 10:
            self.decimals = 0
        while self.decimals < MOST_DECIMALS and len({self.say(number) for number in known}) < len(known):
            self.decimals += 1

    def say(self, number: float) -> str:
        """The number with thousands separators and a true minus sign; with a power of ten where it is too long for that."""
        coarse = self.decimals == MOST_DECIMALS and 0 < abs(number) < SMALLEST
        if coarse or abs(number) >= LONGEST:
            digits, _, power = f"{number:.{_BESIDE_A_POWER}e}".partition("e")
            return f"{digits} \u00d7 10{str(int(power)).translate(_RAISED)}".replace("-", "\u2212")
        text = f"{number:,.{self.decimals}f}"
        if number == 0 and self.decimals == MOST_DECIMALS:
            return "0"
        zero = not text.strip("-0.,")
        return text.lstrip("-") if zero else text.replace("-", "\u2212")

    def say_given(self, number: float) -> str:
        """A number that a person chose or counted, such as a target: no decimals that were not given."""
        written = repr(float(number))
        given = self.decimals if "e" in written else len(written.removesuffix(".0").partition(".")[2])
        rounding = Rounding([])
        rounding.decimals = min(self.decimals, given)
        return rounding.say(number)


def whole(text: str) -> str:
    """A number in words without decimals that are all 0: what was counted needs none."""
    return re.sub(r"\.0+$", "", text)


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
