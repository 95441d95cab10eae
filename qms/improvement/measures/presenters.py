"""A project's measures in words: what each reads now, and before and since the change."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.metrics.models import Cadence, Metric, MetricKind, Series
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import Tile, tile
from qms.improvement.measures.evidence import Evidence, Judgement, Values, compare
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel import clock, formats

KINDS = {
    MetricKind.OUTCOME: "Outcome measure",
    MetricKind.PROCESS: "Process measure",
    MetricKind.BALANCING: "Balancing measure",
}

PERIODS = {
    Cadence.DAILY: "day",
    Cadence.WEEKLY: "week",
    Cadence.MONTHLY: "month",
    Cadence.QUARTERLY: "quarter",
    Cadence.YEARLY: "year",
}


@dataclass(frozen=True)
class Change:
    """The day from which a project's measures are compared, and what happened on it."""

    on: dt.date
    words: str  # "the change on 3 March 2026"


@dataclass(frozen=True)
class MeasureView:
    """A linked measure as the project's page shows it."""

    link_id: int
    name: str
    kind: str
    url: str
    picture: str
    phone_picture: str
    alt: str
    tile: Tile | None  # what the chart says now; None without measurements
    evidence: str  # "Since the change on …"; empty where there is nothing to compare yet
    judgement: str
    tone: str  # of the sentence: improvement, concern or nothing
    before: str
    after: str

    @property
    def gives_concern(self) -> bool:
        """Whether its last point is a special cause for the worse."""
        return self.tile is not None and self.tile.variation.startswith("concern")


def series_name(series: Series) -> str:
    """Metric, unit and stratum in one line."""
    return f"{series.metric.name}, {series.unit.name}{f': {series.stratum}' if series.stratum else ''}"


def change_of(cycles: Sequence[PdsaCycle]) -> Change | None:
    """The first adopted change or, before anything is adopted, the first test; None before any."""
    adopted = [each.decided_on for each in cycles if each.decision is Decision.ADOPT and each.decided_on]
    if adopted:
        return Change(min(adopted), f"the change on {formats.day(min(adopted))}")
    started = [each.starts_on for each in cycles if each.starts_on <= clock.today()]
    return Change(min(started), f"testing began on {formats.day(min(started))}") if started else None


def evidence_words(found: Evidence, series: Series, change: Change) -> tuple[str, str]:
    """The sentence of the numbers, and the sentence that judges them."""
    metric = series.metric
    before, after = said(found, metric)
    how = "unchanged" if before == after else "lower" if found.after < found.before else "higher"
    since = formats.count(found.periods_after, PERIODS[metric.cadence])
    sentence = f"Since {change.words} the average of {metric.name} is {how}: {before} before, {after} after ({since})."
    return sentence, _judgement(found, metric)


def said(found: Evidence, metric: Metric) -> tuple[str, str]:
    """Both averages, rounded alike."""
    say = wording(metric)([found.before, found.after]).say
    return say(found.before), say(found.after)


def _judgement(found: Evidence, metric: Metric) -> str:
    run = formats.count(found.run, PERIODS[metric.cadence])
    return {
        Judgement.IMPROVEMENT: f"The chart shows a real improvement: {run} that chance does not explain.",
        Judgement.CONCERN: f"The chart shows a change for the worse: {run} that chance does not explain.",
        Judgement.CHANGE: f"The chart shows a real change: {run} that chance does not explain.",
        Judgement.CHANCE: "The chart shows no special cause since then, so the difference may be chance.",
        Judgement.FADED: "There was special cause since then, but the latest points are back within what chance explains.",
        Judgement.TOO_EARLY: (
            f"Too little was measured before the change ({formats.count(found.periods_before, PERIODS[metric.cadence])}) "
            "to tell a real change from chance."
        ),
    }[found.judgement]


def measure_views(
    links: Sequence[ProjectMeasure],
    readings: Mapping[int, Reading],
    values: Mapping[int, Values],
    change: Change | None,
) -> list[MeasureView]:
    """The linked measures in their order, each with its verdict and its evidence."""
    return [_view(link, readings.get(link.series_id), values.get(link.series_id, ()), change) for link in links]


def _view(link: ProjectMeasure, reading: Reading | None, values: Values, change: Change | None) -> MeasureView:
    series = link.series
    found = compare(values, series.metric, change.on) if change else None
    sentence, judgement = evidence_words(found, series, change) if found and change else ("", "")
    before, after = said(found, series.metric) if found else ("", "")
    name = series_name(series)
    return MeasureView(
        link_id=link.id,
        name=name,
        kind=KINDS[series.metric.kind],
        url=url_for("control.chart", series_id=series.id),
        picture=url_for("control.chart_file", series_id=series.id, kind="svg"),
        phone_picture=url_for("control.chart_file", series_id=series.id, kind="svg", size="phone"),
        alt=f"Control chart of {name}. {reading.explanation}" if reading else "",
        tile=tile(reading) if reading else None,
        evidence=sentence,
        judgement=judgement,
        tone=found.judgement.value if found and found.judgement in {Judgement.IMPROVEMENT, Judgement.CONCERN} else "",
        before=before,
        after=after,
    )
