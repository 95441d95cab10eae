"""How far projects have come against how long they have gone on or what they have brought: a bubble for each score and band,
so that thousands take no more room than a few."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select

from qms.improvement.benefits.adding_up import Claim, so_far
from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState
from qms.improvement.portfolio.bubble_axes import AMOUNT, PEOPLE, Axes
from qms.improvement.portfolio.filters import Filters
from qms.improvement.portfolio.queries import lacking, narrow
from qms.improvement.projects.models import ENDED, Project, ProjectMember
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit


@dataclass(frozen=True)
class Placed:
    """A project on the picture: its score (None: none yet), its column, and what its bubble may be sized by."""

    project_id: int
    title: str
    unit: str
    score: float | None
    column: int
    stalled: bool
    people: int
    amount: float = 0.0
    confirmed: float = 0.0  # of the amount


@dataclass(frozen=True)
class Bubble:
    """Projects of one score and one column. People on two of their teams count twice."""

    score: float | None
    column: int
    projects: int = 0
    stalled: int = 0
    people: int = 0
    amount: float = 0.0

    def size(self, axes: Axes) -> float:
        """What its area says."""
        return {PEOPLE: float(self.people), AMOUNT: self.amount}.get(axes.size, float(self.projects))


def placed(filters: Filters, axes: Axes) -> list[Placed]:
    """The projects of the picture: by age those that go on, by a benefit those that have brought some. Two queries or one."""
    return _by_age(filters, axes) if axes.kind is None else _by_benefit(filters, axes, axes.kind)


def bubbles(found: Iterable[Placed]) -> list[Bubble]:
    """The projects together by score and column."""
    together: dict[tuple[float | None, int], Bubble] = {}
    for each in found:
        place = (each.score, each.column)
        so_many = together.get(place, Bubble(*place))
        together[place] = replace(
            so_many,
            projects=so_many.projects + 1,
            stalled=so_many.stalled + each.stalled,
            people=so_many.people + each.people,
            amount=so_many.amount + each.amount,
        )
    return list(together.values())


def _by_age(filters: Filters, axes: Axes) -> list[Placed]:
    today = clock.today()
    wanted = _projects(Project.started_on, Project.created_at).where(Project.stage.not_in(ENDED))
    return [
        _placed(row, axes, (today - (row.started_on or clock.day_of(row.created_at))).days)
        for row in db.session.execute(narrow(wanted, filters))
    ]


def _by_benefit(filters: Filters, axes: Axes, kind: BenefitKind) -> list[Placed]:
    claims = _claims(filters, axes, kind)
    if not claims:
        return []
    today = clock.today()
    rows = db.session.execute(narrow(_projects().where(Project.id.in_(list(claims))), filters))
    return [
        replace(_placed(row, axes, amount), amount=amount, confirmed=confirmed)
        for row in rows
        for amount, confirmed in (_sums(claims[row.id], today),)
        if amount > 0
    ]


def _placed(row: Any, axes: Axes, across: float) -> Placed:
    return Placed(row.id, row.title, row.unit, row.team_score, axes.column(across), bool(row.stalled), row.people)


def _projects(*more: Any) -> Select[Any]:
    people = select(func.count()).where(ProjectMember.project_id == Project.id).correlate(Project).scalar_subquery()
    columns = (
        Project.id, Project.title, Unit.name.label("unit"), Project.team_score, lacking("entry").label("stalled"),
        people.label("people"),
    )  # fmt: skip
    return select(*columns, *more).select_from(Project).join(Project.unit)


def _claims(filters: Filters, axes: Axes, kind: BenefitKind) -> Mapping[int, Sequence[Claim]]:
    """The benefits of the kind that count, by project; narrow rows, one query."""
    columns = (
        Benefit.project_id, Benefit.kind, Benefit.state, Benefit.amount, Benefit.per, Benefit.starts_on, Benefit.ends_on,
    )  # fmt: skip
    states = (BenefitState.CONFIRMED,) if axes.confirmed else (BenefitState.CONFIRMED, BenefitState.CLAIMED)
    wanted = select(*columns).select_from(Benefit).join(Project, Project.id == Benefit.project_id).join(Project.unit)
    found: dict[int, list[Claim]] = {}
    for row in db.session.execute(narrow(wanted.where(Benefit.kind == kind, Benefit.state.in_(states)), filters)):
        found.setdefault(row.project_id, []).append(Claim._make(row))
    return found


def _sums(claims: Sequence[Claim], today: dt.date) -> tuple[float, float]:
    """What has come so far, and how much of it was confirmed."""
    confirmed = sum(so_far(each, today) for each in claims if each.state is BenefitState.CONFIRMED)
    return sum(so_far(each, today) for each in claims), confirmed
