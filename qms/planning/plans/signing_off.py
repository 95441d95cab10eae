"""Signing a plan off: what it needs first, and the edition that is kept as it read."""

import datetime as dt

from qms.kernel import audit, clock
from qms.kernel.db import db
from qms.people.models import Person
from qms.planning.drivers.diagram import Diagram
from qms.planning.drivers.models import DriverKind
from qms.planning.plans.editions import PlanRefusedError
from qms.planning.plans.models import PlanEdition, PlanState, QualityPlan
from qms.planning.plans.snapshot import content_of

SIGNED_OFF = audit.declare("plan.signed-off", "edition", "review_on")

LONGEST = dt.timedelta(days=3 * 366)


def usual_review() -> dt.date:
    """A year ahead: the review that a plan gets unless its signatory says otherwise."""
    today = clock.today()
    return today.replace(year=today.year + 1) if (today.month, today.day) != (2, 29) else dt.date(today.year + 1, 3, 1)


def missing(plan: QualityPlan, diagram: Diagram) -> list[str]:
    """What the plan still needs before somebody can sign it off, in sentences."""
    boxes = diagram.graph.boxes.values()
    sentences = []
    if not plan.aim.strip():
        sentences.append("It has no aim: say how much, by when and for whom.")
    if not any(box.kind is DriverKind.PRIMARY and box.text.strip() for box in boxes):
        sentences.append("It has no primary driver: say what most brings the aim about.")
    if not diagram.measures:
        sentences.append("It has no measure: attach a metric to the aim or to a driver, so that progress can be seen.")
    empty = sum(not box.text.strip() for box in boxes if box.kind is not DriverKind.AIM)
    if empty:
        sentences.append(f"{empty} {'box has' if empty == 1 else 'boxes have'} no words: write them, or delete the boxes.")
    return sentences


def sign_off(plan: QualityPlan, diagram: Diagram, *, review_on: dt.date, by: Person) -> PlanEdition:
    """Sign off the present edition, which is kept word for word with its diagram; the plan is reviewed on the date.

    Raises PlanRefusedError where the plan is no draft, something is missing, or the review lies in the past."""
    if plan.state is not PlanState.DRAFT:
        raise PlanRefusedError("Only a draft can be signed off.")
    if gaps := missing(plan, diagram):
        raise PlanRefusedError(" ".join(gaps))
    if not clock.today() < review_on <= clock.today() + LONGEST:
        raise PlanRefusedError("Choose a review date after today and within three years.", "review_on")
    now = clock.now()
    plan.state, plan.signed_off_at, plan.review_on, plan.asked_at = PlanState.SIGNED_OFF, now, review_on, None
    edition = PlanEdition(
        plan_id=plan.id, edition=plan.edition, content=content_of(plan, diagram), signed_off_by=by, signed_off_at=now
    )
    db.session.add(edition)
    audit.record(SIGNED_OFF, by=by, subject_id=plan.id, edition=plan.edition, review_on=review_on.isoformat())
    db.session.flush()
    return edition
