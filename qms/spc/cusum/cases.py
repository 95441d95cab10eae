"""Outcomes and risks of cases, checked."""

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.cusum.given import Given, read_given


def read_cases(outcomes: object, risks: object) -> tuple[Given, Floats]:
    """Outcomes of 0, 1 or a gap, and a risk strictly between 0 and 1 for each case that has an outcome.

    A case without a risk is a gap too where its outcome is missing, and refused where it is not. Raises SeriesError.
    """
    given = read_given(outcomes, "outcomes")
    check = given.check
    known = ~np.isnan(given.values)
    wrong = known & (given.values != 0) & (given.values != 1)
    check.refuse(
        wrong, "the outcome is {value}. Give 1 where the event happened and 0 where it did not", "outcomes", given.values
    )
    likely = given.each(risks, "risks")
    check.refuse(known & np.isnan(likely), "the case has no risk. Give the probability of the event", "risks")
    check.refuse(
        known & ~((likely > 0) & (likely < 1)),
        "the risk is {value}. Give a probability above 0 and below 1, such as 0.05 for 5 in 100",
        "risks",
        likely,
    )
    return given, np.where(known, likely, np.nan)
