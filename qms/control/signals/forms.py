"""Forms of the answers to a signal. Their fields have names of their own, because one page shows them all."""

from collections.abc import Sequence

from wtforms import SelectField, TextAreaField

from qms.kernel.forms import EditForm, required, select_choices
from qms.people.models import Person


class AcknowledgeForm(EditForm):
    """One press: I will look into it."""


class ExplainForm(EditForm):
    """What caused it."""

    cause = TextAreaField("What caused it?", validators=required("Say what caused it, or that nobody knows yet."))


class ActForm(EditForm):
    """What was decided, and who sees to it."""

    decision = TextAreaField("What did you decide?", validators=required("Say what you decided."))
    owner = SelectField("Who sees to it", coerce=int, validate_choice=True)

    def offer(self, people: Sequence[Person]) -> "ActForm":
        """Let the owner be one of these."""
        self.owner.choices = select_choices((each.id, each.name) for each in people)
        return self


class CloseForm(EditForm):
    """Nothing more to do, and why."""

    reason = TextAreaField(
        "Why nothing more needs to be done", validators=required("Say why nothing more needs to be done."),
    )  # fmt: skip


class ReopenForm(EditForm):
    """It needs somebody after all, and why."""

    because = TextAreaField("Why it needs somebody again", validators=required("Say why it needs somebody again."))
