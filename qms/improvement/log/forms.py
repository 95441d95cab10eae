"""The one text box of the log."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from qms.improvement.fields import DayField
from qms.improvement.files.forms import WithFiles
from qms.improvement.progress.forms import not_to_come
from qms.kernel.forms import Form, required


class EntryForm(WithFiles):
    """What happened, on which day, and what was photographed."""

    text = TextAreaField("What happened today?", required("Write what happened, in a sentence or two."))
    happened_on = DayField("Day", [InputRequired("Enter the day."), not_to_come])


class DeleteForm(Form):
    """Nothing but the answer yes."""
