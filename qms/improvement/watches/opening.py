"""Watches begun and ended as projects end and open again. Moving a project to a stage calls these; they move none."""

import datetime as dt

from sqlalchemy import select

from qms.improvement.evidence.comparing import compared
from qms.improvement.evidence.queries import measures_of, trials_of
from qms.improvement.projects.models import Project
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person
from qms.spc import Judgement

OPENED = audit.declare("control-watch.opened", "project_id", "series_id", "until")
ENDED = audit.declare("control-watch.ended", "reason")

USUAL_MONTHS = 12
REOPENED = "The project was opened again."
WORKED = {Judgement.IMPROVEMENT, Judgement.BEGAN_BEFORE}


def open_watches(project: Project, *, since: dt.date, by: Person, months: int = USUAL_MONTHS) -> list[ControlWatch]:
    """Watch every measure of the project that is not watched already, for so many months from the day on."""
    going = select(ControlWatch.series_id).where(
        ControlWatch.project_id == project.id, ControlWatch.state == WatchState.WATCHING
    )
    already = set(db.session.execute(going).scalars())
    measures = compared(measures_of([project.id]), trials_of([project.id]))
    opened = [
        ControlWatch(
            project_id=project.id,
            series_id=each.series_id,
            starts_on=since,
            until_on=months_after(since, months),
            improved=each.judgement in WORKED,
            by_id=by.id,
        )
        for each in measures
        if each.series_id not in already
    ]
    db.session.add_all(opened)
    db.session.flush()
    for each in opened:
        audit.record(
            OPENED,
            by=by,
            subject_id=each.id,
            project_id=project.id,
            series_id=each.series_id,
            until=each.until_on.isoformat(),
        )
    db.session.flush()
    return opened


def end_watches(project: Project, *, by: Person, reason: str = REOPENED) -> None:
    """End the project's watches that go on. Nothing happens where there are none."""
    going = select(ControlWatch).where(ControlWatch.project_id == project.id, ControlWatch.state == WatchState.WATCHING)
    for each in db.session.execute(going).unique().scalars():
        end_watch(each, by=by, reason=reason)


def end_watch(watch: ControlWatch, *, by: Person, reason: str) -> None:
    """End one watch before its time, and why."""
    watch.state, watch.over_on, watch.reason = WatchState.ENDED, clock.today(), reason.strip()
    audit.record(ENDED, by=by, subject_id=watch.id, reason=watch.reason)
    db.session.flush()


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the month's last day where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    first = dt.date(number // 12, number % 12 + 1, 1)
    number += 1
    last = dt.date(number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)
    return min(first + dt.timedelta(days=day.day - 1), last)
