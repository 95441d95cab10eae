"""The thread strip under the title of every object: what it serves up to the board, what serves it, and where it breaks.

Each function needs a constant number of queries. A break names its remedy; the link to it is given to those who may do it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, func, select

from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.objectives.branches import active_objectives, branches_of
from qms.golden_thread.objectives.breaks import Break, broken, nothing_serves
from qms.golden_thread.objectives.chains import Aim, chains_up
from qms.golden_thread.objectives.links import links_of, objectives_with
from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.golden_thread.objectives.upwards import Link, board, first_chain, steps
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import live_signals_of
from qms.golden_thread.strands import Card, all_strands, who_acts_on
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import LEVELS, Level, Unit
from qms.people.roles import Permission

CARDS_AT_MOST = 6
"""Things named one by one in a strip."""


@dataclass(frozen=True)
class Strip:
    """What components/thread_strip.html lays out. `also`: objectives served besides the chain in `serves`."""

    serves: Sequence[Link] = ()
    serves_missing: Break | None = None
    served_by: Sequence[Link] = ()
    missing: Sequence[Break] = ()
    also: Sequence[Link] = ()


def strip_of_objective(objective: Objective) -> Strip:
    """The wider objectives up to the board; the metrics, narrower objectives, projects and plans that serve this one."""
    chain = chains_up([objective.id])[objective.id]
    links = links_of([objective.id]).get(objective.id, [])
    here = url_for("objective", objective_id=objective.id)
    served_by: list[Link] = []
    missing: list[Break] = []
    if links:
        served_by.append((_with_concern(len(links), "metric", [link.variation for link in links]), f"{here}#metrics"))
    else:
        choose = url_for("objective_metrics", objective_id=objective.id)
        missing.append(_setting(objective.unit, "No metric tells whether it is reached.", "Choose one", choose))
    if below := _active_below(objective.id):
        served_by.append((f"{count(below, 'objective')} below", f"{here}#below"))
    concern = any(link.gives_concern for link in links)
    branch = branches_of([objective.id])
    for strand in all_strands():
        served = strand.serving_groups(branch).get(objective.id)
        if served:
            served_by.append((served.summary, served.url))
        elif objective.state is ObjectiveState.ACTIVE:
            gap = nothing_serves(strand.noun, objective, concern=concern)
            missing += [gap] if gap else []
    serves, nothing = _upwards(chain[1:], objective)
    return Strip(serves, nothing, served_by, missing)


def strip_of_metric(metric: Metric) -> Strip:
    """The objectives that the metric tells of; its charts, and who acts on those that give concern."""
    chain, also = first_chain(objectives_with(metric.id))
    verdicts = _verdicts(Series.metric_id == metric.id)
    concerns = [series_id for series_id, variation in verdicts.items() if variation.startswith("concern")]
    served_by: list[Link] = []
    missing: list[Break] = []
    if verdicts:
        words = _with_concern(len(verdicts), "chart", verdicts.values())
        served_by.append((words, url_for("control.summary", metric=metric.id)))
    else:
        enter = url_for("control.enter", unit_id=metric.unit_id, metric=metric.id)
        permission = Permission.ENTER_MEASUREMENTS
        missing.append(broken("Nothing has been measured yet.", "Add data", enter, permission=permission, unit=metric.unit))
    acting = who_acts_on(concerns)
    if idle := len(set(concerns) - acting.keys()):
        sentence = (
            f"{count(idle, 'chart gives', 'charts give')} concern and nobody is acting on {'it' if idle == 1 else 'them'}."
        )
        missing.append((sentence, "See which", url_for("control.summary", metric=metric.id, variation="concern")))
    objectives = url_for("objectives", unit=metric.unit_id)
    nothing = ("No objective is followed with this metric.", "Objectives of this unit", objectives)
    return Strip(chain, None if chain else nothing, [*served_by, *_different(acting)], missing, also)


def strip_of_series(series: Series) -> Strip:
    """For one chart: the nearest objective at or above the unit that its metric tells of, and who acts on the chart."""
    ids = objectives_with(series.metric_id)
    line = [*series.unit.ancestor_ids, series.unit_id]
    placed = select(Objective.id, Objective.unit_id).where(Objective.id.in_(ids), Objective.unit_id.in_(line))
    depth = {each: line.index(unit_id) for each, unit_id in db.session.execute(placed)}
    chain, also = first_chain(sorted(depth, key=lambda each: (-depth[each], ids.index(each))))
    variation = db.session.scalar(select(Reading.variation).where(Reading.series_id == series.id))
    acting = who_acts_on([series.id])
    missing = []
    if variation and variation.startswith("concern") and not acting:
        concerns = [each.id for each in live_signals_of([series.id]).get(series.id, []) if each.gives_concern]
        answering: dict[str, Any] = {"signal": concerns[-1]} if concerns else {"unit": series.unit_id}
        start = url_for("improvement.project_new", **answering)
        run = Permission.RUN_PROJECTS
        missing.append(
            broken("Nobody is acting on this concern.", "Start a project", start, permission=run, unit=series.unit)
        )
    nothing = ("No objective is followed with this chart.", "See the metric", url_for("metric", metric_id=series.metric_id))
    return Strip(chain, None if chain else nothing, _different(acting), missing, also)


def strip_of_unit(unit: Unit) -> Strip:
    """The unit's own objectives up to the board; its metrics, and the projects and plans that serve its objectives."""
    own = active_at(unit)
    chain, also = first_chain(own)
    verdicts = _verdicts(Series.unit_id == unit.id)
    served_by: list[Link] = []
    if verdicts:
        words = _with_concern(len(verdicts), "metric", verdicts.values())
        served_by.append((words, url_for("control.summary", unit=unit.id)))
    branch = {unit.id: sorted({each for ids in branches_of(own).values() for each in ids})} if own else {}
    for strand in all_strands() if own else ():
        things = sum(sum(served.counts.values()) for served in strand.serving_groups(branch).values())
        if things:
            listed = strand.serving_unit_url(unit.id) or url_for("board_unit", unit_id=unit.id)
            whose = "its objective" if len(own) == 1 else "its objectives"
            served_by.append((f"{count(things, strand.noun)} for {whose}", listed))
    set_one = url_for("objective_new", unit=unit.id)
    nothing = _setting(unit, "This unit has no objective of its own.", "Set one", set_one)
    return Strip(chain, None if chain else nothing, served_by, (), also)


