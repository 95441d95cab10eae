"""The teams as rows: each with its figures, score and last entry, everything read for all of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import late_words, period_words
from qms.golden_thread.readings.queries import readings_of
from qms.improvement.collaboratives.measures.queries import series_at
from qms.improvement.collaboratives.models import CollaborativeTeam, SharedMeasure
from qms.improvement.collaboratives.naming import names_of
from qms.improvement.progress.presenters import score_words
from qms.improvement.projects.next_steps import is_stalled
from qms.improvement.projects.wording import STAGE_COLOURS, STAGE_WORDS
from qms.kernel import clock, formats


@dataclass(frozen=True)
class TeamRow:
    """A team in the table. `reported` says whether its figures of the leading measure are up to date; None where nothing
    is shared yet."""

    team: CollaborativeTeam
    unit: str
    name: str  # the unit's or, where it has several teams, with the project's
    url: str
    stage: str
    colour: str
    reported: bool | None
    figures: str
    variation: str | None
    chart: str
    team_score: str
    coach_score: str
    entry: str
    stalled: bool


def team_rows(teams: Sequence[CollaborativeTeam], measures: Sequence[SharedMeasure]) -> list[TeamRow]:
    """The teams in their order, by the readings of the leading measure at their units. Two queries."""
    leading = measures[0].metric_id if measures else 0
    series = series_at([each.project.unit_id for each in teams], [leading]) if leading else {}
    readings = readings_of([each.id for each in series.values()])
    rows, names = [], names_of(teams)
    for each in teams:
        found = series.get((each.project.unit_id, leading))
        rows.append(_row(each, names[each.id], readings.get(found.id) if found else None, measured=bool(measures)))
    return rows


def _row(team: CollaborativeTeam, name: str, reading: Reading | None, *, measured: bool) -> TeamRow:
    project = team.project
    return TeamRow(
        team=team,
        unit=project.unit.name,
        name=name,
        url=url_for("improvement.project", project_id=project.id),
        stage=STAGE_WORDS[project.stage],
        colour=STAGE_COLOURS[project.stage],
        reported=reading is not None and not reading.is_late if measured else None,
        figures=_figures(reading) if measured else "",
        variation=reading.variation if reading else None,
        chart=url_for("control.chart", series_id=reading.series_id) if reading else "",
        team_score=score_words(project.team_score),
        coach_score=score_words(project.coach_score),
        entry=formats.ago(clock.day_of(project.last_entry_at), clock.today()),
        stalled=is_stalled(project, clock.now()),
    )


def _figures(reading: Reading | None) -> str:
    """'October 2026', 'July 2026, 2 months late', 'Nothing yet'."""
    if reading is None:
        return "Nothing yet"
    late = late_words(reading)
    return period_words(reading.period, reading.series.metric) + (f", {late}" if late else "")


def sentence(rows: Sequence[TeamRow]) -> str:
    """What the lead should know before the next session: '4 of 6 teams are up to date with their figures; Heron Ward and
    Elm Ward are not. Oak Ward has had no entry for 60 days.'"""
    if not rows:
        return "No team takes part yet."
    said = []
    if rows[0].reported is None:
        said.append(f"{formats.count(len(rows), 'team takes', 'teams take')} part.")
    else:
        said.append(_reported([each.name for each in rows if not each.reported], len(rows)))
    stalled = [each.name for each in rows if each.stalled]
    if stalled:
        said.append(f"{_named(stalled)} {'has' if len(stalled) == 1 else 'have'} had no entry for 60 days.")
    return " ".join(said)


def _reported(missing: Sequence[str], teams: int) -> str:
    if not missing:
        return "Every team is up to date with the figures."
    if len(missing) == teams:
        return f"No team is up to date with the figures: {_named(missing)}."
    up_to_date = teams - len(missing)
    is_are = "is" if up_to_date == 1 else "are"
    return f"{up_to_date} of {teams} teams {is_are} up to date with the figures; {_named(missing)} {_are(missing)} not."


def _named(units: Sequence[str]) -> str:
    """Up to four by name; of more, the first three and how many others."""
    if len(units) <= 4:
        return formats.listed(list(units))
    return formats.listed([*units[:3], f"{len(units) - 3} others"])


def _are(units: Sequence[str]) -> str:
    return "is" if len(units) == 1 else "are"
