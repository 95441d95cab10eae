"""The portfolio as a table that leaves the application."""

from collections.abc import Iterator

from qms.improvement.portfolio.filters import APPROVALS, Filters
from qms.improvement.portfolio.presenters import PortfolioRow, file_address
from qms.improvement.portfolio.queries import statement
from qms.improvement.portfolio.rows import portfolio_rows
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.db import db

MOST = 5_000
AT_ONCE = 500  # projects read together, so that memory stays bounded

COLUMNS = (
    "project", "unit", "stage", "team score", "coach score", "evidence score", "since the change", "scores and evidence",
    "balancing measures", "lead", "coach", "sponsor", "objective", "aim", "method", "measure", "variation", "assurance",
    "last entry", "days since last entry", "stalled", "started", "due", "ended", "next step", "approval", "address",
    "project id", "unit id", "objective id",
)  # fmt: skip


def table_rows(filters: Filters) -> Iterator[list[object]]:
    """The rows asked for, in their order and in the order of COLUMNS; at most 5,000."""
    for start in range(0, MOST, AT_ONCE):
        part = statement(filters).limit(AT_ONCE).offset(start)
        projects: list[Project] = list(db.session.execute(part).unique().scalars())
        yield from map(_cells, portfolio_rows(projects))
        if len(projects) < AT_ONCE:
            return


def _cells(row: PortfolioRow) -> list[object]:
    project = row.project
    last = project.last_entry_at.date()
    return [
        project.title,
        project.unit.name,
        row.row.stage,
        project.team_score,
        project.coach_score,
        row.suggested,
        row.evidence,
        row.conflict,
        row.balancing,
        project.lead.name,
        row.coach,
        project.sponsor.name if project.sponsor else "",
        row.objective,
        project.aim,
        project.method.value,
        row.row.measure,
        row.row.variation,
        row.row.assurance,
        last,
        max(0, (clock.today() - last).days),
        "yes" if row.row.stalled else "no",
        project.started_on,
        project.due_on,
        project.ended_on,
        row.row.next.text,
        APPROVALS[project.approval],
        file_address(project),
        project.id,
        project.unit_id,
        project.objective_id,
    ]
