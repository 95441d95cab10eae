"""The form of a unit."""

from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional, Regexp

from qms.kernel.forms import EditForm, required, select_choices
from qms.organisation.models import UnitKind
from qms.organisation.words import KIND_WORDS


def _tidy_code(text: str | None) -> str | None:
    return text.strip().upper() if text else None


def _tidy(text: str | None) -> str | None:
    return " ".join(text.split()) if text else text


class UnitForm(EditForm):
    """A unit's facts, and the unit directly above it."""

    name = StringField("Name", validators=required("Enter the unit’s name.", 120), filters=[_tidy])
    kind = SelectField("Kind", choices=select_choices((kind.value, KIND_WORDS[kind]) for kind in UnitKind), coerce=UnitKind)
    parent = SelectField("Directly below", coerce=int)
    ods_code = StringField(
        "ODS code",
        description="Optional. The national code, or the code that your own files use.",
        validators=[
            Optional(),
            Length(max=20, message="Use 20 characters or fewer."),
            Regexp(r"[A-Z0-9][A-Z0-9_-]*\Z", message="Use letters, digits and hyphens only, such as RX1 or RX1-W07."),
        ],
        filters=[_tidy_code],
    )
