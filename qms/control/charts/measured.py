"""The measurements as charts take them, for other rooms: what a recommendation of a chart is made from."""

from collections.abc import Sequence

from qms.control.charts.lines import lines_of
from qms.control.charts.queries import series_by_ids
from qms.golden_thread.strands import Measured
from qms.spc.arrays import Floats


def measured_series(series_ids: Sequence[int]) -> dict[int, Measured]:
    """The measurements of each series, in a constant number of queries; series without any are left out."""
    return {
        line.series.id: Measured(
            periods=line.periods.tolist(),
            values=line.values.tolist(),
            denominators=_listed(line.denominators),
            sizes=_known(line.sizes),
            deviations=_known(line.deviations),
        )
        for line in lines_of(series_by_ids(series_ids))
    }


def _listed(numbers: Floats | None) -> list[float] | None:
    return None if numbers is None else numbers.tolist()


def _known(numbers: Floats | None) -> list[float] | None:
    """What was sent besides the averages; None where nothing was."""
    return None if numbers is None or (numbers != numbers).all() else numbers.tolist()  # noqa: PLR0124  NaN alone differs from itself
