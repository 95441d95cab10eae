"""Forms of benefits: claiming one, and writing down that somebody checked it."""

from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from qms.golden_thread.metrics.fields import ChoiceField
from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState, Per
from qms.improvement.benefits.wording import KINDS, PER_CHOICES
from qms.improvement.fields import DayField, NumberField
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices

TOO_MUCH = 1e9
ANSWERS = {BenefitState.CONFIRMED.value: "Confirmed", BenefitState.REFUSED.value: "Not confirmed"}


class BenefitForm(EditForm):
    """What is gained, how much, from when, and what it rests on."""

    kind = SelectField("What is gained?", choices=select_choices((each.value, words.name) for each, words in KINDS.items()))
    what = StringField("What exactly?", optional_text(160))
    amount = NumberField("How much?", [InputRequired("Enter an amount.")])
    per = SelectField("How often?", choices=select_choices((each.value, words) for each, words in PER_CHOICES.items()))
    starts_on = DayField("From when?", [InputRequired("Enter the day from which it comes.")])
    ends_on = DayField("Until when?")
    method = TextAreaField("How did you work it out?", required("Say how you worked it out, so that somebody can check it."))
    assumptions = TextAreaField("What do you assume?", required("Say what you assume, such as the cost of a bed day."))

    def validate_amount(self, field: Field) -> None:
        """Above nothing, and within reason."""
        if field.data is not None and not 0 < field.data <= TOO_MUCH:
            raise ValidationError("Enter an amount above 0. Check its zeros if it is very large.")

    def validate_ends_on(self, field: Field) -> None:
        """After it began."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError("It cannot end before it starts.")


class CheckForm(EditForm):
    """Who checked it, and what they found. `version` is that of the claim as it was read: an amount that nobody saw is never
    confirmed."""

    state = ChoiceField("What did the check find?", words=ANSWERS, otherwise="Choose what the check found.")
    checked_by = StringField("Who checked it?", required("Say who checked it, such as the finance partner.", longest=160))
    note = TextAreaField("What did they look at?", optional_text())

    def validate_note(self, field: Field) -> None:
        """A team that is told no is told why."""
        if self.state.data == BenefitState.REFUSED.value and not (field.data or "").strip():
            raise ValidationError("Say why it was not confirmed, so that the team can work it out again.")


class RemoveForm(Form):
    """Nothing but the answer yes."""


def benefit_data(benefit: Benefit) -> dict[str, Any]:
    """The benefit's values as the form shows them."""
    texts = {name: getattr(benefit, name) for name in ("what", "amount", "starts_on", "ends_on", "method", "assumptions")}
    return texts | {"version": str(benefit.version), "kind": benefit.kind.value, "per": benefit.per.value}


def benefit_fields(form: BenefitForm) -> dict[str, Any]:
    """The benefit as the actions take it. What comes once has no end."""
    per = Per(form.per.data)
    return {
        "kind": BenefitKind(form.kind.data),
        "what": (form.what.data or "").strip(),
        "amount": form.amount.data,
        "per": per,
        "starts_on": form.starts_on.data,
        "ends_on": None if per is Per.ONCE else form.ends_on.data,
        "method": (form.method.data or "").strip(),
        "assumptions": (form.assumptions.data or "").strip(),
    }
