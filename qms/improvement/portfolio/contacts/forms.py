"""What noting a contact asks."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from qms.improvement.fields import DayField
from qms.improvement.progress.forms import not_to_come
from qms.kernel.forms import Form, optional_text


class ContactForm(Form):
    """The day, and what it was about."""

    on_day = DayField("When were you in touch?", [InputRequired("Enter the day."), not_to_come])
    note = TextAreaField("What about? (optional)", optional_text(2000))


class RemoveForm(Form):
    """Nothing more to ask."""
