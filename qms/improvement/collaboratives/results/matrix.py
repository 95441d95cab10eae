"""Who has reported, as the page shows it: a row a team, a column a period."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qms.golden_thread.metrics.models import Cadence, Metric
from qms.golden_thread.readings.presenters import period_words
from qms.improvement.collaboratives.models import CollaborativeTeam
from qms.improvement.collaboratives.naming import names_of
from qms.improvement.collaboratives.results.reporting import Line, Reported, last_periods, lines_of
from qms.improvement.projects.addresses import part_url
from qms.kernel.formats import count, listed

SIGNS = {
    Reported.HERE: ("✓", "Reported"),
    Reported.MISSING: ("Late", ""),
    Reported.AWAITED: ("○", "Not due yet"),
    Reported.BEFORE: ("–", "Before the team joined"),
}


@dataclass(frozen=True)
class Row:
    """One team: signs with their words, how many are there, and whether its lead may be asked for the last period."""

    team_id: int
    name: str
    url: str
    lead: str
    cells: Sequence[tuple[str, str, bool]]  # sign, words, whether it is missing
    reported: str
    late: bool
    asked: bool
    askable: bool


@dataclass(frozen=True)
class Matrix:
    """The whole table; `last` is the period that can be asked for."""

    sentence: str
    columns: Sequence[tuple[str, str]]  # short, whole
    rows: Sequence[Row]
    totals: Sequence[str]
    last: dt.date
    last_words: str


def periods_of(measured: Mapping[int, Collection[dt.date]], metric: Metric, today: dt.date) -> list[dt.date]:
    """The periods of the columns; none where nothing was measured, or where the measure keeps no calendar."""
    return last_periods({each for some in measured.values() for each in some}, metric.cadence, today)


def matrix_of(
    teams: Sequence[CollaborativeTeam],
    measured: Mapping[int, Collection[dt.date]],
    metric: Metric,
    asked: Collection[tuple[int, dt.date]],
    today: dt.date,
    *,
    asker: int,
) -> Matrix | None:
    """The teams by the last periods; `measured` are the periods of each unit, `asked` (team, period), `asker` who reads."""
    periods = periods_of(measured, metric, today)
    if not periods:
        return None
    joined = {each.id: each.joined_on for each in teams}
    by_team = {each.id: measured.get(each.project.unit_id, ()) for each in teams}
    lines = {line.team_id: line for line in lines_of(joined, by_team, periods, metric.cadence, today)}
    last = periods[-1]
    names = names_of(teams)
    rows = [_row(team, names[team.id], lines[team.id], (team.id, last) in asked, asker) for team in teams]
    last_words = period_words(last, metric)
    return Matrix(
        sentence=_sentence(teams, lines, last_words),
        columns=[(_short(period, metric.cadence), period_words(period, metric)) for period in periods],
        rows=rows,
        totals=[_total([line.cells[at] for line in lines.values()]) for at in range(len(periods))],
        last=last,
        last_words=last_words,
    )


def _row(team: CollaborativeTeam, name: str, line: Line, asked: bool, asker: int) -> Row:
    return Row(
        team_id=team.id,
        name=name,
        url=part_url(team.project_id, "measures"),
        lead=team.project.lead.name,
        cells=[(*SIGNS[each], each is Reported.MISSING) for each in line.cells],
        reported=f"{line.here} of {line.expected}",
        late=line.is_late,
        asked=asked and line.lacks_latest,
        askable=line.lacks_latest and not asked and team.project.lead_id != asker,
    )


def _total(cells: Sequence[Reported]) -> str:
    there = [each for each in cells if each is not Reported.BEFORE]
    return f"{sum(each is Reported.HERE for each in there)} of {len(there)}"


def _sentence(teams: Sequence[CollaborativeTeam], lines: Mapping[int, Line], last: str) -> str:
    here = sum(not line.lacks_latest for line in lines.values())
    said = f"{here:,} of {count(len(lines), 'team has', 'teams have')} reported {last}."
    names = names_of(teams)
    late = [f"{names[each.id]} ({each.project.lead.name})" for each in teams if lines[each.id].is_late]
    return f"{said} Overdue: {listed(late)}." if late else f"{said} Nothing is overdue."


def _short(period: dt.date, cadence: Cadence) -> str:
    if cadence is Cadence.YEARLY:
        return str(period.year)
    return f"{period.day} {period:%b}" if cadence in {Cadence.DAILY, Cadence.WEEKLY} else f"{period:%b %Y}"
