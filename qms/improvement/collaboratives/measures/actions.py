"""Writes of shared measures: each becomes a measure of every team's project, and goes again with the team."""

from collections.abc import Sequence

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric
from qms.improvement.collaboratives.measures.queries import can_begin, series_at
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam, SharedMeasure, TeamMeasure
from qms.improvement.collaboratives.queries import measures_of
from qms.improvement.learning.adopting.actions import begin_series
from qms.improvement.measures.actions import link_measure, unlink_measure
from qms.improvement.projects.queries import measures_of as links_of
from qms.kernel import audit
from qms.kernel.db import db
from qms.people.models import Person

SHARED = audit.declare("collaborative.measure-shared", "metric_id")
LED = audit.declare("collaborative.measure-leads", "metric_id")
UNSHARED = audit.declare("collaborative.measure-unshared", "metric_id")


def share_measure(
    found: Collaborative, *, metric: Metric, teams: Sequence[CollaborativeTeam], by: Person
) -> tuple[SharedMeasure, list[str]]:
    """Let every team measure the metric on its own unit. Returns the shared measure, and the names of the units where it
    cannot be had because its definition is another unit's."""
    shared = SharedMeasure(collaborative_id=found.id, metric=metric, position=len(measures_of(found.id)))
    db.session.add(shared)
    db.session.flush()
    audit.record(SHARED, by=by, subject_id=found.id, metric_id=metric.id)
    return shared, bring_measures(teams, [metric], by=by)


def lead_with(shared: SharedMeasure, *, by: Person) -> None:
    """Let the measure lead the page; the others keep their order."""
    others = [each for each in measures_of(shared.collaborative_id) if each.id != shared.id]
    for position, each in enumerate([shared, *others]):
        each.position = position
    audit.record(LED, by=by, subject_id=shared.collaborative_id, metric_id=shared.metric_id)
    db.session.flush()


def unshare_measure(shared: SharedMeasure, *, teams: Sequence[CollaborativeTeam], by: Person) -> None:
    """Share it no more; where the programme brought it to a project, it goes from there too. Charts stay."""
    take_back(teams, by=by, metric_id=shared.metric_id)
    audit.record(UNSHARED, by=by, subject_id=shared.collaborative_id, metric_id=shared.metric_id)
    db.session.delete(shared)
    db.session.flush()


def bring_measures(teams: Sequence[CollaborativeTeam], metrics: Sequence[Metric], *, by: Person) -> list[str]:
    """Link the metrics' series at each team's unit to its project, where they are not linked yet; series that do not exist
    begin. Returns the names of units where a metric cannot be measured."""
    series = series_at([each.project.unit_id for each in teams], [each.id for each in metrics])
    linked = links_of([each.project_id for each in teams])
    left_out: list[str] = []
    for team in teams:
        have = {link.series_id for link in linked.get(team.project_id, [])}
        for metric in metrics:
            unit = team.project.unit
            found = series.get((unit.id, metric.id))
            if found is None and can_begin(unit, metric):
                found = series[(unit.id, metric.id)] = begin_series(metric_id=metric.id, unit=unit, by=by)
            if found is None:
                left_out.append(unit.name)
            elif found.id not in have:
                link = link_measure(team.project, series=found, by=by)
                db.session.add(TeamMeasure(team_id=team.id, link_id=link.id))
    db.session.flush()
    return left_out


def take_back(teams: Sequence[CollaborativeTeam], *, by: Person, metric_id: int | None = None) -> None:
    """Unlink what the programme brought to these teams' projects (of one metric where it is named)."""
    statement = select(TeamMeasure).where(TeamMeasure.team_id.in_([each.id for each in teams]))
    for brought in list(db.session.execute(statement).scalars()):
        if metric_id in {None, brought.link.series.metric_id}:
            link = brought.link
            db.session.delete(brought)
            db.session.flush()
            unlink_measure(link, by=by)
