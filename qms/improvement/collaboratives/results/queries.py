"""Reads of what the teams of a collaborative measure."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from qms.golden_thread.metrics.models import Series
from qms.improvement.collaboratives.models import CollaborativeTeam, SharedMeasure
from qms.improvement.collaboratives.results.models import FiguresAsked
from qms.kernel.db import db


def series_of(teams: Sequence[CollaborativeTeam], measures: Sequence[SharedMeasure]) -> dict[int, dict[int, int]]:
    """The series of each measure's metric on each team's unit: {metric id: {unit id: series id}}. One query."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    statement = select(Series.metric_id, Series.unit_id, Series.id).where(
        Series.metric_id.in_([each.metric_id for each in measures]),
        Series.unit_id.in_({each.project.unit_id for each in teams}),
        Series.stratum == "",
    )
    for metric_id, unit_id, series_id in db.session.execute(statement):
        found[metric_id][unit_id] = series_id
    return dict(found)


def by_unit_name(teams: Sequence[CollaborativeTeam], series: Mapping[int, Mapping[int, int]]) -> dict[int, dict[str, int]]:
    """What `series_of` gives, by the names of the units in the teams' order: {metric id: {unit name: series id}}; 0
    where a unit has no series."""
    names = {each.project.unit_id: each.project.unit.name for each in teams}
    return {
        metric_id: {name: found.get(unit_id, 0) for unit_id, name in names.items()} for metric_id, found in series.items()
    }


def asked_since(team_ids: Collection[int], metric_id: int, since: dt.date) -> set[tuple[int, dt.date]]:
    """(team, period) of the requests for figures of the metric in periods from that day on."""
    statement = select(FiguresAsked.team_id, FiguresAsked.period).where(
        FiguresAsked.team_id.in_(team_ids), FiguresAsked.metric_id == metric_id, FiguresAsked.period >= since
    )
    return {(team_id, period) for team_id, period in db.session.execute(statement)}
