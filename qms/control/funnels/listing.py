"""The list of metrics whose units can be compared."""

from dataclasses import dataclass

from flask import url_for

from qms.control.funnels import queries
from qms.control.funnels.queries import FEWEST
from qms.control.funnels.words import UNITS
from qms.golden_thread.metrics.models import Metric
from qms.kernel.formats import listed
from qms.kernel.paging import Page, page_of
from qms.organisation.models import UnitKind


@dataclass(frozen=True)
class Line:
    """One metric: where its comparison is, and of how many units."""

    metric: Metric
    url: str
    units: str


def comparable(words: str) -> Page[Line]:
    """The asked-for page of the list, in a constant number of queries."""
    page = page_of(queries.comparable_metrics(words), size=50)
    measured = queries.units_measured([each.id for each in page.items])
    lines = [Line(each, url_for("control.funnel", metric_id=each.id), _units(measured[each.id])) for each in page.items]
    return Page(lines, page.number, page.size, page.total)


def _units(levels: dict[UnitKind, int]) -> str:
    """'9 wards and teams, 3 divisions', where there are enough to compare."""
    kinds = [kind for kind in reversed(UnitKind) if levels.get(kind, 0) >= FEWEST]
    return listed([f"{levels[kind]:,} {UNITS[kind][1]}" for kind in kinds])
