"""The field for a new password, with the reasons why one is refused."""

from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, ValidationError
from wtforms.validators import DataRequired

from qms.people.passwords import MIN_LENGTH, objection


def _good_enough(_form: FlaskForm, field: Field) -> None:
    if said := objection(field.data or ""):
        raise ValidationError(said)


def new_password_field() -> PasswordField:
    """A field for a password that is being chosen."""
    return PasswordField(
        "New password",
        description=f"{MIN_LENGTH} characters or more. Three random words work well.",
        validators=[DataRequired("Enter a new password."), _good_enough],
        render_kw={"autocomplete": "new-password"},
    )
