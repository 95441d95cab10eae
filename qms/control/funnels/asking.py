"""What a funnel is asked for, as the address says it, with sensible defaults for what it does not say."""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from qms.control.funnels import queries
from qms.golden_thread.metrics.models import DataKind, Metric
from qms.kernel import clock
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import unit as unit_by_id
from qms.people.models import Person

MONTHS_BY_DEFAULT = 12
MONTHS_OFFERED = 120
METHODS = ("sr", "sr-shmi", "sr-cqc")


@dataclass(frozen=True)
class Asked:
    """first and last are first days of months, both within. levels: units measured of each kind. own: the reader's units."""

    levels: Mapping[UnitKind, int]
    months: tuple[dt.date, ...]
    level: UnitKind | None
    under: Unit | None
    first: dt.date | None
    last: dt.date | None
    limit: int
    overdispersion: bool
    method: str
    highlight: int | None
    own: frozenset[int]

    @property
    def last_day(self) -> dt.date | None:
        """The last day of the last month."""
        return _month_end(self.last) if self.last else None


def asked_of(metric: Metric, query: MultiDict[str, str], reader: Person) -> Asked:
    """What the address asks for; what means nothing is passed over. Raises NoResultFound (a 404) for an unknown unit."""
    levels = queries.units_measured([metric.id]).get(metric.id, {})
    months = _months_of(metric)
    first, last = _period(months, query)
    under = query.get("under", type=int)
    methods = METHODS if metric.data_kind is DataKind.RATE else ("pr",)
    return Asked(
        levels=levels,
        months=months,
        level=_level(levels, query.get("level", "")),
        under=unit_by_id(under) if under else None,
        first=first,
        last=last,
        limit=95 if query.get("limit") == "95" else 99,
        overdispersion=query.get("overdispersion") == "yes",
        method=query["method"] if query.get("method") in methods else methods[0],
        highlight=query.get("highlight", type=int),
        own=frozenset(membership.unit_id for membership in reader.memberships),
    )


def _level(levels: Mapping[UnitKind, int], word: str) -> UnitKind | None:
    """The level asked for, else the one with most units, the lowest of these."""
    if word in set(UnitKind):
        return UnitKind(word)
    order = list(UnitKind)
    return max(levels, key=lambda kind: (levels[kind], order.index(kind)), default=None)


def _months_of(metric: Metric) -> tuple[dt.date, ...]:
    """The months from the metric's first measurement to its last, oldest first."""
    span = queries.first_and_last(metric.id)
    if span is None:
        return ()
    start, end = _number(span[0]), _number(span[1])
    return tuple(_month(number) for number in range(max(start, end - MONTHS_OFFERED + 1), end + 1))


def _period(months: tuple[dt.date, ...], query: MultiDict[str, str]) -> tuple[dt.date | None, dt.date | None]:
    """The months asked for; by default the last twelve that are over. Turned round where they stand the wrong way."""
    if not months:
        return None, None
    over = [month for month in months if _month_end(month) < clock.today()]
    last = _asked_month(query.get("to", ""), months) or (over or months)[-1]
    first = _asked_month(query.get("from", ""), months) or max(months[0], _month(_number(last) - MONTHS_BY_DEFAULT + 1))
    return min(first, last), max(first, last)


def _asked_month(text: str, months: tuple[dt.date, ...]) -> dt.date | None:
    """The month that the text names, or the nearest that is offered; None where it names none."""
    try:
        return min(max(dt.date.fromisoformat(f"{text[:7]}-01"), months[0]), months[-1])
    except ValueError:
        return None


def _month_end(month: dt.date) -> dt.date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _number(day: dt.date | None) -> int:
    return day.year * 12 + day.month - 1 if day else 0


def _month(number: int) -> dt.date:
    return dt.date(number // 12, number % 12 + 1, 1)
