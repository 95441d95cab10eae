"""The form of one training."""

import datetime as dt
import re
from typing import Any

from wtforms import Field, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired

from qms.improvement.capability.models import Programme
from qms.improvement.fields import DayField
from qms.improvement.projects.choices import unit_choices
from qms.kernel import clock
from qms.kernel.forms import Form, optional_text, required, select_choices
from qms.organisation.models import Unit

_IN_BRACKETS = re.compile(r"^(?P<name>[^()]*\S)\s*\((?P<email>[^()\s]+@[^()\s]+)\)\s*$")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def not_in_the_future(form: Any, field: Field) -> None:
    """Refuse a day that is still to come."""
    if isinstance(field.data, dt.date) and field.data > clock.today():
        raise ValidationError("This day is still to come. Enter today or an earlier day.")


def an_address(form: Any, field: Field) -> None:
    """Refuse what cannot be an e-mail address; an empty box may stay empty."""
    if field.data and not ADDRESS.fullmatch(field.data.strip()):
        raise ValidationError("Enter an e-mail address, such as name@example.nhs.uk, or leave it empty.")


def _number(value: Any) -> int | None:
    """The id of a choice; None for the first line, which asks for one."""
    return int(value) if str(value).isdecimal() else None


class TrainingForm(Form):
    """Who, where, which programme, when."""

    who = StringField("Who?", required("Enter the name of the person who was trained.", 200))
    email = StringField(
        "E-mail address (optional)",
        [*optional_text(254), an_address],
        description="It tells two people of the same name apart. Not needed for colleagues chosen from the list.",
    )
    unit = SelectField("Where do they work now?", [InputRequired("Choose where they work.")], coerce=_number)
    programme = SelectField("What did they complete?", [InputRequired("Choose what they completed.")], coerce=_number)
    completed_on = DayField("When?", [InputRequired("Enter the day on which they completed it."), not_in_the_future])

    def offer(self, units: list[Unit], programmes: list[Programme]) -> "TrainingForm":
        """Let these units and programmes be chosen; none is chosen beforehand, lest people count where they do not work."""
        self.unit.choices = select_choices([("", "Choose a unit"), *unit_choices(units)])
        self.programme.choices = select_choices([("", "Choose a programme"), *((each.id, each.name) for each in programmes)])
        return self

    @property
    def name_and_address(self) -> tuple[str, str]:
        """(name, address in lower case or ""): a colleague from the list comes as "Name (address)"."""
        typed, email = " ".join((self.who.data or "").split()), (self.email.data or "").strip().lower()
        if found := _IN_BRACKETS.match(typed):
            return found["name"], email or found["email"].lower()
        return typed[:120], email
