"""What a chart says about one point, for hover text, tooltips and screen readers."""

from __future__ import annotations

from qms.golden_thread.drawing.numbers import Writer
from qms.golden_thread.drawing.picture import Point
from qms.golden_thread.drawing.words import EXCLUDED_WORDS, is_high, mark_of, mark_words, rule_words


def verdict(point: Point, kind: str) -> str:
    """Why a point is marked: "Concern (rising): above the upper limit"; empty for common cause."""
    if point.excluded:
        return EXCLUDED_WORDS
    shown = mark_of(point.type, point.special_cause)
    if not shown:
        return ""
    why = rule_words(point.special_cause, high=is_high(point.type), kind=kind)
    return f"{mark_words(shown)}: {why}" if why else mark_words(shown)


def amount(value: float, write: Writer, unit: str) -> str:
    """A value with its unit: "4.6 per 1,000 bed days", "84.0%", "£2,310"."""
    words = write(value)
    return words if not unit or unit in words else f"{words} {unit}"


def limits(point: Point, write: Writer) -> str:
    """The limits that hold for a point: "Limits 2.2 to 6.2", "Upper limit 6.2" where no value can reach the lower one; empty
    where it has none."""
    if point.lower is None or point.upper is None:
        known = [("Upper", point.upper), ("Lower", point.lower)]
        return "".join(f"{name} limit {write(level)}" for name, level in known if level is not None)
    return f"Limits {write(point.lower)} to {write(point.upper)}"
