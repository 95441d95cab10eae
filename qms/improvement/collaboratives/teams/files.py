"""The table of teams as a file."""

from collections.abc import Iterator, Sequence

from flask import url_for

from qms.improvement.collaboratives.teams.rows import TeamRow
from qms.kernel import clock

COLUMNS = (
    "unit", "project", "stage", "lead", "up to date", "figures", "variation", "team score", "coach score", "last entry",
    "stalled", "joined", "address",
)  # fmt: skip


def file_rows(rows: Sequence[TeamRow]) -> Iterator[list[object]]:
    """The rows in the order of COLUMNS."""
    for each in rows:
        project = each.team.project
        yield [
            each.unit,
            project.title,
            each.stage,
            project.lead.name,
            "" if each.reported is None else "yes" if each.reported else "no",
            each.figures,
            each.variation or "",
            project.team_score,
            project.coach_score,
            clock.day_of(project.last_entry_at),
            "yes" if each.stalled else "no",
            each.team.joined_on,
            url_for("improvement.project", project_id=project.id, _external=True),
        ]
