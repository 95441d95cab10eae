"""The base of every form."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, IntegerField, SelectField, StringField, TextAreaField

from qms.kernel.forms import EditForm, optional_text, required, select_choices

pytestmark = pytest.mark.one_database


class Sample(EditForm):
    """A form with a field of each kind."""

    name = StringField("Name", validators=required("Enter a name.", 20), filters=[lambda text: text and text.strip()])
    note = TextAreaField("Note", validators=optional_text(30))
    size = IntegerField("Size")
    on = DateField("Date")
    colour = SelectField("Colour", choices=select_choices([(1, "Blue"), (2, "Green")]), coerce=int)


GOOD = {"name": "Ward 7", "note": "", "size": "3", "on": "2026-11-22", "colour": "2", "version": "4"}


def sent(app: Flask, **fields: str) -> Any:
    with app.test_request_context("/", method="POST", data=GOOD | fields):
        form = Sample(meta={"csrf": False})
        form.validate()
        return form


def test_good_values_are_taken(app: Flask) -> None:
    form = sent(app)
    assert form.error_list() == []
    assert (form.name.data, form.size.data, form.colour.data) == ("Ward 7", 3, 2)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter a name."),
        ("name", "   ", "Enter a name."),
        ("name", "x" * 21, "Use 20 characters or fewer."),
        ("note", "x" * 31, "Use 30 characters or fewer."),
        ("note", "Patient 943 476 5919", "looks like an NHS number"),
        ("size", "three", "Enter a whole number"),
        ("on", "3rd March", "Enter a date"),
        ("colour", "7", "Choose one from the list."),
        ("colour", "blue", "Choose one from the list."),
        ("colour", "", "Choose one from the list."),
    ],
)
def test_a_faulty_value_is_answered_in_our_own_words(app: Flask, field: str, value: str, said: str) -> None:
    (error,) = sent(app, **{field: value}).error_list()
    assert error[0] == field
    assert said in error[1]


def test_control_characters_vanish_and_line_ends_stay(app: Flask) -> None:
    form = sent(app, name=" W\x00ar\x1bd 7\x7f ", note="one\r\ntwo\tthree\x08")
    assert form.name.data == "Ward 7", "the field's own filter still works"
    assert form.note.data == "one\r\ntwo\tthree"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\n\n"])
def test_a_field_of_one_line_has_one_line(app: Flask, end: str) -> None:
    form = sent(app, name=f"Ward{end}7{end}", note=f"one{end}two", version=f"4{end}5")
    assert form.name.data == "Ward 7"
    assert form.note.data == f"one{end}two"
    assert form.version.data == f"4{end}5", "hidden fields carry tables"


def test_an_edit_of_an_older_version_is_noticed(app: Flask) -> None:
    assert not sent(app).is_stale(SimpleNamespace(version=4))
    assert sent(app).is_stale(SimpleNamespace(version=5))
    assert sent(app, version="").is_stale(SimpleNamespace(version=4))


def test_a_post_without_a_token_is_refused(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data=GOOD):
        form = Sample(MultiDict(GOOD))
        assert not form.validate()
        assert form.csrf_token.errors
