"""The form of what came of a cycle: do, study and act on one page."""

import datetime as dt
from typing import Any

from wtforms import Field, RadioField, TextAreaField, ValidationError
from wtforms.validators import Optional

from qms.improvement.fields import DayField, NumberField
from qms.improvement.pdsa.foretelling import by_numbers
from qms.improvement.pdsa.models import Decision, Foretold, PdsaCycle
from qms.improvement.pdsa.presenters import DECISION_CHOICES, FORETOLD_CHOICES
from qms.improvement.pdsa.scales import stored, typed
from qms.kernel import clock, formats
from qms.kernel.forms import EditForm, optional_text, select_choices


class ResultForm(EditForm):
    """A decision needs what was found, how the prediction turned out, and its reason."""

    did = TextAreaField("Do: what happened when you tried it?", optional_text())
    surprises = TextAreaField("What surprised you?", optional_text())
    studied = TextAreaField("Study: what did you find, against what you predicted?", optional_text())
    measured_value = NumberField("Measured value, if it is a number")
    foretold = RadioField("Did it go as you predicted?", [Optional()], choices=select_choices(FORETOLD_CHOICES))
    decision = RadioField("Act: what do you do now?", choices=select_choices(DECISION_CHOICES), default="")
    decision_reason = TextAreaField("Why?", optional_text())
    decided_on = DayField("Decided on")

    _cycle: PdsaCycle
    _charted: float | None = None

    def about(self, cycle: PdsaCycle, charted: float | None) -> "ResultForm":
        """Say which cycle it is, and what its chart shows: taken where a decision is made and nothing else was measured."""
        self._cycle, self._charted = cycle, charted
        return self

    @property
    def measured(self) -> float | None:
        """The measured value on the chart's scale."""
        own = stored(self.measured_value.data, self._cycle.series)
        return self._charted if own is None and self.decision.data else own

    @property
    def studies(self) -> bool:
        """Whether something beyond what happened is filled in or refused, so that it must be seen."""
        later = (self.studied, self.measured_value, self.foretold, self.decision, self.decision_reason, self.decided_on)
        return any(each.errors for each in later) or bool(self.studied.data or self.decision.data or self.foretold.data)

    def validate_studied(self, field: Field) -> None:
        """Nobody decides on a test without saying what it showed."""
        if self.decision.data and not (field.data or "").strip():
            raise ValidationError("Say what you found before you decide.")

    def validate_decision_reason(self, field: Field) -> None:
        """A decision is of use to others only with its reason."""
        if self.decision.data and not (field.data or "").strip():
            raise ValidationError("Say why you decided so.")

    def validate_decided_on(self, field: Field) -> None:
        """Not in the future, and not before the test began unless it was called off."""
        if not self.decision.data or not field.data:
            return
        if field.data > clock.today():
            raise ValidationError("This day is still to come. Enter the day on which you decided.")
        if field.data < self._cycle.starts_on and self.decision.data != Decision.ABANDON:
            raise ValidationError(f"The test starts on {formats.day(self._cycle.starts_on)}. Enter that day or a later one.")

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside the fields by themselves: a decision says how the prediction turned out, unless the numbers do."""
        valid = super().validate(extra_validators=extra_validators)
        if self.decision.data and not self.foretold.data and by_numbers(self._cycle, self.measured) is None:
            self.foretold.errors = [*self.foretold.errors, "Say whether it went as you predicted. Either answer teaches."]
            return False
        return valid


def result_fields(form: ResultForm) -> dict[str, Any]:
    """What came of it as the actions take it."""
    words = {name: (form[name].data or "").strip() for name in ("did", "surprises", "studied")}
    foretold = Foretold(form.foretold.data) if form.foretold.data else None
    return words | {"measured_value": form.measured, "foretold": foretold}


def result_data(cycle: PdsaCycle) -> dict[str, Any]:
    """What came of a cycle as its form shows it."""
    names = ("did", "surprises", "studied", "decision_reason")
    return {name: getattr(cycle, name) for name in names} | {
        "measured_value": typed(cycle.measured_value, cycle.series),
        "foretold": cycle.foretold.value if cycle.foretold else None,
        "decision": cycle.decision.value if cycle.decision else "",
        "version": str(cycle.version),
    }


def decided_on(form: ResultForm) -> dt.date:
    """The day of the decision: today unless another is entered."""
    return form.decided_on.data or clock.today()
