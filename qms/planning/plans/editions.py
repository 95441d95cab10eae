"""Editions of a plan: what every change of its words or its diagram does first."""

from qms.kernel import audit
from qms.people.models import Person
from qms.planning.plans.models import PlanState, QualityPlan

EDITION_OPENED = audit.declare("plan.edition-opened", "edition")


class PlanRefusedError(Exception):
    """The plan can't be changed so; the sentence says why, and what to do instead."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


def open_for_change(plan: QualityPlan, *, by: Person) -> None:
    """Make the plan a draft: changing a signed-off plan opens its next edition, and the signed one stays as it was.

    Raises PlanRefusedError for a retired plan."""
    if plan.state is PlanState.RETIRED:
        raise PlanRefusedError("This plan is retired. Bring it back before you change it.")
    if plan.state is PlanState.SIGNED_OFF:
        plan.state = PlanState.DRAFT
        plan.edition += 1
        audit.record(EDITION_OPENED, by=by, subject_id=plan.id, edition=plan.edition)
