"""A coach's caseload, and how much each coach carries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import case, func, select

from qms.improvement.portfolio.coming import due_within_a_week
from qms.improvement.portfolio.contacts.models import CoachContact
from qms.improvement.portfolio.contacts.queries import last_contacts
from qms.improvement.portfolio.filters import ACTIVE, Filters
from qms.improvement.portfolio.presenters import PortfolioRow
from qms.improvement.portfolio.queries import awaiting_score, lacking, narrow, statement
from qms.improvement.portfolio.rows import portfolio_rows
from qms.improvement.projects.addresses import part_url
from qms.improvement.projects.models import Project
from qms.improvement.projects.queries import QUIET
from qms.kernel import clock, formats
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.organisation.models import Unit
from qms.people.models import Person

SILENT = dt.timedelta(days=28)
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
    """A project that somebody coaches: `needs` says why to look at it this week, most pressing first. `contact` is the last
    time that a coach was in touch, and `taken_back` where that can be taken back at once."""

    of: PortfolioRow
    needs: tuple[str, ...]
    score_url: str
    contact: str
    contact_on: dt.date | None
    taken_back: str

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


def caseload_rows(coach_id: int, reader_id: int) -> list[CaseloadRow]:
    """The projects that somebody coaches and that go on: those that need a look first; among those, and among the others,
    those whose last contact is longest ago, and of these the ones that were quiet longest."""
    asked = statement(Filters(stage=ACTIVE, coach=coach_id, sort="entry")).limit(MOST)
    projects: list[Project] = list(db.session.execute(asked).unique().scalars())
    ids, today = [each.id for each in projects], clock.today()
    contacts, coming = last_contacts(ids), due_within_a_week(ids, today)
    unscored = awaiting_score(coach_id)
    found = [
        _row(
            each,
            contacts.get(each.project.id),
            coming.get(each.project.id, ()),
            reader_id,
            today,
            unscored=each.project.id in unscored,
        )
        for each in portfolio_rows(projects)
    ]
    return sorted(found, key=lambda each: (not each.needs, each.contact_on or dt.date.min))  # a stable sort


def _row(
    of: PortfolioRow,
    contact: CoachContact | None,
    coming: Sequence[str],
    reader_id: int,
    today: dt.date,
    *,
    unscored: bool,
) -> CaseloadRow:
    project = of.project
    silent = contact is not None and project.stage not in QUIET and today - contact.on_day > SILENT
    ago = formats.ago(contact.on_day, today) if contact else ""
    needs = (
        of.warning,
        of.conflict,
        f"Stalled: last entry {of.row.entry}." if of.row.stalled else "",
        f"{of.row.next.text}." if of.row.next.late else "",
        *(coming if project.stage not in QUIET else ()),
        f"Last contact {ago}." if silent else "",
        "Awaits the coach’s score." if unscored else "",
    )
    own = contact is not None and contact.by_id == reader_id and contact.on_day == today
    return CaseloadRow(
        of=of,
        needs=tuple(filter(None, needs)),
        score_url=part_url(project.id, "measures", "score"),
        contact=ago[:1].upper() + ago[1:],
        contact_on=contact.on_day if contact else None,
        taken_back=url_for("improvement.contact_remove", coach_contact_id=contact.id) if contact and own else "",
    )


def sentence(load: Load | None, rows: Iterable[CaseloadRow], *, mine: bool) -> str:
    """'You coach 12 projects that go on; 3 need a look this week.'"""
    if load is None:
        return "You coach no project that goes on." if mine else "This person coaches no project that goes on."
    who = "You coach" if mine else f"{load.name} coaches"
    needing = sum(bool(each.needs) for each in rows)
    look = f"{f'{needing:,}' if needing else 'none'} need{'' if needing > 1 else 's'} a look this week"
    go_on = "that goes on" if load.projects == 1 else "that go on"
    return f"{who} {count(load.projects, 'project')} {go_on}; {look}."
