"""The sums of units as a funnel, and what stands in its way."""

from dataclasses import dataclass

from qms.control.funnels import queries
from qms.control.funnels.asking import Asked
from qms.control.funnels.queries import FEWEST, UnitSum
from qms.golden_thread.metrics.models import DataKind, Metric
from qms.golden_thread.metrics.scale import scale_of
from qms.spc import Funnel, SeriesError, funnel


@dataclass(frozen=True)
class Comparison:
    """A metric's units and their funnel; without one, `problem` says why. The funnel's units are the sums' in their order."""

    metric: Metric
    asked: Asked
    sums: list[UnitSum]
    funnel: Funnel | None
    problem: str = ""

    @property
    def rate(self) -> float:
        """Events for each of the denominator over all units."""
        return sum(each.numerator for each in self.sums) / sum(each.denominator for each in self.sums)

    @property
    def highlight(self) -> UnitSum | None:
        """The unit that was asked for, else the reader's own."""
        wanted = [self.asked.highlight] if self.asked.highlight else sorted(self.asked.own)
        return next((each for each in self.sums if each.unit_id in wanted), None)


def compare(metric: Metric, asked: Asked) -> Comparison:
    """The comparison that is asked for, in one query."""
    if metric.data_kind not in queries.COMPARABLE:
        problem = "Only proportions and rates can be compared in this way: a funnel needs to know how large each unit is."
        return Comparison(metric, asked, [], None, problem)
    if asked.level is None or asked.first is None or asked.last_day is None:
        return Comparison(metric, asked, [], None, "Nothing has been measured yet.")
    sums = queries.sums_of_units(metric.id, kind=asked.level, under=asked.under, first=asked.first, last=asked.last_day)
    if len(sums) < FEWEST:
        return Comparison(
            metric,
            asked,
            sums,
            None,
            "Fewer than three of these units have figures in these months. Choose another level or a longer period.",
        )
    if metric.data_kind is DataKind.RATE and not any(each.numerator for each in sums):
        return Comparison(
            metric, asked, sums, None, "Nothing was counted in any of these units in these months. Choose a longer period."
        )
    try:
        return Comparison(metric, asked, sums, _funnel(metric, asked, sums))
    except SeriesError as error:
        name = f"{sums[error.position].name}: " if error.position is not None else ""
        return Comparison(metric, asked, sums, None, f"These figures cannot be compared. {name}{error.problem}.")


def _funnel(metric: Metric, asked: Asked, sums: list[UnitSum]) -> Funnel:
    """Proportions as they are; rates as observed against expected events at the overall rate, told on the metric's scale."""
    above, below = [each.numerator for each in sums], [each.denominator for each in sums]
    names = [str(each.unit_id) for each in sums]
    factor = 1.0
    if metric.data_kind is DataKind.RATE:
        rate = sum(above) / sum(below)
        below, factor = [size * rate for size in below], rate * scale_of(metric)
    return funnel(
        above,
        below,
        groups=names,
        method=asked.method,
        overdispersion=asked.overdispersion,
        limit=asked.limit,
        multiplier=factor,
        corrected=True,
    )
