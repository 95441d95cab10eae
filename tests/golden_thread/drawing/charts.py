"""Charts to draw: made by hand, so that a test says exactly what is in the picture."""

from collections.abc import Sequence
from typing import Any

SVG = "{http://www.w3.org/2000/svg}"


def months(count: int, *, year: int = 2024, month: int = 1) -> list[str]:
    """First days of months as ISO dates."""
    places = [month - 1 + i for i in range(count)]
    return [f"{year + place // 12:04d}-{place % 12 + 1:02d}-01" for place in places]


def point(day: str | None, value: float | None, **more: Any) -> dict[str, Any]:
    """A point with mean 5 and limits 2 and 8 unless told otherwise."""
    usual = {"centre": 5.0, "lower": 2.0, "upper": 8.0, "special_cause": None, "type": "common-cause", "excluded": False}
    return {"date": day, "value": value, **usual, **more}


def chart(points: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """A chart dictionary of the stable interface."""
    usual = {"chart": "xmr", "variation": "common-cause", "assurance": None, "provisional": False}
    return {**usual, "explanation": "Nothing unusual.", "points": list(points), **more}


def steady(count: int = 24) -> dict[str, Any]:
    """A chart of common causes only."""
    return chart([point(day, 5 + (i % 3 - 1) * 0.8) for i, day in enumerate(months(count))])
