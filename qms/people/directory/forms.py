"""Forms with which administrators look after people."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, Email, Length

from qms.kernel.forms import EditForm, Form, optional_text, required, select_choices
from qms.people.models import Person
from qms.people.queries import by_email
from qms.people.roles import ROLES, RoleName


class FreeAddress:
    """Refuse an e-mail address that somebody else has, and say who."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        holder = by_email(field.data or "")
        if holder is not None and holder is not getattr(form, "person", None):
            closed = "" if holder.active else ", whose account is closed"
            raise ValidationError(
                f"{holder.name} has this email address already{closed}. Search for them in the list of people."
            )


def _lower(text: str | None) -> str | None:
    return text.strip().lower() if text else text


def _email_field() -> EmailField:
    return EmailField(
        "Email address",
        validators=[
            DataRequired("Enter an email address."),
            Length(max=254, message="Use 254 characters or fewer."),
            Email("Enter an email address in the usual form, such as name@example.org."),
            FreeAddress(),
        ],
        filters=[_lower],
        render_kw={"autocomplete": "off"},
    )


def _role_field() -> SelectField:
    return SelectField(
        "Role",
        choices=select_choices((role.name.value, role.title) for role in ROLES.values()),
        coerce=RoleName,
    )


class PersonForm(EditForm):
    """A person's facts."""

    name = StringField("Name", validators=required("Enter the person’s name.", 120))
    email = _email_field()
    job_title = StringField("Job title", validators=optional_text(120))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, obj=person, **kwargs)
        self.person = person


class RoleForm(Form):
    """A role on a unit."""

    role = _role_field()
    unit = SelectField("On the unit", coerce=int)


class InviteForm(RoleForm):
    """Somebody new, with a first role."""

    name = StringField("Name", validators=required("Enter the person’s name.", 120))
    email = _email_field()
    job_title = StringField("Job title", validators=optional_text(120))
