"""A sequence of cases as people make it."""

import datetime as dt
from collections.abc import Iterable

from qms.control.cusums.actions import Facts, start_sequence
from qms.control.cusums.case_actions import CaseFacts, add_cases
from qms.control.cusums.models import OutcomeSequence, OutcomeSignal
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

FIRST = dt.date(2026, 1, 5)
FACTS = Facts(
    name="Free flaps",
    event="The flap was lost within 30 days.",
    expected_risk=0.1,
    risk_source="The national audit",
    worse_ratio=2.0,
    worse_limit=2.0,
    better_ratio=0.5,
    better_limit=2.0,
)


def start(unit: Unit, by: Person, facts: Facts = FACTS) -> OutcomeSequence:
    """A sequence of the unit, owned by whoever starts it."""
    one = start_sequence(facts=facts, unit=unit, owner=by, by=by)
    db.session.commit()
    return one


def happen(one: OutcomeSequence, by: Person, events: Iterable[int], first: dt.date = FIRST) -> None:
    """Cases day after day, with the event where there is a 1."""
    many = [CaseFacts(first + dt.timedelta(days=at), bool(event)) for at, event in enumerate(events)]
    add_cases(one, many=many, by=by)
    db.session.commit()


def signals() -> list[OutcomeSignal]:
    """Every signal that stands, the first first."""
    return db.session.query(OutcomeSignal).filter_by(withdrawn_at=None).order_by(OutcomeSignal.id).all()
