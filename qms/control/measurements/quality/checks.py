"""What can be seen from names and extents alone: gaps inside series, and units that may be the same."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from qms.control.measurements.quality.queries import Extent
from qms.golden_thread.metrics.models import Cadence
from qms.golden_thread.readings.due import DAYS, MONTHS


def missing_periods(extent: Extent) -> int:
    """How many periods between its first and its last a series lacks."""
    if extent.cadence is Cadence.EVENT:
        return 0
    return max(0, periods_between(extent.first, extent.last, extent.cadence) - extent.how_many)


def periods_between(first: dt.date, last: dt.date, cadence: Cadence) -> int:
    """The number of periods from the first to the last, both counted."""
    if cadence in DAYS:
        return (last - first).days // DAYS[cadence] + 1
    return ((last.year - first.year) * 12 + last.month - first.month) // MONTHS[cadence] + 1


def alike(units: Iterable[tuple[int, str, int | None]]) -> list[list[tuple[int, str]]]:
    """Units below the same parent whose names differ in signs, spaces, case or the order of words alone."""
    groups: dict[tuple[int | None, Sequence[str]], list[tuple[int, str]]] = {}
    for number, name, parent in units:
        groups.setdefault((parent, _words(name)), []).append((number, name))
    return [group for group in groups.values() if len(group) > 1]


def _words(name: str) -> tuple[str, ...]:
    """'Ward 7A', 'ward 7-a' and '7A Ward' are the same words; digits and letters are told apart."""
    return tuple(sorted(re.findall(r"\d+|[^\W\d_]+", name.casefold().replace("&", " and "))))
