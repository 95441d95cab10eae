"""The form of a cycle's plan: three answers to start, the rest when there is time."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from qms.golden_thread.metrics.models import Series
from qms.improvement.fields import DayField, NumberField
from qms.improvement.ideas.packaged import PackagedIdea
from qms.improvement.ideas.queries import Idea
from qms.improvement.measures.presenters import series_name
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.pdsa.scales import stored, typed
from qms.kernel.forms import EditForm, optional_text, required, select_choices

FORETOLD = ("prediction", "series", "predicted_low", "predicted_high")
"""What stands once there is a result."""


class PlanForm(EditForm):
    """Plan: the question, the prediction, when the result is known; how it is tested and what is counted."""

    question = TextAreaField("What are you testing?", required("Say what you are testing."))
    prediction = TextAreaField(
        "What do you predict will happen?",
        required("Write down what you predict. A test teaches most where the result differs from the prediction."),
    )
    result_due_on = DayField("When will you know?")
    plan = TextAreaField("How: who, where and when", optional_text())
    data_plan = TextAreaField("Data: what will you count, who does it, and how?", optional_text())
    series = SelectField("Which measure will show it?", coerce=int)
    predicted_low = NumberField("Predicted number: at least")
    predicted_high = NumberField("Predicted number: at most")
    package_idea = SelectField("Idea of the change package", coerce=int, default=0)
    driver = SelectField("Change idea from a driver diagram", coerce=int)
    idea = StringField("Change idea, in your own words", optional_text(160))
    starts_on = DayField("Starts", [InputRequired("Enter the day on which the test starts.")])

    _series: Sequence[Series] = ()
    _stands = False
    last: Sequence[str] = ()
    """The last figure of each measure on offer, for the eye of whoever predicts the next."""

    def offer(
        self,
        ideas: Sequence[Idea],
        series: Sequence[Series],
        packaged: Sequence[PackagedIdea] = (),
        last: Sequence[str] = (),
    ) -> "PlanForm":
        """Let these change ideas be chosen, and these series be what the prediction is about. `packaged` are ideas of the
        collaboratives that the project is part of; `last` says what the series showed last."""
        several = len({each.collaborative_id for each in packaged}) > 1
        named = [(each.id, f"{each.title} ({each.collaborative})" if several else each.title) for each in packaged]
        self.package_idea.choices = select_choices([(0, "Another idea"), *named])
        shown = [(each.id, f"{_short(each.text)} ({each.plan_title})") for each in ideas]
        self.driver.choices = select_choices([(0, "None of these"), *shown])
        self.series.choices = select_choices(
            [(0, "No measure: judged by what we see"), *((each.id, series_name(each)) for each in series)]
        )
        self._series, self.last = series, last
        return self

    @property
    def measured_by(self) -> Series | None:
        """The series that was chosen."""
        return next((each for each in self._series if each.id == self.series.data), None)

    @property
    def has_more(self) -> bool:
        """Whether something beyond the first three answers is filled in or refused, so that it must be seen."""
        said = [self.plan, self.data_plan, self.driver, self.idea]
        said += [] if self._series else [self.predicted_low, self.predicted_high]  # with measures they are always seen
        return any(each.data or each.errors for each in said) or bool(self.starts_on.errors)

    def keep_foretold(self, cycle: PdsaCycle) -> None:
        """Whatever was sent, the prediction is what it was."""
        self._stands = True
        for name in FORETOLD:
            self[name].data = plan_data(cycle)[name]

    def validate_result_due_on(self, field: Field) -> None:
        """A result comes after the start."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("The result is due before the test starts. Enter a later date.")

    def validate_predicted_high(self, field: Field) -> None:
        """From less to more."""
        if field.data is not None and self.predicted_low.data is not None and field.data < self.predicted_low.data:
            raise ValidationError("“At most” is less than “at least”. Swap the two numbers.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside the fields by themselves: what is predicted of a measure is a number, as its chart answers with one."""
        valid = super().validate(extra_validators=extra_validators)
        ends = (self.predicted_low, self.predicted_high)
        if self._stands or not self.series.data or any(each.data is not None or each.errors for each in ends):
            return valid
        self.predicted_low.errors = [
            "Predict a number too: at least, at most or both. If no number can tell, choose “No measure” above."
        ]
        return False


def plan_fields(form: PlanForm) -> dict[str, Any]:
    """The plan as the actions take it."""
    words = {name: (form[name].data or "").strip() for name in ("question", "prediction", "plan", "data_plan", "idea")}
    return words | {
        "series_id": form.series.data or None,
        "predicted_low": stored(form.predicted_low.data, form.measured_by),
        "predicted_high": stored(form.predicted_high.data, form.measured_by),
        "starts_on": form.starts_on.data,
        "result_due_on": form.result_due_on.data,
        "driver_id": form.driver.data or None,
        "package_idea_id": form.package_idea.data or None,
    }


def plan_data(cycle: PdsaCycle) -> dict[str, Any]:
    """A cycle's plan as its form shows it."""
    names = ("question", "prediction", "result_due_on", "plan", "data_plan", "idea", "starts_on")
    return {name: getattr(cycle, name) for name in names} | {
        "series": cycle.series_id or 0,
        "predicted_low": typed(cycle.predicted_low, cycle.series),
        "predicted_high": typed(cycle.predicted_high, cycle.series),
        "driver": cycle.driver_id or 0,
        "package_idea": cycle.package_idea_id or 0,
        "version": str(cycle.version),
    }


def carried_on(follows: PdsaCycle | None) -> dict[str, Any]:
    """What an adapted cycle takes over from the one before; the prediction is made anew."""
    if follows is None:
        return {}
    names = ("question", "plan", "data_plan", "idea")
    return {name: getattr(follows, name) for name in names} | same_idea(follows) | {"series": follows.series_id or 0}


def same_idea(cycle: PdsaCycle | None) -> dict[str, Any]:
    """What another test of the same change idea takes over: the idea alone."""
    if cycle is None:
        return {}
    return {"idea": cycle.idea, "driver": cycle.driver_id or 0, "package_idea": cycle.package_idea_id or 0}


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69]}…"
