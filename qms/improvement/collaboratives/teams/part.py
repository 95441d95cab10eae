"""The overview: what the programme's lead should know first, its facts, and its teams."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from qms.golden_thread.strands import strand
from qms.improvement.collaboratives.addresses import tab_url
from qms.improvement.collaboratives.invitations.presenters import asked_rows
from qms.improvement.collaboratives.invitations.queries import unaccepted
from qms.improvement.collaboratives.models import Collaborative, CollaborativeTeam, SharedMeasure
from qms.improvement.collaboratives.permissions import may_lead
from qms.improvement.collaboratives.queries import events_of, every_team_of, ideas_of, measures_of
from qms.improvement.collaboratives.results.presenters import measure_lines
from qms.improvement.collaboratives.results.queries import by_unit_name, series_of
from qms.improvement.collaboratives.teams.rows import TeamRow, sentence, team_rows
from qms.improvement.collaboratives.wording import dates_words
from qms.people.models import Person
from qms.people.roles import Permission


def content(found: Collaborative, reader: Person) -> dict[str, Any]:
    """`rows` of the teams, their sentence, measures, teams that left, and what is still to be set up."""
    everyone, measures = every_team_of(found.id), measures_of(found.id)
    present = [each for each in everyone if each.left_on is None]
    rows = team_rows(present, measures)
    leads = may_lead(reader, found)
    return {
        "rows": rows,
        "overall": _overall(found, measures, present, rows),
        "teams_sentence": sentence(rows),
        "measures": measures,
        "asked": asked_rows(unaccepted(found.id)),
        "gone": [each for each in everyone if each.left_on is not None],
        "dates": dates_words(found),
        "to_do": _to_do(found, measures=bool(measures), teams=bool(present)) if leads and found.is_running else [],
        "writes_for": {each.id for each in present if leads or reader.can(Permission.RUN_PROJECTS, each.project.unit)},
        "may_join": found.is_running and (leads or found.open_to_join) and reader.can_anywhere(Permission.RUN_PROJECTS),
    }


def _overall(
    found: Collaborative,
    measures: Sequence[SharedMeasure],
    teams: Sequence[CollaborativeTeam],
    rows: Sequence[TeamRow],
) -> str:
    """What all teams' figures of the leading measure say together, who is in the sum, and how many improve by themselves;
    empty before there are any."""
    if not measures or not teams:
        return ""
    leading = measures[0]
    series = series_of(teams, [leading])
    groups = {metric_id: list(units.values()) for metric_id, units in series.items()}
    pooled = strand("signal").pooled(groups, since=found.starts_on, drawn=[]) if groups else {}
    [line] = measure_lines(found, [leading], pooled, leading.metric, by_unit_name(teams, series))
    if line.pooled is None:
        return ""
    together = line.since or line.pooled.refused or f"{line.name}, all teams together: {line.pooled.sentence}"
    return " ".join(filter(None, (together, line.panel, _by_themselves(rows))))


def _by_themselves(rows: Sequence[TeamRow]) -> str:
    """'1 of 6 teams improves by its own chart.'"""
    improving = sum((each.variation or "").startswith("improvement") for each in rows)
    if len(rows) < 2:
        return ""
    whose = "improves by its own chart" if improving == 1 else "improve by their own charts"
    return f"{improving or 'None'} of {len(rows):,} teams {whose}."


def _to_do(found: Collaborative, *, measures: bool, teams: bool) -> list[tuple[str, str]]:
    """What a new programme still lacks, as words and the address where it is mended."""
    measuring = url_for("improvement.collaborative_measures", collaborative_id=found.id)
    serving = url_for("improvement.collaborative_edit", collaborative_id=found.id, _anchor="objective")
    lacking = [
        (not measures, "Choose what every team measures", measuring),
        (not ideas_of(found.id), "Write the change package", tab_url(found.id, "ideas")),
        (not events_of(found.id), "Set the dates", tab_url(found.id, "calendar")),
        (found.objective_id is None, "Say which objective it serves", serving),
        (not teams, "Add teams", url_for("improvement.teams_invite", collaborative_id=found.id)),
    ]
    return [(words, url) for lacks, words, url in lacking if lacks]
