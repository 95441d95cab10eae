"""Reads of control watches."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from qms.golden_thread.readings.models import Signal, SignalState
from qms.improvement.evidence.models import Finding
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import LogEntry, Project, ProjectMeasure, Stage
from qms.improvement.projects.queries import project
from qms.improvement.projects.visibility import visible
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.work.models import Task
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.spc import Judgement

FEWEST_WORSE = 2
"""Points: a single one may be chance, and is told, not acted on."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; the unit counts with everything below it."""

    unit: Unit | None = None
    state: WatchState | None = None


def watch(watch_id: int) -> ControlWatch:
    """The watch, or NoResultFound (a 404)."""
    return db.session.execute(select(ControlWatch).where(ControlWatch.id == watch_id)).scalar_one()


def project_of_watch(watch_id: int) -> Project:
    """The watch's project, or NoResultFound (a 404)."""
    return project(watch(watch_id).project_id)


def watches_of(project_id: int) -> list[ControlWatch]:
    """The project's watches, the newest first."""
    statement = select(ControlWatch).where(ControlWatch.project_id == project_id)
    return list(db.session.execute(statement.order_by(ControlWatch.id.desc())).scalars())


def statement(filters: Filters) -> Select[Any]:
    """The watches asked for, of projects that the reader sees: what slipped first, then by the day on which they end."""
    slipped_first = (ControlWatch.state != WatchState.SLIPPED, ControlWatch.state != WatchState.WATCHING)
    whole = contains_eager(ControlWatch.project).contains_eager(Project.unit)
    return _narrowed(select(ControlWatch), filters).options(whole).order_by(
        *slipped_first, ControlWatch.until_on, ControlWatch.id
    )  # fmt: skip


def totals(filters: Filters) -> Mapping[WatchState, int]:
    """How many watches stand in each state, over the whole list."""
    counted = _narrowed(select(ControlWatch.state, func.count()).select_from(ControlWatch), filters)
    return {WatchState(state): how_many for state, how_many in db.session.execute(counted.group_by(ControlWatch.state))}


def _narrowed(of: Select, filters: Filters) -> Select:
    narrowed = of.join(ControlWatch.project).join(Project.unit).where(visible())
    if filters.unit:
        narrowed = narrowed.where(Unit.path.startswith(filters.unit.path, autoescape=True))
    if filters.state:
        narrowed = narrowed.where(ControlWatch.state == filters.state)
    return narrowed


def watching(*, series_ids: Collection[int] | None = None) -> list[ControlWatch]:
    """The watches that go on, with their projects; on these series, or all."""
    found = select(ControlWatch).where(ControlWatch.state == WatchState.WATCHING).options(joinedload(ControlWatch.project))
    if series_ids is not None:
        found = found.where(ControlWatch.series_id.in_(series_ids))
    return list(db.session.execute(found.order_by(ControlWatch.id)).unique().scalars())


def slipped(*, series_ids: Collection[int] | None = None) -> list[ControlWatch]:
    """The watches that slipped of projects that stand where that brought them, by project, where one of the project's is on
    these series (or all). One query."""
    found = select(ControlWatch).join(ControlWatch.project).options(contains_eager(ControlWatch.project))
    brought_to = or_(Project.stage == Stage.SUSTAINING, and_(Project.stage == Stage.TESTING, ~_had_gains()))
    found = found.where(ControlWatch.state == WatchState.SLIPPED, brought_to)
    if series_ids is not None:
        on_these = select(ControlWatch.project_id).where(
            ControlWatch.state == WatchState.SLIPPED, ControlWatch.series_id.in_(series_ids)
        )
        found = found.where(ControlWatch.project_id.in_(on_these))
    return list(db.session.execute(found.order_by(ControlWatch.project_id, ControlWatch.id)).unique().scalars())


def _had_gains() -> ColumnElement[bool]:
    """Whether any watch of the project had a gain to lose."""
    other = aliased(ControlWatch)
    return exists().where(other.project_id == Project.id, other.improved)


