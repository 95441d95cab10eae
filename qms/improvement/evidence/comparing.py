"""What was found of projects' changes: kept findings, and the charts themselves where none is kept.

A page only reads, so it keeps nothing: what it has to ask of the charts it asks once, all at a time, and forgets. That it has
to ask at all is rare. Whatever goes through a database session is kept before its commit, in bulk too (see keeping.py), and a
job looks every ten minutes for what came another way: a restored table, or the first day of a test."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from flask import has_request_context, request
from sqlalchemy import select

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.strands import strand
from qms.improvement.evidence.facts import Found
from qms.improvement.evidence.queries import Measure, Trials, measures_of, trials_of
from qms.improvement.evidence.verdict import Verdict, verdict_of
from qms.improvement.measures.evidence import evidence_of
from qms.kernel.db import db
from qms.spc import Assurance, Effect, Judgement

Asked = tuple[int, dt.date]
"""A series and the day of a change."""

_SINCE = "then"
_ASKED = "qms.effects"


def verdicts_of(project_ids: Collection[int]) -> dict[int, Verdict]:
    """What the outcomes of each project say together of its change; projects of which nothing can be compared are left out.
    Two queries where every finding is kept."""
    return verdicts_from(compared(measures_of(project_ids), trials_of(project_ids))) if project_ids else {}


def verdicts_from(measures: Iterable[Measure]) -> dict[int, Verdict]:
    """The verdict of each project from its measures with their findings."""
    found: dict[int, list[Found]] = defaultdict(list)
    for measure in measures:
        found[measure.project_id].append(found_of(measure))
    verdicts = {project_id: verdict_of(theirs) for project_id, theirs in found.items()}
    return {project_id: verdict for project_id, verdict in verdicts.items() if verdict is not None}


def judgements_of(project_ids: Collection[int]) -> dict[int, Judgement]:
    """The judgements of these verdicts alone."""
    return {project_id: verdict.judgement for project_id, verdict in verdicts_of(project_ids).items()}


def found_of(measure: Measure) -> Found:
    """The measure as facts have it."""
    return Found(
        name=measure.name,
        kind=measure.kind,
        measured=measure.variation is not None,
        judgement=measure.judgement,
        meaning=measure.meaning,
        sustained=measure.sustained or 0,
        differs=bool(measure.differs),
        meets_target=measure.meets_target,
        gives_concern=(measure.variation or "").startswith("concern"),
        link_id=measure.link_id,
    )


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
    effects = _effects_of(asked)
    ids = {each.metric_id for each in measures}
    metrics = {each.id: each for each in db.session.execute(select(Metric).where(Metric.id.in_(ids))).scalars()}
    found = {}
    for each in measures:
        day = days[each.link_id]
        found[each.link_id] = _found_of(effects.get((each.series_id, day)) if day else None, metrics[each.metric_id])
    return found


def _effects_of(asked: Collection[Asked]) -> dict[Asked, Effect]:
    """What the charts say; in a request that reads, each change is asked once, however many parts of the page want it."""
    reads = has_request_context() and request.method in {"GET", "HEAD"}
    known: dict[Asked, Effect | None] = request.environ.setdefault(_ASKED, {}) if reads else {}
    missing = [each for each in asked if each not in known]
    if missing:
        known |= dict.fromkeys(missing)
        known |= strand("signal").effects_of(missing)
    return {each: effect for each in asked if (effect := known[each]) is not None}


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
