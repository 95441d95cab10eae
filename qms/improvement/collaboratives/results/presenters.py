"""The results of a collaborative in words: each measure's line, all teams together, and the teams side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.metrics.presenters import wording
from qms.golden_thread.together import Beside, Pooled
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam, SharedMeasure
from qms.improvement.collaboratives.naming import some_of
from qms.improvement.collaboratives.queries import by_name
from qms.improvement.measures.evidence import evidence_of
from qms.improvement.measures.presenters import KINDS
from qms.improvement.projects.addresses import part_url
from qms.kernel.formats import count, day, listed

FEWEST = 12
"""Points before the start from which limits are made."""
_FIRST = ("concern", "improvement", "neutral", "pattern", "common-cause")


@dataclass(frozen=True)
class MeasureLine:
    """A shared measure with what all teams' figures together say."""

    metric_id: int
    name: str
    kind: str
    url: str
    chosen: bool
    pooled: Pooled | None
    since: str  # before and since the collaborative began; empty where one of the two is not measured
    panel: str  # who reported throughout, and who is not in the sum


@dataclass(frozen=True)
class TeamChart:
    """One of the small multiples: a unit's chart, with the title and address of each of its teams' projects. Where its
    figures cannot be charted, `refused` says why."""

    unit: str
    projects: Sequence[tuple[str, str]]
    chart_url: str
    picture: Markup
    sentence: str
    last: str
    variation: str
    assurance: str | None
    refused: str


def measure_lines(
    found: Collaborative,
    measures: Sequence[SharedMeasure],
    pooled: Mapping[int, Pooled],
    chosen: Metric,
    units: Mapping[int, Mapping[str, int]],
) -> list[MeasureLine]:
    """The measures in their order, each with its verdict. `units` are the series of each metric by the unit's name."""
    return [
        MeasureLine(
            metric_id=each.metric_id,
            name=each.metric.name,
            kind=KINDS[each.metric.kind],
            url=url_for(
                "improvement.collaborative",
                collaborative_id=found.id,
                tab="results",
                measure=each.metric_id,
                _anchor="together",
            ),
            chosen=each.metric_id == chosen.id,
            pooled=pooled.get(each.metric_id),
            since=_since(found, each.metric, pooled.get(each.metric_id)),
            panel=panel_words(pooled.get(each.metric_id), units.get(each.metric_id, {})),
        )
        for each in measures
    ]


def _since(found: Collaborative, metric: Metric, pooled: Pooled | None) -> str:
    if pooled is None or pooled.effect is None:
        return ""
    since = f"the collaborative began on {day(found.starts_on)}"
    return evidence_of(pooled.effect, wording(metric), metric.name, since).in_one


def panel_words(pooled: Pooled | None, units: Mapping[str, int]) -> str:
    """'5 of 6 wards reported throughout: Ash Ward, … Not in it: Birch Ward.'; `units` are the series by the unit's name."""
    if pooled is None or pooled.refused:
        return ""
    inside = [name for name, series_id in units.items() if series_id in pooled.members]
    outside = [name for name in units if name not in inside]
    if not outside:
        return f"All {len(units):,} reported throughout." if len(units) > 1 else ""
    return f"{len(inside):,} of {len(units):,} reported throughout: {some_of(inside)}. Not in it: {some_of(outside)}."


def team_charts(
    teams: Sequence[CollaborativeTeam], series: Mapping[int, int], beside: Sequence[Beside]
) -> tuple[list[TeamChart], list[CollaborativeTeam]]:
    """The charts of units that have figures, concern first, then by name; and the teams without. `series` is each unit's.

    A series is measured on a unit, not in a project: several teams of one unit share its chart, which is shown once with the
    names of all of them, weighs once in the sum of all teams, and counts once where charts are counted."""
    drawn = {each.series_id: each for each in beside}
    of_unit: dict[int, list[CollaborativeTeam]] = {}
    for team in teams:
        of_unit.setdefault(team.project.unit_id, []).append(team)
    shown = [(own, drawn[series[unit_id]]) for unit_id, own in of_unit.items() if series.get(unit_id) in drawn]
    silent = [team for team in teams if series.get(team.project.unit_id, 0) not in drawn]
    shown.sort(key=lambda pair: (_rank(pair[1].variation), by_name(pair[0][0])))
    return [_chart(own, each) for own, each in shown], silent


def _chart(teams: Sequence[CollaborativeTeam], each: Beside) -> TeamChart:
    return TeamChart(
        unit=teams[0].project.unit.name,
        projects=[(team.project.title, part_url(team.project_id, "measures")) for team in teams],
        chart_url=url_for("control.chart", series_id=each.series_id),
        picture=each.picture,
        sentence=each.sentence,
        last=each.last,
        variation=each.variation,
        assurance=each.assurance,
        refused=each.refused,
    )


def _rank(variation: str) -> int:
    return next((place for place, word in enumerate(_FIRST) if variation.startswith(word)), len(_FIRST))


def teams_sentence(charts: Sequence[TeamChart], silent: Sequence[CollaborativeTeam]) -> str:
    """'Of 6 teams with figures, 1 gives concern and 3 are improving. 2 teams have none yet.' Where teams share a unit, units
    are counted: 'Of 5 units with figures (6 teams), …'"""
    if not charts:
        return "No team has figures of this measure yet."
    teams = sum(len(each.projects) for each in charts)
    of = count(teams, "team") + " with figures"
    if teams > len(charts):
        of = f"{count(len(charts), 'unit')} with figures ({count(teams, 'team')})"
    concern = sum(each.variation.startswith("concern") for each in charts)
    improving = sum(each.variation.startswith("improvement") for each in charts)
    said = [
        f"{concern} {'gives' if concern == 1 else 'give'} concern" if concern else "",
        f"{improving} {'is' if improving == 1 else 'are'} improving" if improving else "",
    ]
    words = listed([each for each in said if each]) or "none shows a special cause"
    without = f" {count(len(silent), 'team')} {'has' if len(silent) == 1 else 'have'} none yet." if silent else ""
    refused = sum(bool(each.refused) for each in charts)
    without += f" The figures of {refused:,} cannot be charted." if refused else ""
    return f"Of {of}, {words}.{without}"


def start_note(found: Collaborative, *, marked: bool, pooled: Pooled | None = None) -> str:
    """What the chart's flag means, and what its limits rest on; before there is a figure since the start it has none."""
    if marked:
        said = f"Flag 1 marks the start of the collaborative on {day(found.starts_on)}."
        if pooled is not None and pooled.effect is not None and pooled.effect.before.points >= FEWEST:
            said += " The average and the limits are those of before, held up against what came since."
        if pooled is not None and pooled.ahead:
            every = pooled.effect.every if pooled.effect else "point"
            said += f" What stands out began {count(pooled.ahead, every)} before the start."
        return said
    return f"The collaborative starts on {day(found.starts_on)}; the first figures since then are still to come."


def together_note(pooled: Pooled, whose: str) -> str:
    """What the sum is made from, where it is not always all of them."""
    if not pooled.incomplete:
        return f"Every period is from the same {pooled.of:,} {whose}."
    return (
        f"{count(pooled.incomplete, 'period is', 'periods are')} from fewer than these {pooled.of:,} {whose}; "
        "the table says from how many."
    )
