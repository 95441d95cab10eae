"""The weekly digest of signals that nobody has answered."""

from collections.abc import Iterable

from sqlalchemy import Select, select

from qms.golden_thread.readings.models import Signal, SignalState
from qms.golden_thread.readings.queries import joined_signals
from qms.kernel.db import db
from qms.kernel.formats import count
from qms.kernel.letters.actions import post
from qms.people.links.addresses import whole_address
from qms.people.models import Membership, Person
from qms.people.roles import RoleName

LISTED_AT_MOST = 20


def send_signal_digests() -> str:
    """Mail each ward manager the open signals at and below the units that are theirs, concerns first; none, no mail."""
    signals = list(db.session.execute(_open_signals()).scalars())
    sent = 0
    for person in _ward_managers():
        theirs = [each for each in signals if _is_theirs(each, person)]
        if theirs:
            subject = f"{count(len(theirs), 'signal')} for you this week"
            post(to=person.email, subject=subject, body=_letter(person, theirs))
            sent += 1
    return f"{count(len(signals), 'open signal')}, {count(sent, 'digest')} sent."


def _open_signals() -> Select:
    # "concern" comes before "improvement" and "neutral" in the alphabet as in importance
    return joined_signals().where(Signal.state == SignalState.OPEN).order_by(Signal.type, Signal.created_at, Signal.id)


def _ward_managers() -> Iterable[Person]:
    holding = select(Membership.person_id).where(Membership.role == RoleName.WARD_MANAGER)
    statement = select(Person).where(Person.active, Person.id.in_(holding)).order_by(Person.id)
    return db.session.execute(statement).scalars()


def _is_theirs(signal: Signal, person: Person) -> bool:
    return any(each.role is RoleName.WARD_MANAGER and signal.series.unit.is_within(each.unit) for each in person.memberships)


def _letter(person: Person, signals: list[Signal]) -> str:
    lines = []
    for each in signals[:LISTED_AT_MOST]:
        where = whole_address("control.signal", signal_id=each.id)
        lines += [f"- {each.series.metric.name}, {each.series.unit.name}: {each.sentence}", f"  {where}"]
    if len(signals) > LISTED_AT_MOST:
        lines.append(f"- and {len(signals) - LISTED_AT_MOST:,} more")
    return "\n".join([f"Dear {person.name},", "", "these signals wait for an answer:", "", *lines])
