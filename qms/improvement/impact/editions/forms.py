"""Forms of kept editions."""

from wtforms import TextAreaField

from qms.kernel.forms import Form, required


class KeepForm(Form):
    """Nothing but the answer yes."""


class WithdrawForm(Form):
    """Why an edition is taken back."""

    reason = TextAreaField("Why do you take it back?", required("Say why, so that readers know what to think of it.", 1000))
