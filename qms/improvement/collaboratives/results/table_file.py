"""The figures behind the results as rows of a file."""

import math
from collections.abc import Iterator, Sequence

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.scale import scale_of
from qms.golden_thread.strands import Measured, strand
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam

COLUMNS = ("Team", "Unit", "Measure", "Period", "Value", "Counted", "Of", "Teams reported")
Row = tuple[object, ...]


def rows_of(
    found: Collaborative, teams: Sequence[CollaborativeTeam], series: dict[int, int], metric: Metric
) -> Iterator[Row]:
    """The teams together first, as the page adds them up, then each team, newest period first. `series` is {unit id: series
    id}."""
    engine = strand("signal")
    together = engine.pooled({metric.id: list(series.values())}, since=found.starts_on, drawn=[metric.id]).get(metric.id)
    for each in together.periods if together else ():
        yield "Teams together", "", metric.name, each.on.isoformat(), each.number, "", "", each.reported
    measured = engine.measured(list(series.values()))
    for team in teams:
        figures = measured.get(series.get(team.project.unit_id, 0))
        if figures:
            yield from _team_rows(team, figures, metric)


def _team_rows(team: CollaborativeTeam, figures: Measured, metric: Metric) -> Iterator[Row]:
    below = figures.denominators or [math.nan] * len(figures.values)
    for period, value, under in reversed(list(zip(figures.periods, figures.values, below, strict=True))):
        if math.isnan(value):
            continue
        known = not math.isnan(under)
        counted = (value / under if under else "", value, round(under * scale_of(metric), 6)) if known else (value, "", "")
        yield team.project.title, team.project.unit.name, metric.name, period.isoformat(), *counted, ""
