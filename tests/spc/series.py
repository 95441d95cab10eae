"""Made-up series for the tests."""

from datetime import date


def months(count: int, start: str = "2024-01-01") -> list[str]:
    """ISO dates of the first days of so many months."""
    first = date.fromisoformat(start)
    places = range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + count)
    return [date(place // 12, place % 12 + 1, 1).isoformat() for place in places]


STEADY = [5.0, 4.0, 6.0, 5.5, 4.5, 5.2, 4.8, 6.1, 3.9, 5.0, 4.4, 5.6, 5.3, 4.7, 5.1, 4.9]
"""Sixteen points that give no signal."""
