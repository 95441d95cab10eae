"""Rows against what is stored: which are new, which would replace another value, which are there already."""

from collections.abc import Sequence

from qms.control.measurements.queries import SeriesKey, figures_between, series_of_metrics
from qms.control.measurements.rows import Comparison, Row

SeriesByName = dict[tuple[int, int, str], SeriesKey]


def series_by_name(rows: Sequence[Row]) -> SeriesByName:
    """The series of the rows' metrics, by metric, unit and stratum."""
    found = series_of_metrics({row.metric_id for row in rows})
    return {(each.metric_id, each.unit_id, each.stratum): each for each in found}


def compare(rows: Sequence[Row], known: SeriesByName | None = None) -> Comparison:
    """Each row by its place: new, changed (with the figures it would replace) or the same.

    A value that was summed from units below is not the unit's own: a row for it is new.
    Raises ValueError where two rows are for the same metric, unit, stratum and period."""
    known = series_by_name(rows) if known is None else known
    direct = {name: each.id for name, each in known.items() if not each.rolled_up}
    ids = sorted({direct[row[:3]] for row in rows if row[:3] in direct})
    periods = [row.period for row in rows]
    stored = figures_between(ids, min(periods), max(periods)) if ids else {}
    result, seen = Comparison([], {}, []), set()
    for at, row in enumerate(rows):
        name = row[:3]
        if (name, row.period) in seen:
            raise ValueError(f"Two rows are for metric {row.metric_id}, unit {row.unit_id}, '{row.stratum}', {row.period}.")
        seen.add((name, row.period))
        before = stored.get((direct.get(name, 0), row.period))
        if before is None:
            result.new.append(at)
        elif before == row.figures:
            result.same.append(at)
        else:
            result.changed[at] = before
    return result
