"""When two people edited the same thing: what one typed beside what is stored now."""

import datetime as dt
from collections.abc import Mapping

from wtforms import Field, SelectField

from qms.kernel import formats
from qms.kernel.forms import EditForm


def differences(form: EditForm, stored: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """(label, typed, stored now) of every field that differs; `stored` holds the fields' values as the form shows them."""
    found = []
    for name, value in stored.items():
        field = form[name]
        if name != "version" and field.data != value and (field.data or value):
            found.append((field.label.text, _as_read(field, field.data), _as_read(field, value)))
    return found


def _as_read(field: Field, value: object) -> str:
    """A value as the reader knows it: the words of a choice, the day of a date."""
    if isinstance(field, SelectField):
        chosen = next((each.label for each in field.choices if each.value == str(value)), "")
        return chosen.strip("– ") or "–"
    if isinstance(value, dt.date):
        return formats.day(value)
    return formats.number(value) if isinstance(value, float) else str(value or "–")
