"""The dates under a chart of the slide: an axis of dates where periods are months or days, else one of words."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
LABELS = 4  # under the axis, about
STEPS = {"months": (1, 2, 3, 6, 12, 24, 60, 120), "days": (1, 7, 14, 28, 56, 91, 182, 364)}
"""After how many months or days the next date stands."""
DAYS_IN_A_MONTH = 30.44


def days_of(periods: Sequence[str]) -> list[dt.date]:
    """The first day of each period that is named as "November 2023" or "3 November 2023"; none at all where one is not, or
    where one comes twice."""
    days = [_day(each) for each in periods]
    known = [each for each in days if each is not None]
    return known if len(known) == len(set(known)) == len(periods) else []


def short(period: str) -> str:
    """'November 2023' as 'Nov 2023'; other periods as they are."""
    first, _, rest = period.partition(" ")
    return f"{first[:3]} {rest}" if first in MONTHS and rest.isdigit() else period


def label_dates(chart: Any, periods: Sequence[str], days: Sequence[dt.date], size: float) -> None:
    """Few dates, level, below the plot."""
    axis = chart.category_axis
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size = Pt(size)
    if not days:
        last = axis._element.find(qn("c:noMultiLvlLbl"))
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            last.addprevious(_element(axis, name, max(1, -(-len(periods) // LABELS))))  # the schema wants it there
        return
    unit = "days" if periods[0][0].isdigit() else "months"
    axis.tick_labels.number_format = "d mmm yy" if unit == "days" else "mmm yyyy"
    axis.tick_labels.number_format_is_linked = False
    axis._element.find(f".//{qn('a:bodyPr')}").set("rot", "0")
    span = (days[-1] - days[0]).days / (1 if unit == "days" else DAYS_IN_A_MONTH)
    step = next((each for each in STEPS[unit] if span / each <= LABELS), STEPS[unit][-1])
    for name in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit", "c:minorUnit", "c:minorTimeUnit"):
        for old in axis._element.findall(qn(name)):
            axis._element.remove(old)
    for name, value in (("c:baseTimeUnit", unit), ("c:majorUnit", step), ("c:majorTimeUnit", unit)):
        axis._element.append(_element(axis, name, value))


def _day(period: str) -> dt.date | None:
    words = period.split()
    if not 2 <= len(words) <= 3 or words[-2] not in MONTHS or not (words[0] + words[-1]).replace(words[-2], "", 1).isdigit():
        return None
    try:
        return dt.date(int(words[-1]), MONTHS.index(words[-2]) + 1, int(words[0]) if len(words) == 3 else 1)
    except ValueError:
        return None


def _element(axis: Any, name: str, value: object) -> Any:
    return axis._element.makeelement(qn(name), {"val": str(value)})
