"""Writes of control watches: a gain that slipped, a time that ran out, another end."""

import datetime as dt
from collections.abc import Collection, Mapping
from itertools import groupby

from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import readings_of
from qms.improvement.conversation.models import NoticeKind
from qms.improvement.conversation.telling import tell_hearers
from qms.improvement.log.actions import add_entry
from qms.improvement.progress.actions import change_stage
from qms.improvement.progress.standing import standing_of
from qms.improvement.projects.models import Stage
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.watches.queries import watches_of, watching
from qms.improvement.watches.reading import News, news_of
from qms.improvement.watches.wording import GONE, entry_of_end, entry_of_slip, why_over
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.queries import system_account

SLIPPED = audit.declare("control-watch.slipped", "project_id", "series_id", "reason", "period", "stood")
RAN_OUT = audit.declare("control-watch.ran-out", "project_id", "series_id", "reason")
EXTENDED = audit.declare("control-watch.until-changed", "was", "now")

NOTED = audit.declare("control-watch.point-noted", "project_id", "series_id", "signal_id", "reason")
UNNOTED = audit.declare("control-watch.point-gone", "project_id", "series_id")


def check_watches(*, series_ids: Collection[int] | None = None) -> int:
    """Look at the watches on these series (or all), in a number of queries that grows only with what slipped: a project whose
    gain slipped is opened again, and of a single point that gives concern its team is told. Returns how many slipped."""
    watches = watching(series_ids=series_ids)
    news = news_of(watches)
    slipped = sorted((each for each in watches if each.id in news.slips), key=lambda each: each.project_id)
    for _, together in groupby(slipped, key=lambda each: each.project_id):
        _slip(list(together), news.slips, by=system_account())
    for each in watches:
        if each.is_watching and (each.id in news.points or each.id in news.gone):
            note(each, news, by=system_account())
    return len(slipped)


def note(watch: ControlWatch, news: News, *, by: Person) -> None:
    """Note one point that gives concern and tell the team, once; take the note back where the chart no longer shows it."""
    about = {"subject_id": watch.id, "project_id": watch.project_id, "series_id": watch.series_id}
    if watch.id in news.gone:
        watch.noted_id, watch.reason, watch.told_at = None, (GONE if watch.told_at else ""), None
        audit.record(UNNOTED, by=by, **about)
    point = news.points.get(watch.id)
    if point is not None and watch.noted_id is None:
        still_to_tell = watch.reason if watch.told_at is None else ""
        watch.noted_id, watch.reason, watch.told_at = point.id, f"{still_to_tell} {point.sentence}".strip(), None
        audit.record(NOTED, by=by, signal_id=point.id, reason=point.sentence, **about)
        tell_hearers(watch.project, kind=NoticeKind.WATCH, by=by, tab="measures", anchor="watches")
    db.session.flush()


def _slip(together: list[ControlWatch], reasons: Mapping[int, str], *, by: Person) -> None:
    """The watches of one project slip: it is open again, its log says why, and its other watches end."""
    today, project = clock.today(), together[0].project
    readings, stood = readings_of([each.series_id for each in together]), standing_of(project)
    for each in together:
        each.state, each.over_on, each.reason, each.told_at = WatchState.SLIPPED, today, reasons[each.id], None
        reading = readings.get(each.series_id)
        audit.record(
            SLIPPED, by=by, subject_id=each.id, project_id=project.id, series_id=each.series_id, reason=each.reason,
            period=reading.period.isoformat() if reading else None, stood=stood,
        )  # fmt: skip
    db.session.flush()
    if not project.is_active:
        had_gains = any(each.improved for each in watches_of(project.id))
        change_stage(project, stage=Stage.SUSTAINING if had_gains else Stage.TESTING, since=today, by=by)
    add_entry(project, text=entry_of_slip(together), happened_on=today, by=by)


def run_out(*, by: Person) -> int:
    """Close the watches whose time is over, and say in the log how it went. Returns how many."""
    today = clock.today()
    over = sorted((each for each in watching() if each.until_on < today), key=lambda each: each.project_id)
    readings = readings_of([each.series_id for each in over])
    for _, together in groupby(over, key=lambda each: each.project_id):
        ended = list(together)
        for each in ended:
            _close(each, readings.get(each.series_id), today, by=by)
        add_entry(ended[0].project, text=entry_of_end(ended), happened_on=today, by=by)
    return len(over)


def _close(watch: ControlWatch, reading: Reading | None, today: dt.date, *, by: Person) -> None:
    watch.state, watch.over_on, watch.reason, watch.told_at = WatchState.RAN_OUT, today, why_over(watch, reading), None
    series = watch.series_id
    audit.record(RAN_OUT, by=by, subject_id=watch.id, project_id=watch.project_id, series_id=series, reason=watch.reason)
    db.session.flush()


def set_until(watch: ControlWatch, *, until: dt.date, by: Person) -> None:
    """Watch until another day. Raises ValueError for a watch that is over, or a day that has passed."""
    if not watch.is_watching:
        raise ValueError("This watch is over.")
    if until <= clock.today():
        raise ValueError("A watch ends on a day to come.")
    if until != watch.until_on:
        audit.record(EXTENDED, by=by, subject_id=watch.id, was=watch.until_on.isoformat(), now=until.isoformat())
        watch.until_on = until
        db.session.flush()
