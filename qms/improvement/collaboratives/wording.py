"""Collaboratives in words."""

import datetime as dt

from qms.improvement.collaboratives.models import Collaborative
from qms.kernel import formats


def state_of(found: Collaborative, today: dt.date) -> tuple[str, str]:
    """The state and the colour of its tag: planned, running, past its end date, ended."""
    if found.ended_on is not None:
        return f"Ended {formats.day(found.ended_on)}", "grey"
    if today < found.starts_on:
        return "Planned", "white"
    return ("Past its end date", "yellow") if today > found.ends_on else ("Running", "blue")


def dates_words(found: Collaborative) -> str:
    """'3 March 2026 to 30 April 2027'"""
    return f"{formats.day(found.starts_on)} to {formats.day(found.ended_on or found.ends_on)}"
