"""Learners in words."""

from qms.improvement.capability.models import Placement
from qms.kernel.formats import day


def spans(placement: Placement) -> str:
    """'Since 3 March 2025', '3 March 2025 to 1 May 2026'."""
    if placement.until is None:
        return f"Since {day(placement.since)}"
    return f"{day(placement.since)} to {day(placement.until)}"
