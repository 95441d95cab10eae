"""The base of every form, and the validators that many need."""

import re
from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, SelectChoice, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length

from qms.kernel.form_words import FormWords
from qms.kernel.screening import find_nhs_numbers

# Nobody types them, PostgreSQL refuses the first of them, and neither HTML nor Excel can show them. Tabs and line ends stay.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


# A field of one line has none of these, whatever a browser or a script sends: a title goes into the subjects of letters.
LINE_ENDS = re.compile(r"(?:\r\n|[\r\n\u0085\u2028\u2029])+")


def _without_control_characters(text: Any) -> Any:
    return CONTROL_CHARACTERS.sub("", text) if isinstance(text, str) else text


def _on_one_line(text: Any) -> Any:
    return LINE_ENDS.sub(" ", text) if isinstance(text, str) else text


class Form(FlaskForm):
    """A form with a CSRF token, whose texts come without control characters."""

    class Meta(FlaskForm.Meta):
        """How fields are made."""

        def get_translations(self, form: Any) -> FormWords:
            """What a field says by itself."""
            return FormWords()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Every text field first drops control characters, and line ends where people see one line; then come its own
            filters. Hidden fields carry what a page put there, tables of several lines among it."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField):
                several = issubclass(kind, TextAreaField | HiddenField)
                first = [_without_control_characters] if several else [_without_control_characters, _on_one_line]
                options = options | {"filters": [*first, *unbound_field.kwargs.get("filters", ())]}
            return super().bind_field(form, unbound_field, options)

    def error_list(self) -> list[tuple[str, str]]:
        """(field id, message) of every error, in the order of the page."""
        return [(field.id, str(message)) for field in self for message in _flat(field.errors)]


class EditForm(Form):
    """A form that edits a record which two people may have open at once; `version` is that of the record that the page
    showed."""

    version = HiddenField()

    def is_stale(self, record: Any) -> bool:
        """Whether the record changed after the page was shown."""
        return self.version.data != str(record.version)


def _flat(errors: Any) -> list[Any]:
    """The messages of a field; those of a field list come nested."""
    flat: list[Any] = []
    for each in errors:
        flat.extend(_flat(each) if isinstance(each, list | tuple) else [each])
    return flat


class NoPatientData:
    """Refuse free text that holds an NHS number."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        found = find_nhs_numbers(field.data or "")
        if found:
            raise ValidationError(f"“{found[0]}” looks like an NHS number. Remove anything that could identify a patient.")


def select_choices(pairs: Iterable[tuple[Any, str]]) -> list[SelectChoice]:
    """(value, label) pairs as the choices of a select field."""
    return [SelectChoice(value=str(value), label=label) for value, label in pairs]


def required(message: str, longest: int = 5000) -> list[Any]:
    """Validators for a text that must be given: says what to enter when it is not."""
    return [
        DataRequired(message),
        Length(max=longest, message=f"Use {longest:,} characters or fewer."),
        NoPatientData(),
    ]


def optional_text(longest: int = 5000) -> list[Any]:
    """Validators for a text that may be left empty."""
    return [Length(max=longest, message=f"Use {longest:,} characters or fewer."), NoPatientData()]


__all__ = ["EditForm", "Form", "NoPatientData", "optional_text", "required", "select_choices"]
