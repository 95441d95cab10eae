"""The sign-in form."""

from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired, Length

from qms.kernel.forms import Form
from qms.people.passwords import MAX_LENGTH


class SignInForm(Form):
    """E-mail address and password."""

    email = EmailField(
        "Email address",
        validators=[DataRequired("Enter your email address."), Length(max=254, message="Enter a shorter email address.")],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        "Password",
        validators=[DataRequired("Enter your password."), Length(max=MAX_LENGTH, message="Enter a shorter password.")],
        render_kw={"autocomplete": "current-password"},
    )
