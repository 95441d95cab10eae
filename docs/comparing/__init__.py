"""What the reference implementations computed beside what this program computes."""

from typing import Any

from docs.comparing import funnels, nhsr, qicharts, sequences
from tests.spc.truth import Truth


def rows(truth: Truth) -> list[dict[str, Any]]:
    """One row per part of each reference, as the page shows it. Raises UnexplainedError for a difference without a reason."""
    tallies = (*nhsr.compare(truth), *qicharts.compare(truth), *funnels.compare(truth), *sequences.compare(truth))
    return [tally.row() for tally in tallies]
