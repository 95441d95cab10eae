"""How a unit contributes: its own objectives, and those above whose headline it measures, each with its way to the board."""

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import and_, func, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.chains import Aim, chains_up
from qms.golden_thread.objectives.links import links_of
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric, ObjectiveState
from qms.golden_thread.objectives.thread_strip import active_at
from qms.golden_thread.objectives.upwards import Link, steps
from qms.golden_thread.readings.models import Reading
from qms.kernel.db import db
from qms.organisation.models import Unit

AT_MOST = 20


@dataclass(frozen=True)
class Contribution:
    """One objective as a unit's page shows it. `variation` is the verdict of the unit's own chart, where it has one.

    `wider` leads from the next objective above up to the board."""

    title: str
    url: str
    sentence: str
    variation: str | None
    chart_url: str
    wider: list[Link]


def how_we_contribute(unit: Unit) -> list[Contribution]:
    """The unit's own active objectives, then those of units above whose headline metric is measured here; four queries."""
    own = active_at(unit)[:AT_MOST]
    measured = _measured_here(unit)
    chains = chains_up([*own, *measured])
    told = {aim.id for each in own for aim in chains[each]}
    links = links_of(own)
    found = []
    for each in own:
        headline = next(iter(links.get(each, [])), None)
        if headline is None:
            found.append(_contribution(chains[each], "Our own objective; no metric tells of it yet.", None, None))
        else:
            sentence = f"Our own objective, followed with {headline.metric}."
            found.append(_contribution(chains[each], sentence, headline.variation, headline.series_id))
    for each, (metric, variation, series_id) in measured.items():
        if each not in told:
            sentence = f"{chains[each][0].unit_name} follows it with {metric}, also measured here."
            found.append(_contribution(chains[each], sentence, variation, series_id))
    return found[:AT_MOST]


def _measured_here(unit: Unit) -> dict[int, tuple[str, str | None, int]]:
    """Active objectives of the units above whose headline has a chart here: (metric, variation, series) by objective."""
    whole = and_(Series.metric_id == Metric.id, Series.unit_id == unit.id, Series.stratum == "")
    statement = (
        select(Objective.id, Metric.name, Reading.variation, Series.id)
        .select_from(Objective)
        .join(Unit, Unit.id == Objective.unit_id)
        .join(ObjectiveMetric, ObjectiveMetric.objective_id == Objective.id)
        .join(Metric, Metric.id == ObjectiveMetric.metric_id)
        .join(Series, whole)
        .outerjoin(Reading, Reading.series_id == Series.id)
        .where(Unit.id.in_(unit.ancestor_ids), Objective.state == ObjectiveState.ACTIVE, ObjectiveMetric.headline)
        .where(Metric.state != MetricState.RETIRED)
        .order_by(func.length(Unit.path).desc(), Objective.position, Objective.id)  # the nearest first
        .limit(AT_MOST)
    )
    return {each: (metric, variation, series_id) for each, metric, variation, series_id in db.session.execute(statement)}


def _contribution(chain: list[Aim], sentence: str, variation: str | None, series_id: int | None) -> Contribution:
    wider = steps(chain)[1:]
    chart = url_for("control.chart", series_id=series_id) if series_id and variation else ""
    return Contribution(chain[0].title, url_for("objective", objective_id=chain[0].id), sentence, variation, chart, wider)
