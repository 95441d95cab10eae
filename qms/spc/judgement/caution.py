"""A caution: why the verdicts of a chart deserve less trust, and which chart to try instead."""

from dataclasses import dataclass
from enum import StrEnum


class CautionKind(StrEnum):
    """What was found."""

    OVERDISPERSED = "overdispersed"
    UNDERDISPERSED = "underdispersed"
    FEW_POINTS = "few-points"
    AUTOCORRELATED = "autocorrelated"
    SEASONAL = "seasonal"
    MOSTLY_ZEROS = "mostly-zeros"


@dataclass(frozen=True)
class Caution:
    """sentence: what was found and what it does to the chart, in plain English. offer: a chart kind to try, or None."""

    kind: CautionKind
    sentence: str
    offer: str | None = None
