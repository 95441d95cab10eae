"""The forms of an objective: what it says, the owner's words, how it ends."""

import datetime as dt
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Optional, Regexp

from qms.golden_thread.metrics.fields import DayField
from qms.golden_thread.objectives.models import ObjectiveState
from qms.golden_thread.objectives.wording import LABELS
from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices

EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 12, 31)


def id_or_none(value: Any) -> int | None:
    """The id that a select box names; None for its empty choice."""
    return int(value) if value not in (None, "", "None") else None


class ObjectiveForm(EditForm):
    """What a unit sets out to do."""

    title = StringField(
        LABELS["title"],
        required("Say in a few words what is to be achieved.", 160),
        description="In a few words that everybody understands, for example: Fewer falls on older people’s wards.",
    )
    aim = TextAreaField(
        LABELS["aim"],
        optional_text(1000),
        description="How much, by when, for whom. For example: Halve falls with harm on wards 5 to 8 by March 2027.",
    )
    unit_id = SelectField(LABELS["unit_id"], coerce=int, invalid_choice_message="Choose the unit whose objective it is.")
    parent_id = SelectField(
        LABELS["parent_id"],
        coerce=id_or_none,
        invalid_choice_message="Choose an objective from the list, or none.",
        description="An objective of the same unit or of one above it. This is how a ward’s work reaches the board.",
    )
    owner_id = SelectField(
        LABELS["owner_id"],
        coerce=id_or_none,
        invalid_choice_message="Choose somebody from the list, or nobody yet.",
        description="Who answers for it, and writes a few words on it before each board meeting.",
    )
    starts_on = DayField(LABELS["starts_on"], [DataRequired("Enter the day on which it starts.")])
    due_on = DayField(LABELS["due_on"], [DataRequired("Enter the day by which it is to be reached.")])
    period = StringField(LABELS["period"], optional_text(20), description="For example: 2026/27. Shown on the board page.")
    position = StringField(
        LABELS["position"],
        [Optional(), Regexp(r"\s*\d{1,3}\s*\Z", message="Enter a whole number from 0 to 999, or leave it empty.")],
        description="A number; lower comes first. Leave it empty to put it last.",
    )

    def validate_starts_on(self, field: DayField) -> None:
        """A day that can be meant."""
        _within_reach(field)

    def validate_due_on(self, field: DayField) -> None:
        """A day that can be meant."""
        _within_reach(field)


def _within_reach(field: DayField) -> None:
    if field.data and not EARLIEST <= field.data <= LATEST:
        raise ValidationError("Check the year: it is too far away.")


class NarrativeForm(Form):
    """The owner's words of today."""

    text = TextAreaField(
        "How is it going?",
        required("Write a sentence or two on how it is going.", 2000),
        description="A few sentences for the board: what the chart shows, why, and what comes next.",
    )
    decision_asked = TextAreaField(
        "Decision asked of the board",
        optional_text(500),
        description="Leave it empty if none is needed. For example: Approve a second night nurse on Ward 7.",
    )


class EndForm(EditForm):
    """How it ended, and how that is known."""

    state = RadioField(
        "How did it end?",
        choices=select_choices(
            [
                (ObjectiveState.ACHIEVED.value, "It is achieved"),
                (ObjectiveState.STOPPED.value, "It is stopped without being achieved"),
            ]
        ),
        validators=[InputRequired("Choose how it ended.")],
        invalid_choice_message="Choose how it ended.",
    )
    reason = TextAreaField(
        "How do you know, or why is it stopped?",
        required("Say how you know that it is achieved, or why it is stopped.", 2000),
        description="For example: Below 4.0 for nine months in a row, without the numbers going up elsewhere.",
    )
