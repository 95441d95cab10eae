"""Forms of one's own account."""

from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length

from qms.kernel.forms import EditForm, Form, optional_text, required
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
