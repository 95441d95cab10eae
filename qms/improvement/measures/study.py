"""What a test of change shows in its project's measures, by its own dates."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.metrics.presenters import wording
from qms.improvement.measures.evidence import Evidence, evidence_of
from qms.improvement.measures.presenters import Change, alternative, pictures, series_name
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel import formats
from qms.spc import Effect


@dataclass(frozen=True)
class Study:
    """One measure beside the prediction."""

    name: str
    url: str
    picture: str
    phone_picture: str
    alt: str
    found: Evidence


def ended_on(cycle: PdsaCycle) -> dt.date | None:
    """The last day of a test that was not adopted: what is measured later is no result of it. None while it counts on."""
    return cycle.decided_on if cycle.decision in {Decision.ADAPT, Decision.ABANDON} else None


def studies_of(cycle: PdsaCycle, links: Sequence[ProjectMeasure], effects: Mapping[int, Effect]) -> list[Study]:
    """The measures in which the time since the test began can be compared with the time before, in the project's order."""
    change = Change(cycle.starts_on, f"this test began on {formats.day(cycle.starts_on)}", ended_on(cycle))
    return [_study(link, effects[link.series_id], change) for link in links if link.series_id in effects]


def _study(link: ProjectMeasure, effect: Effect, change: Change) -> Study:
    series = link.series
    name = series_name(series)
    found = evidence_of(effect, wording(series.metric), series.metric.name, change.words)
    picture, phone = pictures(series.id, change)
    return Study(name, url_for("control.chart", series_id=series.id), picture, phone, alternative(name, found, None), found)
