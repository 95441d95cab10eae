"""Makes the demonstration trust, in the order in which a real one would have come about."""

import datetime as dt

from qms.demo import measuring
from qms.demo.patterns import month_before
from qms.demo.people import make_people
from qms.demo.units import UNITS
from qms.kernel import clock, settings
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit
from qms.people.queries import system_account

NAME = "Three Rivers Integrated Care System"


def load_demonstration() -> None:
    """Fill an empty database; flushed, for the caller to commit."""
    by = system_account()
    today = clock.today()
    units: dict[str, Unit] = {}
    with _in_month(today, 37):
        for plan in UNITS:
            parent = units[plan.parent] if plan.parent else None
            units[plan.code] = create_unit(name=plan.name, kind=plan.kind, parent=parent, ods_code=plan.code, by=by)
        people = make_people(units)
        metrics = measuring.define_metrics(units, people)

    everything = measuring.rows(units, metrics, today)
    recent = month_before(today, 3)
    with _in_month(today, 3):
        measuring.store([row for row in everything if row.period < recent], by=people["analyst"])
    measuring.store([row for row in everything if row.period >= recent], by=people["analyst"])

    settings.write(settings.DEMONSTRATION, "yes")
    settings.write(settings.ORGANISATION_NAME, NAME)


def _in_month(today: dt.date, months_ago: int):
    """Stand on the tenth of the month so many months ago: late enough for the return of the month before."""
    return clock.standing_at(dt.datetime.combine(month_before(today, months_ago).replace(day=10), dt.time(9), dt.UTC))
