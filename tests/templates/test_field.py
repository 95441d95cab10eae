"""One component draws every field of a form: labelled, explained, and saying what is wrong."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields import SelectChoice

from qms.kernel.forms import Form, required
from tests.page_lint import complaints
from tests.templates.drawing import PAGE, component, draw

pytestmark = pytest.mark.one_database

KINDS = [SelectChoice("outcome", "Outcome"), SelectChoice("process", "Process")]


class Sample(Form):
    """One field of each sort."""

    name = StringField("Name", validators=required("Enter a name."))
    words = TextAreaField("What happened?", validators=required("Say what happened."), description="In a sentence")
    unit = SelectField("Unit", choices=KINDS)
    kind = RadioField("Kind", choices=KINDS, validators=required("Choose a kind."))
    read_by = SelectMultipleField(
        "Read by", choices=KINDS, widget=widgets.ListWidget(prefix_label=False), option_widget=widgets.CheckboxInput()
    )
    agreed = BooleanField("I agree", validators=required("Tick the box."))
    on = DateField("When")
    file = FileField("File")
    password = PasswordField("Password")
    version = HiddenField()


def field(app: Flask, field_name: str, arguments: str = "", **data: str) -> str:
    """The field as a page shows it."""
    with app.test_request_context("/", method="POST"):
        form = Sample(MultiDict(data), meta={"csrf": False})
        if data:
            form.validate()
        return component(app, "field", f"{{{{ field(f{arguments}) }}}}", f=form[field_name])


@pytest.mark.parametrize("name", ["name", "words", "unit", "kind", "read_by", "agreed", "on", "file", "password"])
def test_every_sort_of_field_is_labelled_and_explained(app: Flask, name: str) -> None:
    html = field(app, name, ', hint="As on the badge"')
    assert "As on the badge" in html
    assert f'aria-describedby="{name}-hint"' in html
    assert html.count(f'id="{name}"') == 1


@pytest.mark.parametrize(
    ("name", "message"),
    [("name", "Enter a name."), ("words", "Say what happened."), ("kind", "Choose a kind."), ("agreed", "Tick the box.")],
)
def test_an_error_stands_with_its_field(app: Flask, name: str, message: str) -> None:
    html = field(app, name, on="2026-11-22")
    assert message in html
    assert "nhsuk-form-group--error" in html
    assert f"{name}-error" in html.split("aria-describedby")[1]


def test_what_was_typed_comes_back_escaped(app: Flask) -> None:
    html = field(app, "name", name='<b>"Ward" 7</b>')
    assert "&lt;b&gt;&#34;Ward&#34; 7&lt;/b&gt;" in html


def test_the_fields_own_description_is_its_hint(app: Flask) -> None:
    assert "In a sentence" in field(app, "words")


def test_attributes_are_handed_to_the_control(app: Flask) -> None:
    html = field(app, "name", ', width="5", inputmode="numeric", autocomplete="off"')
    for attribute in ('inputmode="numeric"', 'autocomplete="off"', "nhsuk-input--width-5"):
        assert attribute in html
    assert 'rows="9"' in field(app, "words", ", rows=9")


def test_a_hidden_field_shows_nothing(app: Flask) -> None:
    assert "nhsuk-form-group" not in field(app, "version")


def test_the_summary_leads_to_each_field_that_is_wrong(app: Flask) -> None:
    with app.test_request_context("/", method="POST"):
        form = Sample(MultiDict({"on": "2026-11-22"}), meta={"csrf": False})
        form.validate()
        form.form_errors = ["The two do not go together."]
        html = draw(
            app,
            '{% from "components/field.html" import field %}{% from "components/error_summary.html" import error_summary %}'
            "{{ error_summary(form) }}{% for f in form %}{{ field(f) }}{% endfor %}",
            form=form,
        )
    assert complaints(PAGE.format(html)) == []  # every link of the summary leads to a field that is there
    for words in ('<a href="#name">Enter a name.</a>', '<a href="#kind">Choose a kind.</a>', "The two do not go together."):
        assert words in html


def test_no_errors_no_summary(app: Flask) -> None:
    with app.test_request_context("/"):
        form = Sample(meta={"csrf": False})
        assert component(app, "error_summary", "{{ error_summary(form) }}", form=form).strip() == ""
