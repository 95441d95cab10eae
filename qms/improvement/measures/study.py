"""What a test of change shows in its project's measures, by its own dates."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.metrics.models import Series
from qms.golden_thread.metrics.presenters import with_unit, wording
from qms.improvement.measures.evidence import Evidence, evidence_of
from qms.improvement.measures.presenters import series_name
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.kernel import formats
from qms.spc import Effect

NOTHING_YET = "Nothing has been measured since it began."


@dataclass(frozen=True)
class Study:
    """One measure beside the prediction; `found` is None where nothing has been measured on one of the sides. `flags` say
    what the numbers on the picture mark."""

    series_id: int
    name: str
    url: str
    picture: str
    phone_picture: str
    alt: str
    flags: str
    found: Evidence | None
    average: float | None  # of what was measured since the test began, on the chart's scale
    average_said: str


def ended_on(cycle: PdsaCycle) -> dt.date | None:
    """The last day of a test that was not adopted: what is measured later is no result of it. None while it counts on."""
    return cycle.decided_on if cycle.decision in {Decision.ADAPT, Decision.ABANDON} else None


def studies_of(
    cycle: PdsaCycle, series: Sequence[Series], effects: Mapping[int, Effect], measured: Collection[int]
) -> list[Study]:
    """The series in which the time since the test began can be compared with the time before, in their order. The first of
    those that have been `measured` at all (ids) comes in any case, so that its chart is seen while the test runs."""
    shown = [each for each in series if each.id in effects]
    first = next((each for each in series if each.id in measured), None)
    if not shown and first is not None:
        shown = [first]
    return [_study(each, effects.get(each.id), cycle) for each in shown]


def _study(series: Series, effect: Effect | None, cycle: PdsaCycle) -> Study:
    name = series_name(series)
    since = f"this test began on {formats.day(cycle.starts_on)}"
    found = evidence_of(effect, wording(series.metric), series.metric.name, since) if effect else None
    flags = [("this test began on", cycle.starts_on), *([("decided on", cycle.decided_on)] if cycle.decided_on else [])]
    return Study(
        series_id=series.id,
        name=name,
        url=url_for("control.chart", series_id=series.id),
        picture=_picture(series, cycle, [day for _, day in flags]),
        phone_picture=_picture(series, cycle, [day for _, day in flags], size="phone"),
        alt=f"Control chart of {name} around the test. {found.in_one if found else NOTHING_YET}",
        flags=" ".join(f"Flag {number}: {words} {formats.day(day)}." for number, (words, day) in enumerate(flags, start=1)),
        found=found,
        average=effect.after.centre if effect else None,
        average_said=with_unit(effect.after.centre, series.metric) if effect else "",
    )


def _picture(series: Series, cycle: PdsaCycle, days: Sequence[dt.date | None], size: str | None = None) -> str:
    return url_for(
        "control.chart_slice",
        series_id=series.id,
        period=cycle.starts_on,
        kind="svg",
        until=ended_on(cycle),
        flag=[day.isoformat() for day in days if day],
        size=size,
    )
