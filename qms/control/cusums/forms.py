"""The forms of a sequence, of a case, and of an answer."""

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from qms.control.cusums.models import is_risk
from qms.golden_thread.metrics.fields import DayField, NumberField
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices
from qms.kernel.table_forms import TableForm
from qms.kernel.uploads.reading import MAX_BYTES

ONE_RISK, OWN_RISKS = "one", "own"
LABELS = {
    "name": "Name",
    "event": "What counts as the event?",
    "risk_kind": "How likely is the event expected to be?",
    "expected_risk": "Expected risk of every case",
    "risk_source": "Where the expected risk comes from",
    "owner_id": "Owner",
    "worse_ratio": "Find a rise in the odds to",
    "worse_limit": "Limit for more events",
    "better_ratio": "Find a fall in the odds to",
    "better_limit": "Limit for fewer events",
}
LARGEST_RATIO, LARGEST_LIMIT = 100, 50


class SequenceForm(EditForm):
    """What is followed, and how."""

    name = StringField(
        LABELS["name"],
        required("Give it a name.", 160),
        description="The operation or treatment, for example: Free flaps, head and neck.",
    )
    unit_id = SelectField("Unit", coerce=int, invalid_choice_message="Choose the unit whose cases these are.")
    event = TextAreaField(
        LABELS["event"],
        required("Say what counts as the event.", 500),
        description="So that everybody counts alike, for example: The flap was lost, wholly or in part, within 30 days.",
    )
    risk_kind = RadioField(
        LABELS["risk_kind"],
        choices=select_choices(
            [(ONE_RISK, "The same for every case"), (OWN_RISKS, "Each case has its own, from a risk score")]
        ),
        default=ONE_RISK,
        validators=[InputRequired("Choose one of the two.")],
        invalid_choice_message="Choose one of the two.",
    )
    expected_risk = NumberField(
        LABELS["expected_risk"], description="Leave it empty where each case has its own. For example 5%, or 0.05."
    )
    risk_source = StringField(
        LABELS["risk_source"],
        optional_text(300),
        description="For example: The national audit’s rate of 2025, or the name of the risk score.",
    )
    owner_id = SelectField(
        LABELS["owner_id"],
        coerce=int,
        invalid_choice_message="Choose somebody from the list.",
        description="Who is mailed when a limit is reached.",
    )
    worse_ratio = NumberField(
        LABELS["worse_ratio"], default=2.0, description="2 means twice the odds: the change that you would not want to miss."
    )
    worse_limit = NumberField(
        LABELS["worse_limit"],
        default=4.5,
        description="Higher means fewer false alarms, and later true ones. 4.5 suits large services, 2 to 3 small ones.",
    )
    better_ratio = NumberField(LABELS["better_ratio"], default=0.5, description="0.5 means half the odds.")
    better_limit = NumberField(LABELS["better_limit"], default=4.5)

    def validate_expected_risk(self, field: NumberField) -> None:
        """A probability where there is one for all."""
        if self.risk_kind.data != ONE_RISK:
            return
        if field.process_errors:
            return
        if field.data is None:
            raise ValidationError("Enter the expected risk, such as 5% or 0.05.")
        if not is_risk(field.data):
            raise ValidationError("The risk must be above 0 and below 1, such as 0.05, or 5%.")

    def validate_worse_ratio(self, field: NumberField) -> None:
        """Above 1."""
        if not field.process_errors and (field.data is None or not 1 < field.data <= LARGEST_RATIO):
            raise ValidationError(f"Enter a number above 1, up to {LARGEST_RATIO}; 2 is usual.")

    def validate_better_ratio(self, field: NumberField) -> None:
        """Between 0 and 1."""
        if not field.process_errors and (field.data is None or not 1 / LARGEST_RATIO <= field.data < 1):
            raise ValidationError(f"Enter a number from {1 / LARGEST_RATIO} to below 1; 0.5 is usual.")

    def validate_worse_limit(self, field: NumberField) -> None:
        """Above 0."""
        _limit(field)

    def validate_better_limit(self, field: NumberField) -> None:
        """Above 0."""
        _limit(field)


def _limit(field: NumberField) -> None:
    if not field.process_errors and (field.data is None or not 0 < field.data <= LARGEST_LIMIT):
        raise ValidationError(f"Enter a number above 0, up to {LARGEST_LIMIT}.")


class CaseForm(Form):
    """One case. The outcome is the button that was pressed, or a choice where a case is corrected."""

    happened_on = DayField("Day of the case", [DataRequired("Enter the day of the case.")])
    risk = NumberField("Expected risk of this case", description="From the risk score, such as 0.05 or 5%.")
    event = RadioField(
        "Did the event happen?",
        choices=select_choices([("no", "No"), ("yes", "Yes")]),
        validators=[InputRequired("Say whether the event happened.")],
        invalid_choice_message="Say whether the event happened.",
    )


class CasesForm(TableForm):
    """Many cases: a file or a pasted table."""

    most = MAX_BYTES
    file_hint = "CSV or Excel, with a header."
    paste_hint = "Copy the cells with their header row and paste them here."

    again = BooleanField("These are further cases of days that have cases already")


class ExplainForm(EditForm):
    """What caused a signal."""

    cause = TextAreaField(
        "What caused it?",
        required("Write down what caused it, or that you found no cause.", 2000),
        description="What you found and what you did. No names, and nothing that identifies a patient.",
    )


class CloseForm(EditForm):
    """Why no more cases will come."""

    reason = TextAreaField("Why is it closed?", required("Say why no more cases will come.", 1000))
