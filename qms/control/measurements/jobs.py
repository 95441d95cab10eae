"""Reminders of measurements that should have come, and uploads that nobody finished."""

from collections import defaultdict

from sqlalchemy import Select, select

from qms.control.measurements.models import LateReminder
from qms.control.measurements.uploads.tidying import let_go_of_old
from qms.golden_thread.metrics.models import Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.kernel.formats import count, day, month
from qms.kernel.letters.actions import post
from qms.people.links.addresses import whole_address
from qms.people.models import Person
from qms.people.queries import system_account

REMINDED = audit.declare("metric.reminded", "to", "series_ids")
LISTED_AT_MOST = 30


def remind_of_late_data() -> str:
    """Mail each metric's owner the series that are late, once for every period missed."""
    late: dict[Person, list[Reading]] = defaultdict(list)
    for reading, owner in db.session.execute(_late_and_unreminded()):
        late[owner].append(reading)
    by = system_account()
    reminded = 0
    for owner, readings in late.items():
        post(to=owner.email, subject=f"{count(len(readings), 'measure')} late", body=_letter(owner, readings))
        db.session.add_all(LateReminder(series_id=each.series_id, due_on=each.next_due) for each in readings)
        audit.record(REMINDED, by=by, subject_id=None, to=owner.id, series_ids=[each.series_id for each in readings])
        reminded += len(readings)
    return f"{count(reminded, 'late series', 'late series')}, {count(len(late), 'reminder')} sent."


def tidy_uploads() -> str:
    """Let go of uploads that have waited for a week, with their files."""
    uploads, strays = let_go_of_old(by=system_account())
    return f"{count(uploads, 'upload')} let go, {count(strays, 'stray file')} removed."


def _late_and_unreminded() -> Select:
    reminded = (
        select(LateReminder.id)
        .where(LateReminder.series_id == Reading.series_id, LateReminder.due_on == Reading.next_due)
        .exists()
    )
    return (
        select(Reading, Person)
        .join(Series, Series.id == Reading.series_id)
        .join(Metric, Metric.id == Series.metric_id)
        .join(Person, Person.id == Metric.owner_id)
        .where(
            Reading.next_due < clock.today(),
            Series.rolled_up.is_(False),
            Metric.state != MetricState.RETIRED,
            Person.active,
            ~reminded,
        )
        .order_by(Person.id, Metric.name, Series.id)
    )


def _letter(owner: Person, readings: list[Reading]) -> str:
    lines = [
        f"- {each.series.metric.name}, {each.series.unit.name}"
        f"{', ' + each.series.stratum if each.series.stratum else ''}:"
        f" last {month(each.period)}, due by {day(each.next_due)}"
        for each in readings[:LISTED_AT_MOST]
    ]
    if len(readings) > LISTED_AT_MOST:
        lines.append(f"- and {len(readings) - LISTED_AT_MOST:,} more")
    where = whole_address("control.data_quality")
    return "\n".join(
        [f"Dear {owner.name},", "", "these measurements should have come by now:", "", *lines, "", f"All of them: {where}"]
    )