def slip_events(event: str, watches: Collection[ControlWatch]) -> dict[int, AuditEvent]:
    """The latest event of that name for each watch, by the watch's id. One query."""
    statement = select(AuditEvent).where(AuditEvent.event == event, AuditEvent.subject_id.in_([each.id for each in watches]))
    return {each.subject_id or 0: each for each in db.session.execute(statement.order_by(AuditEvent.id)).scalars()}


def is_untouched(project: Project, *, since: int, but: Person) -> bool:
    """Whether nobody but that account has written in the project, its tests or its tasks after the audit event. One query."""
    of_project = or_(
        and_(AuditEvent.subject == "project", AuditEvent.subject_id == project.id),
        AuditEvent.detail["project_id"].as_integer() == project.id,
        *(
            and_(
                AuditEvent.subject == subject, AuditEvent.subject_id.in_(select(kind.id).where(kind.project_id == project.id))
            )
            for subject, kind in (("cycle", PdsaCycle), ("log-entry", LogEntry), ("task", Task))
        ),
    )
    statement = select(AuditEvent.id).where(AuditEvent.id > since, AuditEvent.by_id != but.id, of_project)
    return db.session.scalar(statement.limit(1)) is None


def untold() -> list[ControlWatch]:
    """The watches that slipped or ran out, or did not slip after all, and of which the team has not been told, by project."""
    over = (WatchState.SLIPPED, WatchState.RAN_OUT)
    news = or_(ControlWatch.state.in_(over), and_(ControlWatch.state == WatchState.WATCHING, ControlWatch.reason != ""))
    found = select(ControlWatch).where(news, ControlWatch.told_at.is_(None))
    found = found.options(joinedload(ControlWatch.project)).order_by(ControlWatch.project_id, ControlWatch.id)
    return list(db.session.execute(found).unique().scalars())


def vanished(watches: Collection[ControlWatch]) -> set[int]:
    """Which of the signals that watches have noted the chart no longer shows. One query, none where none is noted."""
    noted = {each.noted_id for each in watches if each.noted_id is not None}
    if not noted:
        return set()
    return set(db.session.execute(select(Signal.id).where(Signal.id.in_(noted), Signal.vanished)).scalars())


def concerns_since(watches: Collection[ControlWatch]) -> dict[int, list[Signal]]:
    """The concerns on each watched series that appeared after its watch began, the first one first, by the watch's id. One
    query."""
    ids = {each.series_id for each in watches}
    live = select(Signal).where(
        Signal.series_id.in_(ids), Signal.state != SignalState.CLOSED, Signal.type.startswith("concern")
    )
    found: dict[int, list[Signal]] = defaultdict(list)
    for signal in db.session.execute(live.order_by(Signal.created_at, Signal.id)).scalars():
        found[signal.series_id].append(signal)

    def is_new(signal: Signal, to: ControlWatch) -> bool:
        return signal.created_at > to.created_at and signal.last_period >= _month_of(to.starts_on)

    return {each.id: [signal for signal in found[each.series_id] if is_new(signal, each)] for each in watches}


def have_lost(watches: Collection[ControlWatch]) -> set[int]:
    """The watches whose measure has lost its gain by what is kept of it: it faded, or two points or more are clearly worse
    than before the change. One query."""
    lost = or_(
        Finding.judgement == Judgement.FADED, and_(Finding.judgement == Judgement.CONCERN, Finding.sustained >= FEWEST_WORSE)
    )
    kept = (
        select(ControlWatch.id)
        .join(
            ProjectMeasure,
            (ProjectMeasure.project_id == ControlWatch.project_id) & (ProjectMeasure.series_id == ControlWatch.series_id),
        )
        .join(Finding, Finding.link_id == ProjectMeasure.id)
        .where(ControlWatch.id.in_([each.id for each in watches]), ControlWatch.improved, lost)
    )
    return set(db.session.execute(kept).scalars())


def _month_of(day: dt.date) -> dt.date:
    """A month is known by its first day: the one in which the watch began counts."""
    return day.replace(day=1)
