"""The form of a no to an invitation."""

from wtforms import TextAreaField

from qms.kernel.forms import Form, optional_text


class DeclineForm(Form):
    """Why the project stays outside, where its people want to say so."""

    why = TextAreaField("Why not? (optional)", optional_text(1000))
