"""Reads for a year's report: a number of queries that does not grow with what happened in it. They read columns, as a busy
trust's year has hundreds of each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select

from qms.improvement.benefits.adding_up import Claim, Sum, sums
from qms.improvement.benefits.models import Benefit, BenefitState, Per
from qms.improvement.benefits.queries import Filters as BenefitFilters
from qms.improvement.benefits.queries import statement as benefits
from qms.improvement.evidence.comparing import verdicts_of
from qms.improvement.evidence.verdict import Verdict
from qms.improvement.impact.models import AgreedAction, ImpactEntry
from qms.improvement.impact.queries import Filters, counts, narrowed
from qms.improvement.impact.yearly.counting import Agreed, Told, agreed_of, told_of
from qms.improvement.impact.yearly.training import Taught, taught
from qms.improvement.impact.years import first_day, last_day
from qms.improvement.projects.models import ENDED, Project, Stage
from qms.improvement.projects.visibility import as_everybody, visible
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.spc import Judgement

MOST = 500  # entries, projects and benefits that a report lists; its counts are of all

DueAndDone = tuple[dt.date | None, dt.date | None]


class Ran(NamedTuple):
    """How many projects ran at some time of the year, and how many of these began in it."""

    projects: int
    began: int


@dataclass(frozen=True)
class Ending:
    """How a project ended, and what its charts say today; None where none can be compared."""

    stage: Stage
    verdict: Verdict | None

    @property
    def words(self) -> str:
        """The verdict in a word or two, or nothing."""
        return self.verdict.words if self.verdict else ""

    @property
    def is_improved(self) -> bool:
        """Whether the charts show a real improvement."""
        return self.verdict is not None and self.verdict.judgement is Judgement.IMPROVEMENT


@dataclass(frozen=True)
class Year:
    """All that a report of one unit, with everything below it, says of one financial year. `until` is its last day or, while
    it runs, today. `entries` are the newest, the first of the year first, as rows of an entry's columns with its project and
    unit; `actions` are the days of those that each agreed. `confirmed` are the confirmed benefits that came in it, whenever
    they were checked, summed in `gained` with what came within the year alone; `endings` are all projects that ended in it,
    by their ids, and `ended` the first of them as rows; `people` completed a programme, whichever."""

    unit: Unit
    year: int
    until: dt.date
    told: list[Told]
    entries: Sequence[Row[Any]]
    actions: dict[int, list[DueAndDone]]
    agreed: Agreed
    confirmed: list[Benefit]
    gained: list[Sum]
    ran: Ran
    endings: dict[int, Ending]
    ended: Sequence[Any]
    taught: list[Taught]
    people: int


def year_of_unit(unit: Unit, year: int) -> Year:
    """The year as the reader sees it."""
    filters, until = Filters(unit=unit, year=year), min(last_day(year), clock.today())
    entries, actions, confirmed = _entries(filters), _actions(filters), _confirmed(unit, year)
    (programmes, people), ended = taught(unit, year), _ended(unit, year)
    verdicts = verdicts_of([each.id for each in ended])
    return Year(
        unit=unit,
        year=year,
        until=until,
        told=told_of(counts(filters), counts(Filters(unit=unit, year=year - 1))),
        entries=entries,
        actions=actions,
        agreed=agreed_of((pair for pairs in actions.values() for pair in pairs), clock.today()),
        confirmed=confirmed,
        gained=sums([_claim(each, year) for each in confirmed], _counted_to(year)),
        ran=_ran(unit, year),
        endings={each.id: Ending(each.stage, verdicts.get(each.id)) for each in ended},
        ended=ended[:MOST],
        taught=programmes,
        people=people,
    )


def year_for_everybody(unit: Unit, year: int) -> Year:
    """The year as whoever signs in sees it, to be kept for others."""
    with as_everybody():
        return year_of_unit(unit, year)


_SAID = (
    ImpactEntry.kind, ImpactEntry.happened_on, ImpactEntry.title, ImpactEntry.who, ImpactEntry.venue, ImpactEntry.place,
    ImpactEntry.people, ImpactEntry.reach, ImpactEntry.method, ImpactEntry.status, ImpactEntry.effective_on,
    ImpactEntry.reference, ImpactEntry.changed,
)  # fmt: skip
"""The columns that a line of a list is made from, besides the id."""


def _entries(filters: Filters) -> Sequence[Row[Any]]:
    columns = (ImpactEntry.id, *_SAID, ImpactEntry.project_id, Project.title.label("project"), Unit.name.label("unit"))
    newest = narrowed(select(*columns).select_from(ImpactEntry), filters)
    found = db.session.execute(newest.order_by(ImpactEntry.happened_on.desc(), ImpactEntry.id.desc()).limit(MOST)).all()
    return found[::-1]


def _actions(filters: Filters) -> dict[int, list[DueAndDone]]:
    """The days of every action that the year's meetings agreed."""
    columns = (AgreedAction.entry_id, AgreedAction.due_on, AgreedAction.done_on)
    rows = select(*columns).select_from(AgreedAction).join(AgreedAction.entry)
    found: dict[int, list[DueAndDone]] = defaultdict(list)
    for entry_id, due_on, done_on in db.session.execute(narrowed(rows, filters)):
        found[entry_id].append((due_on, done_on))
    return dict(found)


def _confirmed(unit: Unit, year: int) -> list[Benefit]:
    """The confirmed benefits of which something came in the year, of projects that the reader sees. Money is of the year in
    which it was gained, not of the one in which somebody checked it."""
    first, last = first_day(year), last_day(year)
    went_on = and_(Benefit.per != Per.ONCE, or_(Benefit.ends_on.is_(None), Benefit.ends_on >= first))
    came = (Benefit.starts_on <= last, or_(Benefit.starts_on >= first, went_on))
    found = benefits(BenefitFilters(unit=unit, state=BenefitState.CONFIRMED)).where(*came)
    return list(db.session.execute(found.limit(MOST)).unique().scalars())


def _claim(of: Benefit, year: int) -> Claim:
    """The benefit as if it had begun with the year, where it began before."""
    return Claim(of.project_id, of.kind, of.state, of.amount, of.per, max(of.starts_on, first_day(year)), of.ends_on)


def _counted_to(year: int) -> dt.date:
    """The day before which gains count: today, or the day after the year's last."""
    return min(last_day(year) + dt.timedelta(days=1), clock.today())


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


def _ended(unit: Unit, year: int) -> Sequence[Any]:
    """The projects that ended in the year, as rows, in the order in which they did."""
    within = (Project.stage.in_(ENDED), Project.ended_on.between(first_day(year), last_day(year)), visible())
    columns = (Project.id, Project.title, Project.stage, Project.ended_on, Project.learned, Unit.name.label("unit"))
    found = select(*columns).join(Project.unit).where(*within, Unit.path.startswith(unit.path, autoescape=True))
    return db.session.execute(found.order_by(Project.ended_on, Project.id)).all()