def strip_serving(
    objective: Objective | None, remedy_url: str, *, served_by: Sequence[Link] = (), missing: Sequence[Break] = ()
) -> Strip:
    """For a project or a plan: the objective that it serves, up to the board; without one, `remedy_url` mends that.

    `served_by` and `missing` are what the room itself knows of what stands below."""
    if objective is None:
        return Strip((), ("It serves no objective yet.", "Choose one", remedy_url), served_by, missing)
    return Strip(steps(chains_up([objective.id])[objective.id]), None, served_by, missing)


def active_at(unit: Unit) -> list[int]:
    """The ids of the unit's own active objectives, in the order of the board page."""
    return list(db.session.execute(active_objectives(unit.id)).scalars())


def _upwards(wider: Sequence[Aim], objective: Objective) -> tuple[list[Link], Break | None]:
    if wider:
        return steps(wider), None
    if LEVELS[objective.unit.kind] is Level.MACRO:
        return [board(objective.unit_id, objective.period)], None
    edit = url_for("objective_edit", objective_id=objective.id)
    return [], _setting(objective.unit, "It serves no wider objective.", "Choose one", edit)


def _setting(unit: Unit, sentence: str, remedy: str, href: str) -> Break:
    return broken(sentence, remedy, href, permission=Permission.SET_OBJECTIVES, unit=unit)


def _with_concern(how_many: int, noun: str, variations: Collection[str | None]) -> str:
    concerns = sum(bool(each) and str(each).startswith("concern") for each in variations)
    return count(how_many, noun) + (f" ({concerns:,} concern)" if concerns else "")


def _verdicts(condition: ColumnElement[bool]) -> dict[int, str]:
    """The variation of each whole series with a reading, by series id, of metrics that are not retired."""
    statement = (
        select(Series.id, Reading.variation)
        .join(Reading, Reading.series_id == Series.id)
        .join(Metric, Metric.id == Series.metric_id)
        .where(condition, Series.stratum == "", Metric.state != MetricState.RETIRED)
    )
    return dict(db.session.execute(statement).all())


def _active_below(objective_id: int) -> int:
    statement = select(func.count()).select_from(Objective)
    return (
        db.session.scalar(statement.where(Objective.parent_id == objective_id, Objective.state == ObjectiveState.ACTIVE)) or 0
    )


def _different(acting: dict[int, list[Card]]) -> list[Link]:
    links = ((card.title, card.url) for cards in acting.values() for card in cards)
    return list(dict.fromkeys(links))[:CARDS_AT_MOST]
