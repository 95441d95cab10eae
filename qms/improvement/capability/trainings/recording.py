"""One training as the form gives it: finds or begins the learner's records, moves them where the form says they work."""

import datetime as dt
from dataclasses import dataclass

from qms.improvement.capability.learners.actions import add_learner, link, place
from qms.improvement.capability.learners.known import Everybody
from qms.improvement.capability.learners.queries import last_placements
from qms.improvement.capability.learners.queries import learner as learner_by_id
from qms.improvement.capability.models import Learner, Placement, Programme
from qms.improvement.capability.trainings.actions import record_training
from qms.kernel import clock
from qms.kernel.uploads import FieldError
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import Permission


@dataclass(frozen=True)
class Recorded:
    """What came of it: the learner, whether the training is new, and the unit that they moved from."""

    learner: Learner
    is_new: bool
    moved_from: Unit | None


def record(*, name: str, email: str, unit: Unit, programme: Programme, completed_on: dt.date, by: Person) -> Recorded:
    """Record that somebody who works at the unit completed the programme.

    Raises FieldError where the name means several people, or somebody whose records another keeps."""
    known = Everybody.read().find(name=name, email=email, unit_id=unit.id)
    moved_from = None
    if known is None or known.learner_id is None:
        person_id = known.person_id if known else None
        learner = add_learner(name=name, email=email, person_id=person_id, unit=unit, since=completed_on, by=by)
    else:
        learner = learner_by_id(known.learner_id)
        moved_from = _bring_up_to_date(learner, person_id=known.person_id, email=email, unit=unit, by=by)
    training = record_training(learner, programme=programme, completed_on=completed_on, by=by)
    return Recorded(learner, training is not None, moved_from)


def _bring_up_to_date(learner: Learner, *, person_id: int | None, email: str, unit: Unit, by: Person) -> Unit | None:
    """What the form knows better than the records: the account, the address, the unit. Returns the unit left, if any."""
    at: Placement = last_placements([learner.id])[learner.id]
    if at.unit_id != unit.id and not by.can(Permission.KEEP_TRAINING, at.unit):
        raise FieldError(
            f"The records of {learner.called} are kept at {at.unit.name}.", "Ask its coach to record this, or to move them."
        )
    if person_id and not learner.person_id:
        link(learner, person_id=person_id, by=by)
    elif email and not learner.email and not learner.person_id:
        learner.email = email
    if at.unit_id == unit.id and at.until is None:
        return None
    left = at.unit if at.unit_id != unit.id else None
    place(learner, unit=unit, since=clock.today(), by=by)
    return left
