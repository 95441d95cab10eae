"""The small forms on a learner's page."""

from typing import Any

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from qms.improvement.capability.trainings.forms import an_address, not_in_the_future
from qms.improvement.fields import DayField
from qms.improvement.projects.choices import unit_choices
from qms.kernel.forms import Form, optional_text, required, select_choices
from qms.organisation.models import Unit


class MoveForm(Form):
    """Where somebody works now."""

    unit = SelectField("Works now at", coerce=int)
    since = DayField("Since", [InputRequired("Enter the day from which they work there."), not_in_the_future])

    def offer(self, units: list[Unit]) -> "MoveForm":
        """Let these units be chosen."""
        self.unit.choices = select_choices(unit_choices(units))
        return self


class LeaveForm(Form):
    """When somebody left."""

    left_on = DayField("Left on", [InputRequired("Enter the day on which they left."), not_in_the_future])


class NameForm(Form):
    """Name and address of somebody without an account."""

    name = StringField("Name", required("Enter the name.", 120))
    email = StringField("E-mail address (optional)", [*optional_text(254), an_address])

    def address(self) -> str:
        """The address in lower case, or ""."""
        return (self.email.data or "").strip().lower()


class Forms:
    """The forms of the page: each empty unless a view hands in the one that was refused."""

    def __init__(self, **refused: Any) -> None:
        self.move: MoveForm | None = refused.get("move")
        self.leave: LeaveForm | None = refused.get("leave")
        self.name: NameForm | None = refused.get("name")
