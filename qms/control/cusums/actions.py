"""Writes of sequences: started, changed, closed, opened again."""

from dataclasses import asdict, dataclass

from sqlalchemy import func, select

from qms.control.cusums.models import OutcomeCase, OutcomeSequence
from qms.control.cusums.watching import bring_up_to_date
from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person

STARTED = audit.declare("outcome-sequence.started", "name", "unit_id")
CHANGED = audit.declare("outcome-sequence.changed", "fields")
CLOSED = audit.declare("outcome-sequence.closed", "reason")
REOPENED = audit.declare("outcome-sequence.reopened")


class SequenceRefused(ValueError):  # noqa: N818  it is said to a person, who does not read class names
    """What was asked of a sequence does not fit; `field` is the form's."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


@dataclass(frozen=True)
class Facts:
    """What a sequence says of itself. expected_risk None: each case has its own."""

    name: str
    event: str
    expected_risk: float | None
    risk_source: str
    worse_ratio: float
    worse_limit: float
    better_ratio: float
    better_limit: float


def start_sequence(*, facts: Facts, unit: Unit, owner: Person, by: Person) -> OutcomeSequence:
    """Begin to follow cases of a unit. Raises SequenceRefused where one that is followed there has the name."""
    _refuse_taken(facts.name, unit.id)
    one = OutcomeSequence(unit_id=unit.id, owner_id=owner.id, **asdict(facts))
    db.session.add(one)
    db.session.flush()
    audit.record(STARTED, by=by, subject_id=one.id, name=one.name, unit_id=unit.id)
    bring_up_to_date(one)
    return one


def change_sequence(one: OutcomeSequence, *, facts: Facts, owner: Person, by: Person) -> None:
    """Change what a sequence says of itself; its cases are judged by the new settings from the first on.

    Raises SequenceRefused for a name that is taken, and where cases lack the risks that would now be needed."""
    _refuse_taken(facts.name, one.unit_id, besides=one.id)
    if facts.expected_risk is None and _without_risk(one):
        raise SequenceRefused("risk_kind", "The cases stored so far have no risk of their own, so one for all is needed.")
    new = asdict(facts) | {"owner_id": owner.id}
    changed = [name for name, value in new.items() if getattr(one, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(one, name, new[name])
    audit.record(CHANGED, by=by, subject_id=one.id, fields=changed)
    bring_up_to_date(one)


def close_sequence(one: OutcomeSequence, *, reason: str, by: Person) -> None:
    """No more cases will come, and why."""
    if one.closed_on is not None:
        raise SequenceRefused("reason", "It is closed already.")
    one.closed_on, one.closed_reason = clock.today(), reason
    audit.record(CLOSED, by=by, subject_id=one.id, reason=reason)
    db.session.flush()


def reopen_sequence(one: OutcomeSequence, *, by: Person) -> None:
    """Follow it again. Raises SequenceRefused where another with the name is followed in the unit by now."""
    if one.closed_on is None:
        return
    _refuse_taken(one.name, one.unit_id, besides=one.id)
    one.closed_on, one.closed_reason = None, ""
    audit.record(REOPENED, by=by, subject_id=one.id)
    bring_up_to_date(one)


def _refuse_taken(name: str, unit_id: int, besides: int | None = None) -> None:
    same = select(OutcomeSequence.id).where(
        OutcomeSequence.unit_id == unit_id,
        func.lower(OutcomeSequence.name) == name.lower(),
        OutcomeSequence.closed_on.is_(None),
        OutcomeSequence.id != (besides or 0),
    )
    if db.session.execute(same).first():
        raise SequenceRefused("name", "This unit follows cases by that name already. Choose another name, or open that one.")


def _without_risk(one: OutcomeSequence) -> bool:
    lacking = select(OutcomeCase.id).where(OutcomeCase.sequence_id == one.id, OutcomeCase.risk.is_(None))
    return db.session.execute(lacking.limit(1)).first() is not None
