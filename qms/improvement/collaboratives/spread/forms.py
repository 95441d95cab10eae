"""The form of an idea that a team uses without a test of its own on record."""

from wtforms import ValidationError
from wtforms.validators import InputRequired

from qms.improvement.fields import DayField
from qms.kernel import clock
from qms.kernel.forms import Form


class UseForm(Form):
    """Since when a team uses an idea."""

    since = DayField("Since when?", [InputRequired("Enter the day since when the team uses it.")])

    def validate_since(self, field: DayField) -> None:
        """What is to come is no use yet."""
        if field.data and field.data > clock.today():
            raise ValidationError("This day is still to come. Enter today or an earlier day.")
