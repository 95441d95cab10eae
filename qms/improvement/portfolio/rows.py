"""Rows of the portfolio, with everything that a row shows read for all of them at once."""

from qms.improvement.evidence.standing import standings
from qms.improvement.portfolio.presenters import PortfolioRow, portfolio_row
from qms.improvement.projects.models import Project
from qms.improvement.projects.rows import rows_of


def portfolio_rows(projects: list[Project]) -> list[PortfolioRow]:
    """The projects in their order. The standing rests on findings that are kept, so that no chart is worked out here."""
    standing = standings([each.id for each in projects])
    return [portfolio_row(row, standing.get(row.project.id)) for row in rows_of(projects)]
