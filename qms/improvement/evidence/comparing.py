"""What was found of projects' changes: kept findings, and the charts themselves where none is kept."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.strands import strand
from qms.improvement.evidence.facts import MEANT_TO_MOVE
from qms.improvement.evidence.queries import Measure, Trials, measures_of, trials_of
from qms.improvement.measures.evidence import evidence_of
from qms.kernel.db import db
from qms.spc import Assurance, Effect, Judgement

Asked = tuple[int, dt.date]
"""A series and the day of a change."""

_SINCE = "then"


def judgements_of(project_ids: Collection[int]) -> dict[int, Judgement]:
    """What was found on the first measure of each project, outcomes before processes, that can be compared before and since
    the change; projects without one are left out. Two queries where every finding is kept."""
    found: dict[int, Judgement] = {}
    for measure in telling(project_ids):
        found.setdefault(measure.project_id, measure.judgement)
    return found


def telling(project_ids: Collection[int]) -> list[Measure]:
    """The measures that are meant to move and can be compared, outcomes first."""
    if not project_ids:
        return []
    measures = compared(measures_of(project_ids), trials_of(project_ids))
    return [each for each in measures if each.kind in MEANT_TO_MOVE and each.judgement is not None]


def compared(measures: Iterable[Measure], tests: dict[int, Trials]) -> list[Measure]:
    """The measures with findings of their projects' present days of change; what is not kept is asked of the charts, all
    at once. Without a change nothing is found."""
    all_of_them = list(measures)
    days = {each.link_id: tests.get(each.project_id, Trials()).change_on for each in all_of_them}
    asked = [
        each
        for each in all_of_them
        if days[each.link_id] is not None and each.change_on != days[each.link_id] and each.variation is not None
    ]
    found = findings(asked, days) if asked else {}
    return [_for_day(each, days[each.link_id], found) for each in all_of_them]


def findings(measures: Collection[Measure], days: dict[int, dt.date | None]) -> dict[int, dict[str, Any]]:
    """What the charts say of each measure's change on its day, as a finding keeps it, by link; the charts are asked all at
    once."""
    asked = {(each.series_id, day) for each in measures if (day := days[each.link_id])}
    effects: dict[Asked, Effect] = strand("signal").effects_of(asked) if asked else {}
    ids = {each.metric_id for each in measures}
    metrics = {each.id: each for each in db.session.execute(select(Metric).where(Metric.id.in_(ids))).scalars()}
    found = {}
    for each in measures:
        day = days[each.link_id]
        found[each.link_id] = _found_of(effects.get((each.series_id, day)) if day else None, metrics[each.metric_id])
    return found


def _for_day(measure: Measure, day: dt.date | None, found: dict[int, dict[str, Any]]) -> Measure:
    if day is None:
        return measure._replace(change_on=None, **NOTHING)
    if measure.change_on == day:
        return measure
    return measure._replace(change_on=day, **found.get(measure.link_id, NOTHING))


NOTHING: dict[str, Any] = {
    "judgement": None,
    "meaning": None,
    "sustained": 0,
    "differs": False,
    "meets_target": None,
    "told": "",
    "judged": "",
}
"""A finding where there is nothing to compare."""


def _found_of(effect: Effect | None, metric: Metric) -> dict[str, Any]:
    if effect is None:
        return NOTHING
    said = evidence_of(effect, wording(metric), metric.name, _SINCE)
    return {
        "judgement": effect.judgement,
        "meaning": effect.meaning,
        "sustained": effect.sustained,
        "differs": effect.is_different,
        "meets_target": None if effect.after.assurance is None else effect.after.assurance is Assurance.PASS,
        "told": said.sentence.removeprefix(f"Since {_SINCE} "),
        "judged": said.judgement,
    }
