"""A slip that was a wrong figure: corrected before anybody has done anything about it, it completes the project again."""

from collections.abc import Collection, Mapping
from itertools import groupby
from typing import Any

from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.queries import readings_of
from qms.improvement.log.actions import add_entry
from qms.improvement.progress.standing import undo_move
from qms.improvement.watches.actions import SLIPPED
from qms.improvement.watches.models import ControlWatch, WatchState
from qms.improvement.watches.opening import REOPENED
from qms.improvement.watches.queries import is_untouched, slip_events, slipped, watches_of
from qms.improvement.watches.reading import news_of
from qms.improvement.watches.wording import corrected, entry_of_correction
from qms.kernel import audit, clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.queries import system_account

TAKEN_BACK = audit.declare("control-watch.slip-taken-back", "project_id", "series_id")
RESUMED = audit.declare("control-watch.resumed", "project_id", "series_id")


def take_back_slips(*, series_ids: Collection[int] | None = None) -> int:
    """Look at the projects that were opened again by the watches on these series (or all). Returns how many are completed
    again. One query where there are none."""
    found = slipped(series_ids=series_ids)
    if not found:
        return 0
    by, reasons = system_account(), news_of(found).slips
    events, readings = slip_events(SLIPPED, found), readings_of([each.series_id for each in found])
    taken_back = 0
    for _, together in groupby(found, key=lambda each: each.project_id):
        latest = _of_the_latest_slip(list(together))
        if all(each.id not in reasons and _is_of_then(each, events, readings) for each in latest) and is_untouched(
            latest[0].project, since=min(events[each.id].id for each in latest), but=by
        ):
            _take_back(latest, stood=events[latest[0].id].detail["stood"], by=by)
            taken_back += 1
    return taken_back


def _of_the_latest_slip(watches: list[ControlWatch]) -> list[ControlWatch]:
    """A project may have been completed and have slipped more than once."""
    last = max(each.over_on for each in watches if each.over_on)
    return [each for each in watches if each.over_on == last]


def _is_of_then(watch: ControlWatch, events: Mapping[int, AuditEvent], readings: Mapping[int, Reading]) -> bool:
    """Whether nothing newer was measured: then what changed are the figures that slipped, and not what happened since."""
    event, reading = events.get(watch.id), readings.get(watch.series_id)
    if event is None or reading is None or "stood" not in event.detail:
        return False
    period = event.detail["period"]
    return bool(period) and reading.period.isoformat() <= period


def _take_back(watches: list[ControlWatch], *, stood: Mapping[str, Any], by: Person) -> None:
    """Watch again, let the project stand as it stood before the slip, archived or not, and say so in the log."""
    project, day = watches[0].project, watches[0].over_on
    for each in watches_of(project.id):
        ended_by_it = each.state is WatchState.ENDED and each.reason == REOPENED and each.over_on == day
        if each in watches:
            # Whoever was told of the slip is told of this too; where nobody was, there is nothing to take back.
            each.reason, each.told_at, each.noted_id = (corrected(each) if each.told_at else ""), None, None
            audit.record(TAKEN_BACK, by=by, subject_id=each.id, project_id=project.id, series_id=each.series_id)
        elif ended_by_it:
            each.reason = ""
            audit.record(RESUMED, by=by, subject_id=each.id, project_id=project.id, series_id=each.series_id)
        else:
            continue
        each.state, each.over_on = WatchState.WATCHING, None
    db.session.flush()
    undo_move(project, to=stood, by=by)
    add_entry(project, text=entry_of_correction(watches), happened_on=clock.today(), by=by)
