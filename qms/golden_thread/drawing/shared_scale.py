"""One scale for several charts, so that what is higher on one is higher than on the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.golden_thread.drawing.frame import x_range, y_range
from qms.golden_thread.drawing.picture import Chart, Target, read_chart


@dataclass(frozen=True, slots=True)
class Scale:
    """The range of values that all charts show and, where their points lie on a calendar, the range of days (as
    `date.toordinal` counts them). `since` is a day that each of them marks."""

    y_range: tuple[float, float]
    x_range: tuple[float, float] | None = None
    since: date | None = None


def shared_scale(
    charts: Sequence[Chart],
    *,
    targets: Sequence[Target] | None = None,
    proportion: bool = False,
    even: bool | None = None,
    since: date | None = None,
) -> Scale:
    """The scale that holds every value, limit and target of the charts; `targets` are one for each where given.
    `proportion` and `even` are as the charts are drawn.

    Raises ValueError without any chart."""
    if not charts:
        raise ValueError("A shared scale needs a chart at least.")
    goals = targets or [None] * len(charts)
    pictures = [read_chart(chart, target=goal, even=even) for chart, goal in zip(charts, goals, strict=True)]
    levels = [y_range(picture, proportion=proportion) for picture in pictures]
    dated = [x_range(picture) for picture in pictures if picture.dated and not picture.even]
    days = (min(low for low, _ in dated), max(high for _, high in dated)) if len(dated) == len(pictures) else None
    return Scale((min(low for low, _ in levels), max(high for _, high in levels)), days, since)
