"""Forms of a cycle: its plan, and what came of it."""

from typing import Any

from wtforms import Field, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from qms.improvement.fields import DayField, NumberField
from qms.improvement.ideas.queries import Idea
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.presenters import DECISION_CHOICES
from qms.kernel.forms import EditForm, optional_text, required, select_choices


class PlanForm(EditForm):
    """Plan: the question, the prediction, and how it will be tested."""

    question = TextAreaField("What are you testing?", required("Say what you are testing."))
    prediction = TextAreaField(
        "What do you predict will happen?",
        required("Write down what you predict. A test teaches most where the result differs from the prediction."),
    )
    predicted_value = NumberField("Predicted value, if it is a number")
    plan = TextAreaField("How: who, where, when, and what you will measure", optional_text())
    driver = SelectField("Change idea from a driver diagram", coerce=int)
    starts_on = DayField("Starts", [InputRequired("Enter the day on which the test starts.")])
    result_due_on = DayField("Result due")

    def offer(self, ideas: list[Idea]) -> "PlanForm":
        """Let these change ideas be chosen."""
        shown = [(each.id, f"{_short(each.text)} ({each.plan_title})") for each in ideas]
        self.driver.choices = select_choices([(0, "None of these"), *shown])
        return self

    def validate_result_due_on(self, field: Field) -> None:
        """A result comes after the start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("The result is due before the test starts. Enter a later date.")


class ResultForm(EditForm):
    """Do, study and act on one page; a decision needs what was learned and its reason."""

    did = TextAreaField("Do: what happened when you tried it?", optional_text())
    studied = TextAreaField("Study: what did you find, against what you predicted?", optional_text())
    measured_value = NumberField("Measured value, if it is a number")
    decision = RadioField("Act: what do you do now?", choices=select_choices(DECISION_CHOICES), default="")
    decision_reason = TextAreaField("Why?", optional_text())

    def validate_studied(self, field: Field) -> None:
        """Nobody decides on a test without saying what it showed."""
        if self.decision.data and not (field.data or "").strip():
            raise ValidationError("Say what you found before you decide.")

    def validate_decision_reason(self, field: Field) -> None:
        """A decision is of use to others only with its reason."""
        if self.decision.data and not (field.data or "").strip():
            raise ValidationError("Say why you decided so.")


def plan_fields(form: PlanForm) -> dict[str, Any]:
    """The plan as the actions take it."""
    return {
        "question": (form.question.data or "").strip(),
        "prediction": (form.prediction.data or "").strip(),
        "predicted_value": form.predicted_value.data,
        "plan": (form.plan.data or "").strip(),
        "starts_on": form.starts_on.data,
        "result_due_on": form.result_due_on.data,
        "driver_id": form.driver.data or None,
    }


def plan_data(cycle: PdsaCycle) -> dict[str, Any]:
    """A cycle's plan as its form shows it."""
    names = ("question", "prediction", "predicted_value", "plan", "starts_on", "result_due_on")
    return {name: getattr(cycle, name) for name in names} | {"driver": cycle.driver_id or 0, "version": str(cycle.version)}


def carried_on(follows: PdsaCycle | None) -> dict[str, Any]:
    """What an adapted cycle takes over from the one before; the prediction is made anew."""
    return {"question": follows.question, "plan": follows.plan, "driver": follows.driver_id or 0} if follows else {}


def result_data(cycle: PdsaCycle) -> dict[str, Any]:
    """What came of a cycle as its form shows it."""
    names = ("did", "studied", "measured_value", "decision_reason")
    decision = cycle.decision.value if cycle.decision else ""
    return {name: getattr(cycle, name) for name in names} | {"decision": decision, "version": str(cycle.version)}


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69]}…"
