"""Reads for a year's report: a number of queries that does not grow with what happened in it."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, or_, select

from qms.improvement.benefits.adding_up import Claim, Sum, sums
from qms.improvement.benefits.models import Benefit, BenefitState
from qms.improvement.benefits.queries import Filters as BenefitFilters
from qms.improvement.benefits.queries import statement as benefits
from qms.improvement.evidence.standing import Standing, standings
from qms.improvement.impact.agreed.queries import actions_of
from qms.improvement.impact.models import AgreedAction, ImpactEntry, ImpactKind
from qms.improvement.impact.queries import Filters, counts, narrowed, statement
from qms.improvement.impact.yearly.counting import Agreed, Told, agreed_of, told_of
from qms.improvement.impact.yearly.training import Taught, people_taught, taught
from qms.improvement.impact.years import first_day, last_day
from qms.improvement.projects.models import ENDED, Project
from qms.improvement.projects.queries import projects
from qms.improvement.projects.visibility import visible
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit

MOST = 500  # entries, projects and benefits that a report lists; its counts are of all


class Ran(NamedTuple):
    """How many projects ran at some time of the year, and how many of these began in it."""

    projects: int
    began: int


@dataclass(frozen=True)
class Year:
    """All that a report of one unit, with everything below it, says of one financial year. `until` is its last day or, while
    it runs, today. `confirmed` are the benefits that were confirmed in it, summed in `gained` as of that day; `standing` is
    what the charts of the projects that ended in it show today; `people` completed a programme, whichever."""

    unit: Unit
    year: int
    until: dt.date
    told: list[Told]
    entries: list[ImpactEntry]
    actions: dict[int, list[AgreedAction]]
    agreed: Agreed
    confirmed: list[Benefit]
    gained: list[Sum]
    ran: Ran
    ended: list[Project]
    standing: dict[int, Standing]
    taught: list[Taught]
    people: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of it."""
        return not (self.entries or self.confirmed or self.ran.projects or self.taught)

    def of(self, kind: ImpactKind) -> list[ImpactEntry]:
        """The entries of one kind, the first of the year first."""
        return [each for each in self.entries if each.kind is kind]


def year_of_unit(unit: Unit, year: int) -> Year:
    """The year as the reader sees it."""
    filters, until = Filters(unit=unit, year=year), min(last_day(year), clock.today())
    newest_first: list[ImpactEntry] = list(db.session.execute(statement(filters).limit(MOST)).unique().scalars())
    confirmed, ended = _confirmed(unit, year), _ended(unit, year)
    return Year(
        unit=unit,
        year=year,
        until=until,
        told=told_of(counts(filters), counts(Filters(unit=unit, year=year - 1))),
        entries=newest_first[::-1],
        actions=actions_of([each.id for each in newest_first], most=None),
        agreed=agreed_of(_agreed(filters), clock.today()),
        confirmed=confirmed,
        gained=sums([_claim(each) for each in confirmed], until),
        ran=_ran(unit, year),
        ended=ended,
        standing=standings([each.id for each in ended]),
        taught=taught(unit, year),
        people=people_taught(unit, year),
    )


def _agreed(filters: Filters) -> list[tuple[dt.date | None, dt.date | None]]:
    rows = select(AgreedAction.due_on, AgreedAction.done_on).select_from(AgreedAction).join(AgreedAction.entry)
    return [(due, done) for due, done in db.session.execute(narrowed(rows, filters))]


def _confirmed(unit: Unit, year: int) -> list[Benefit]:
    """The benefits that somebody confirmed in the year, of projects that the reader sees."""
    found = benefits(BenefitFilters(unit=unit, state=BenefitState.CONFIRMED))
    within = found.where(Benefit.checked_on.between(first_day(year), last_day(year)))
    return list(db.session.execute(within.limit(MOST)).unique().scalars())


def _claim(of: Benefit) -> Claim:
    return Claim(of.project_id, of.kind, of.state, of.amount, of.per, of.starts_on, of.ends_on)


def _ran(unit: Unit, year: int) -> Ran:
    """The projects that had begun when the year ended, and had not ended when it began. One that ended as an idea counts on
    the day when it ended."""
    first, last = first_day(year), last_day(year)
    begun_on = func.coalesce(Project.started_on, Project.ended_on)
    began = func.sum(case((begun_on >= first, 1), else_=0))
    ran = (begun_on <= last, or_(Project.ended_on.is_(None), Project.ended_on >= first))
    row = db.session.execute(select(func.count(), began).select_from(Project).where(*ran, _below(unit), visible())).one()
    return Ran(row[0], row[1] or 0)


def _below(unit: Unit) -> ColumnElement[bool]:
    """The condition that a project is of the unit or of one below it."""
    return Project.unit_id.in_(select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True)))


def _ended(unit: Unit, year: int) -> list[Project]:
    """The projects that ended in the year, in the order in which they did."""
    within = (Project.stage.in_(ENDED), Project.ended_on.between(first_day(year), last_day(year)), _below(unit))
    found = projects().where(*within).order_by(Project.ended_on, Project.id).limit(MOST)
    return list(db.session.execute(found).unique().scalars())
