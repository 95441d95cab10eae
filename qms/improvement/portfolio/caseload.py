"""A coach's caseload, and how much each coach carries."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import case, func, select

from qms.improvement.portfolio.filters import ACTIVE, Filters
from qms.improvement.portfolio.presenters import PortfolioRow
from qms.improvement.portfolio.queries import lacking, narrow, statement
from qms.improvement.portfolio.rows import portfolio_rows
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import DRAFT, Project
from qms.improvement.projects.queries import QUIET
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import Unit
from qms.people.models import Person

MOST = 200  # projects of one coach on the page; the rest stand in the portfolio


@dataclass(frozen=True)
class Load:
    """What somebody coaches, in numbers, and the page that shows it."""

    coach_id: int
    name: str
    projects: int
    stalled: int
    unscored: int

    @property
    def url(self) -> str:
        """The caseload's page."""
        return url_for("improvement.caseload", coach=self.coach_id)


@dataclass(frozen=True)
class CaseloadRow:
    """A project that somebody coaches: `needs` says why to look at it now, most pressing first."""

    of: PortfolioRow
    needs: tuple[str, ...]
    score_url: str

    @property
    def project(self) -> Project:
        """The project itself."""
        return self.of.project


def loads() -> list[Load]:
    """Everybody who coaches projects that go on and that the reader sees, most projects first. One query."""
    sums = [func.sum(case((lacking(what), 1), else_=0)) for what in ("entry", "score")]
    counted = (
        select(Person.id, Person.name, func.count(), *sums)
        .select_from(Project)
        .join(Project.unit)
        .join(Person, Person.id == Project.coach_id)
    )
    grouped = narrow(counted, Filters(stage=ACTIVE)).group_by(Person.id, Person.name)
    ordered = grouped.order_by(func.count().desc(), func.lower(Person.name)).limit(MOST)
    return [Load(*row) for row in db.session.execute(ordered)]


def uncoached() -> int:
    """How many projects that go on nobody coaches."""
    counted = select(func.count()).select_from(Project).join(Unit, Unit.id == Project.unit_id)
    return db.session.scalar(narrow(counted, Filters(stage=ACTIVE, coach="nobody"))) or 0


def caseload_rows(coach_id: int) -> list[CaseloadRow]:
    """The projects that somebody coaches and that go on: those that need most first, then those that were quiet longest."""
    asked = statement(Filters(stage=ACTIVE, coach=coach_id, sort="entry")).limit(MOST)
    projects: list[Project] = list(db.session.execute(asked).unique().scalars())
    rows = [_row(each) for each in portfolio_rows(projects)]
    return sorted(rows, key=lambda each: -len(each.needs))  # a stable sort: the quietest stay first


def _row(of: PortfolioRow) -> CaseloadRow:
    project = of.project
    unscored = project.coach_score is None and project.stage not in (*DRAFT, *QUIET)
    needs = (
        of.balancing,
        of.conflict,
        f"Stalled: last entry {of.row.entry}." if of.row.stalled else "",
        f"{of.row.next.text}." if of.row.next.late else "",
        "Awaits the coach’s score." if unscored else "",
    )
    return CaseloadRow(of, tuple(filter(None, needs)), part_url(project.id, "measures", "score"))


def sentence(load: Load | None, rows: Iterable[CaseloadRow], *, mine: bool) -> str:
    """'You coach 12 projects that go on; 3 need you.'"""
    if load is None:
        return "You coach no project that goes on." if mine else "This person coaches no project that goes on."
    who = "You coach" if mine else f"{load.name} coaches"
    needing = sum(bool(each.needs) for each in rows)
    look = "none needs a look now" if not needing else f"{needing:,} need{'s' if needing == 1 else ''} a look"
    go_on = "that goes on" if load.projects == 1 else "that go on"
    return f"{who} {count(load.projects, 'project')} {go_on}; {look}."
