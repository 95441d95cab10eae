"""Forms of one's own account."""

from wtforms import Field, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, Length

from qms.kernel import settings
from qms.kernel.forms import EditForm, Form, optional_text, required
from qms.people import access
from qms.people.demonstration import ACCOUNTS
from qms.people.password_field import new_password_field
from qms.people.passwords import MAX_LENGTH


class ProfileForm(EditForm):
    """What others see of a person."""

    name = StringField("Name", validators=required("Enter your name.", 120), render_kw={"autocomplete": "name"})
    job_title = StringField("Job title", validators=optional_text(120), render_kw={"autocomplete": "organization-title"})


class ChangePasswordForm(Form):
    """The present password proves that it is the owner who changes it."""

    current = PasswordField(
        "Present password",
        validators=[
            DataRequired("Enter your present password."),
            Length(max=MAX_LENGTH, message="Enter a shorter password."),
        ],
        render_kw={"autocomplete": "current-password"},
    )
    password = new_password_field()

    def validate_password(self, field: Field) -> None:
        """Keep the accounts that every visitor of the demonstration shares open to the next visitor."""
        if settings.is_demonstration() and access.person().email in {each.email for each in ACCOUNTS}:
            raise ValidationError("Visitors share this account, so its password stays as it is on the demonstration.")
