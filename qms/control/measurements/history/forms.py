"""Forms of a measurement's history."""

from wtforms import HiddenField, TextAreaField

from qms.kernel.forms import Form, optional_text, required


class RestoreForm(Form):
    """An earlier value to bring back."""

    revision_id = HiddenField()
    reason = TextAreaField("Why (optional)", optional_text(500))


class RemoveForm(Form):
    """Why a measurement is taken out."""

    reason = TextAreaField(
        "Why do you remove it?",
        required("Say why. The figure stays in this history with your reason.", 500),
        description="For example: the ward was closed that month.",
    )
