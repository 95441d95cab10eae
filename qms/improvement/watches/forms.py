"""How long a finished project's measures are watched."""

from wtforms import SelectField

from qms.improvement.watches.opening import USUAL_MONTHS
from qms.kernel.forms import Form, select_choices

LENGTHS = (6, 12, 18, 24)


class WatchForm(Form):
    """A length, counted from today."""

    months = SelectField(
        "Watch the measures for",
        coerce=int,
        default=USUAL_MONTHS,
        choices=select_choices((length, f"{length} months from today") for length in LENGTHS),
    )
