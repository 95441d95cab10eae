"""A record that two people have open at once: what is stored, what comes back with both versions, what is refused."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from wtforms import BooleanField, DateField, FloatField, SelectField, TextAreaField

from qms.kernel.editing import Edit, check_edit, check_step
from qms.kernel.forms import EditForm, required, select_choices

pytestmark = pytest.mark.one_database


class Sample(EditForm):
    """A form with a field of each kind."""

    words = TextAreaField("Words", validators=required("Enter some words.", 50))
    amount = FloatField("Amount")
    on = DateField("Date")
    owner = SelectField("Owner", choices=select_choices([("", "Nobody yet"), (7, "– Ana Lee")]), coerce=lambda v: int(v or 0))
    ended = BooleanField("Ended")


STORED = {"version": "4", "words": "One\nTwo", "amount": 2.0, "on": dt.date(2026, 11, 22), "owner": None, "ended": False}
SENT = {"version": "4", "words": "One\r\nTwo ", "amount": "2", "on": "2026-11-22", "owner": ""}


def checked(app: Flask, *, method: str = "POST", **fields: str) -> Edit:
    with app.test_request_context("/", method=method, data=SENT | fields if method == "POST" else None):
        form = Sample(data=STORED, meta={"csrf": False})
        return check_edit(form, SimpleNamespace(version=4), STORED)


def test_a_page_that_is_only_opened_is_neither_stored_nor_refused(app: Flask) -> None:
    edit = checked(app, method="GET")
    assert (edit.accepted, edit.status, edit.conflict) == (False, 200, [])


def test_a_form_of_the_present_version_is_accepted_whatever_changed_in_it(app: Flask) -> None:
    assert checked(app, words="Three").accepted


def test_a_faulty_form_is_refused(app: Flask) -> None:
    edit = checked(app, words="")
    assert (edit.accepted, edit.status, edit.conflict) == (False, 422, [])


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"words": "Three"}, ("Words", "Three", "One\nTwo")),
        ({"amount": "0"}, ("Amount", "0", "2")),
        ({"on": "2026-12-01"}, ("Date", "1 December 2026", "22 November 2026")),
        ({"owner": "7"}, ("Owner", "Ana Lee", "Nobody yet")),
        ({"ended": "y"}, ("Ended", "Yes", "No")),
    ],
)
def test_an_older_version_comes_back_with_both_in_the_readers_words(app: Flask, fields: Any, row: Any) -> None:
    edit = checked(app, version="3", **fields)
    assert (edit.accepted, edit.status, edit.conflict) == (False, 409, [row])


def test_from_the_page_that_shows_both_it_can_be_stored(app: Flask) -> None:
    assert checked(app, version="3", words="Three").form.version.data == "4"


def test_an_older_version_that_says_what_is_stored_now_shows_that_too(app: Flask) -> None:
    edit = checked(app, version="3")
    assert (edit.accepted, edit.status, len(edit.conflict)) == (False, 409, 5)


def test_a_number_that_was_emptied_is_a_change_even_of_nought(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data=SENT | {"version": "3", "amount": ""}):
        edit = check_edit(Sample(meta={"csrf": False}), SimpleNamespace(version=4), STORED | {"amount": 0.0})
    assert [label for label, _, _ in edit.conflict] == ["Amount"]


def test_a_sentence_that_an_action_adds_makes_it_a_refusal(app: Flask) -> None:
    edit = checked(app)
    edit.form.form_errors.append("It was closed meanwhile.")
    assert edit.status == 422


def test_a_step_on_what_was_changed_meanwhile_says_so_and_can_be_taken_from_there(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data=SENT | {"version": "3"}):
        step = check_step(Sample(meta={"csrf": False}), SimpleNamespace(version=4), "Read it again.")
    assert (step.accepted, step.status, step.form.version.data) == (False, 409, "4")
    assert step.form.form_errors == ["Read it again."]
    with app.test_request_context("/", method="POST", data=SENT):
        assert check_step(Sample(meta={"csrf": False}), SimpleNamespace(version=4), "Read it again.").accepted
