"""The variable life-adjusted display (Lovegrove, Valencia, Treasure, Sherlaw-Johnson and Gallivan 1997, Lancet 350)."""

from dataclasses import dataclass

import numpy as np

from qms.spc.arrays import Floats
from qms.spc.cusum.cases import read_cases
from qms.spc.cusum.words import explain_vlad, one_series, plain


@dataclass(frozen=True)
class Vlad:
    """Events expected less events seen, added up case by case; up is better. Arrays are cases, or series × cases."""

    outcomes: Floats
    risks: Floats
    values: Floats

    @property
    def observed(self) -> float:
        """Events seen in one series."""
        one_series(self.values)
        return float(np.nansum(self.outcomes))

    @property
    def expected(self) -> float:
        """Events expected in one series."""
        one_series(self.values)
        return float(np.nansum(self.risks))

    @property
    def explanation(self) -> str:
        """What one series shows, in plain English."""
        return explain_vlad(self)

    def to_dict(self) -> dict[str, object]:
        """One series as plain JSON types; None at gaps."""
        one_series(self.values)
        columns = {"outcome": plain(self.outcomes), "risk": plain(self.risks), "vlad": plain(self.values)}
        return {
            "chart": "vlad",
            "observed": self.observed,
            "expected": self.expected,
            "points": [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)],
            "explanation": self.explanation,
        }


def vlad(outcomes: object, risks: object) -> Vlad:
    """Σ (p − y) over the cases; outcomes and risks as for risk_adjusted_cusum(). Raises SeriesError as it does."""
    given, likely = read_cases(outcomes, risks)
    fewer = likely - given.values
    total = np.where(np.isnan(fewer), np.nan, np.nancumsum(fewer, axis=1))
    return Vlad(given.shaped(given.values), given.shaped(likely), given.shaped(total))
