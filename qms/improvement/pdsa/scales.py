"""Numbers on two scales: as people type and say them, and as the chart has them. Of a percentage, 85 is 0.85."""

from decimal import ROUND_HALF_UP, Decimal

from qms.golden_thread.metrics.models import Series

DIGITS = 12
"""Significant digits that are meant; what lies beyond is the rounding of the machine."""


def stored(typed: float | None, series: Series | None) -> float | None:
    """What was typed on the chart's scale: of a percentage, 85 is 0.85."""
    return typed / 100 if typed is not None and series is not None and series.metric.is_percentage else typed


def typed(value: float | None, series: Series | None) -> float | None:
    """A stored number as it is typed."""
    return round(value * 100, 6) if value is not None and series is not None and series.metric.is_percentage else value


def decimals_of(typed_number: float) -> int:
    """Decimal places that a typed number needs: 0 of 3, 2 of 0.25."""
    exponent = _decimal(typed_number).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def to_decimals(number: float, places: int) -> float:
    """The number to so many decimal places, halves away from nought, as people round."""
    return float(_decimal(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def _decimal(number: float) -> Decimal:
    return Decimal(f"{number:.{DIGITS}g}")
