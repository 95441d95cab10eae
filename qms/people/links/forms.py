"""Forms behind links."""

from wtforms import EmailField
from wtforms.validators import DataRequired, Length

from qms.kernel.forms import Form
from qms.people.password_field import new_password_field


class ForgottenForm(Form):
    """Which account's password is forgotten."""

    email = EmailField(
        "Email address",
        validators=[DataRequired("Enter your email address."), Length(max=254, message="Enter a shorter email address.")],
        render_kw={"autocomplete": "username"},
    )


class ChoosePasswordForm(Form):
    """A new password, from a link."""

    password = new_password_field()
