"""Forms of a plan."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from qms.golden_thread.objectives.models import Objective
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices
from qms.organisation.models import Unit
from qms.organisation.presenters import choices as unit_choices
from qms.people.models import Person
from qms.planning.plans.models import QualityPlan

AIM_LONGEST = 500


class PlanForm(EditForm):
    """A plan's words, and what it belongs to."""

    title = StringField("Title", required("Enter a title, such as Fewer falls on older people's wards.", longest=160))
    unit = SelectField("Unit", coerce=int)
    objective = SelectField("Objective that it serves", coerce=int)
    aim = TextAreaField("Aim", optional_text(AIM_LONGEST))
    needs = TextAreaField("Needs", optional_text())
    co_design = TextAreaField("Co-design", optional_text())
    owner = SelectField("Owner", coerce=int)

    def offer(self, units: Sequence[Unit], objectives: Sequence[Objective], people: Sequence[Person]) -> "PlanForm":
        """Let these be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        wider = ((each.id, f"{each.title} ({each.unit.name})") for each in objectives)
        self.objective.choices = select_choices([(0, "No objective yet"), *wider])
        self.owner.choices = select_choices([(0, "Nobody yet"), *((each.id, each.name) for each in people)])
        return self


def plan_data(plan: QualityPlan) -> dict[str, Any]:
    """The plan as its form shows it."""
    return {
        "version": str(plan.version),
        "title": plan.title,
        "unit": plan.unit_id,
        "objective": plan.objective_id or 0,
        "aim": plan.aim,
        "needs": plan.needs,
        "co_design": plan.co_design,
        "owner": plan.owner_id or 0,
    }


class ReviewDateField(DateField):
    """A date as browsers send it or as people in Britain write it."""

    def process_formdata(self, valuelist: Any) -> None:
        typed = " ".join(valuelist or []).strip()
        try:
            super().process_formdata([typed] if typed else [])
        except ValueError:
            raise ValueError(f"“{typed}” is not a date. Use 2027-03-03 or 03/03/2027.") from None


class SignOffForm(EditForm):
    """Signing an edition off."""

    review_on = ReviewDateField(
        "Next review", [InputRequired("Enter the day of the next review.")], format=["%Y-%m-%d", "%d/%m/%Y"]
    )


class ReasonForm(EditForm):
    """Retiring a plan or bringing it back."""

    reason = TextAreaField("Reason", required("Say why, in a sentence.", longest=1000))


class AskForm(Form):
    """Asking for a signature: one button."""

    version = HiddenField()
