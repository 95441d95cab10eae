"""Editing a record that two people may have open at once: refused, overtaken, or ready to be stored.

A view loads, asks `check_edit`, acts or shows its page again:

    stored = _data(risk)                                    # what the fields show of the record, by field name
    form = RiskForm(data=stored)                            # an EditForm; `stored` carries "version"
    edit = check_edit(form, risk, stored)
    if edit.accepted:
        edit_risk(risk, by=person(), **fields(form))
        return redirect(…, 303)
    return render_template("…/risk.html", form=form, conflict=edit.conflict), edit.status

The template says `{{ show_conflict(conflict) }}` (components/conflict.html) above its form, which shows nothing without one.
Where an action refuses after all, put its sentence into the field's `errors` or the form's `form_errors`: `status` is then
422.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from wtforms import BooleanField, Field, SelectField, StringField

from qms.kernel import formats
from qms.kernel.forms import EditForm

Conflict = list[tuple[str, str, str]]
"""(label, typed, stored now) of the fields to choose between."""


@dataclass(frozen=True)
class Edit:
    """What became of a form that was shown or sent."""

    form: EditForm
    accepted: bool = False  # sent, valid, and nobody's change is lost by storing it
    overtaken: bool = False  # opened on an older version
    conflict: Conflict = field(default_factory=list)

    @property
    def status(self) -> int:
        """Of the page that shows the form again: 409 overtaken, 422 refused, 200 not sent yet."""
        return 409 if self.overtaken else 422 if self.form.errors else 200


def check_edit(form: EditForm, record: Any, stored: Mapping[str, object]) -> Edit:
    """Look at what was sent. `stored` holds every field's value of the record as the form shows it.

    A form that was opened on an older version comes back with both versions, and may be stored from there: the fields that
    differ, or all of them where somebody else stored the same.
    """
    if not form.is_submitted():
        return Edit(form)
    valid = form.validate()
    if not form.is_stale(record):
        return Edit(form, accepted=valid)
    form.version.data = str(record.version)
    return Edit(form, overtaken=True, conflict=_differences(form, stored))


def check_step(form: EditForm, record: Any, changed: str) -> Edit:
    """The same for a step such as signing or retiring, whose form has no field of the record: there is nothing to compare, so
    the form says `changed` where the record is not what its reader saw."""
    if not form.is_submitted():
        return Edit(form)
    valid = form.validate()
    if not form.is_stale(record):
        return Edit(form, accepted=valid)
    form.version.data = str(record.version)
    form.form_errors.append(changed)
    return Edit(form, overtaken=True)


def _differences(form: EditForm, stored: Mapping[str, object]) -> Conflict:
    """What was typed beside what is stored now: of the fields that differ, or of all where none does."""
    fields = [(form[name], value) for name, value in stored.items() if name != "version"]
    differing = [(each, value) for each, value in fields if _compared(each, each.data) != _compared(each, value)]
    return [(each.label.text, _as_read(each, each.data), _as_read(each, value)) for each, value in differing or fields]


def _compared(each: Field, value: object) -> object:
    """Apart from spaces and line ends, which browsers change; "nobody yet" is "", 0 or None in a select."""
    if isinstance(each, SelectField):
        return value or None
    return " ".join(str(value or "").split()) if isinstance(each, StringField) else value


def _as_read(each: Field, value: object) -> str:
    """A value as the reader knows it: the words of a choice, the day of a date."""
    if isinstance(each, SelectField):
        wanted = "" if value is None else str(value.value if isinstance(value, Enum) else value)
        chosen = next((choice.label for choice in each.choices if choice.value == wanted), "")
        return chosen.strip("– ") or "–"
    if isinstance(each, BooleanField):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return formats.day(value)
    return formats.number(value) if isinstance(value, float) else str(value or "–")
