"""Asking a sponsor, and answering."""

from wtforms import Field, RadioField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from qms.improvement.fields import ColleagueField
from qms.improvement.projects.models import Approval
from qms.kernel.forms import EditForm, Form, optional_text, select_choices

ANSWERS = (
    (Approval.APPROVED.value, "Approve: testing can begin"),
    (Approval.CHANGES_ASKED.value, "Ask for changes: the team looks at it again"),
    (Approval.DECLINED.value, "Decline: not now, or not like this"),
)


class AskForm(Form):
    """Who is asked."""

    sponsor = ColleagueField("Who sponsors it?", [InputRequired("Enter who sponsors the project.")])


class AnswerForm(EditForm):
    """The sponsor's word, with a reason unless it is yes. `version` is that of the project as it was read."""

    answer = RadioField(
        "Your answer", choices=select_choices(ANSWERS), validators=[InputRequired("Choose an answer.")], default=""
    )
    reason = TextAreaField("Why, or what you would like to see", optional_text())

    def validate_reason(self, field: Field) -> None:
        """A team can build on a no only with its reason."""
        other_than_yes = self.answer.data in {Approval.CHANGES_ASKED.value, Approval.DECLINED.value}
        if other_than_yes and not (field.data or "").strip():
            raise ValidationError("Say why, so that the team can build on it.")
