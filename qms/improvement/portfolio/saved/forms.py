"""What keeping a filter asks."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import AnyOf, Length

from qms.improvement.portfolio.addresses import LONGEST, VIEWS
from qms.improvement.portfolio.saved.models import Sharing
from qms.improvement.projects.choices import unit_choices
from qms.kernel.forms import Form, NoPatientData, required, select_choices
from qms.organisation.models import Unit

NAME = required("Enter a name, such as Falls on my wards.", longest=80)
OPENS_FIRST = "Open the portfolio with this list"
SHARING = (
    (Sharing.NOBODY.value, "Only me"),
    (Sharing.UNIT.value, "Everybody with a role in a unit or below it"),
    (Sharing.EVERYBODY.value, "Everybody who can sign in"),
)


class SaveForm(Form):
    """A name for what the portfolio shows; `replace` where the name is taken already."""

    name = StringField("Name", NAME)
    view = HiddenField("View", [AnyOf(VIEWS, message="Choose a view of the portfolio.")])
    query = HiddenField("Filters", [Length(max=LONGEST, message="Use fewer filters or words."), NoPatientData()])
    opens_first = BooleanField(OPENS_FIRST)
    replace = BooleanField("Replace the one that has this name")


class EditForm(Form):
    """The name of a saved filter, who finds it, and whether the portfolio opens with it."""

    name = StringField("Name", NAME)
    sharing = RadioField("Who finds it in their list?", choices=select_choices(SHARING))
    unit = SelectField("Unit", coerce=int)
    opens_first = BooleanField(OPENS_FIRST)

    def offer(self, units: Sequence[Unit]) -> "EditForm":
        """Let these units be chosen."""
        self.unit.choices = select_choices([(0, "Choose a unit"), *unit_choices(units)])
        return self

    def validate_unit(self, field: Any) -> None:
        """A unit, where it is shared with one."""
        if self.sharing.data == Sharing.UNIT.value and not field.data:
            raise ValidationError("Choose the unit.")


class RemoveForm(Form):
    """Nothing more to ask."""
