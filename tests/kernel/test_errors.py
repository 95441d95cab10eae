"""What a person sees when something can't be done."""

import logging

import pytest
from flask import Flask, abort
from sqlalchemy.exc import DataError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound

from qms.kernel import errors
from tests.builder import Builder
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


def answer(app: Flask, error: Exception) -> tuple[str, int]:
    with app.test_request_context("/"):
        response = app.make_response(app.handle_user_exception(error))
        return response.get_data(as_text=True), response.status_code


def test_a_missing_page_is_a_page_of_ours(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person())
    page = client.get("/nowhere")
    assert page.status_code == 404
    assert "Page not found" in page.text


def test_a_wrong_method_and_a_missing_token_say_what_to_do(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person())
    assert client.get("/sign-out").status_code == 405
    tokenless = client.post("/sign-out")
    assert tokenless.status_code == 400
    assert "Your session has ended" in tokenless.text


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (NoResultFound(), 404, "Page not found"),
        (StaleDataError(), 409, "Somebody else changed this first"),
        (DataError("SELECT", {}, Exception("out of range")), 400, "We could not read that request"),
        (OverflowError("Python int too large to convert to SQLite INTEGER"), 400, "We could not read that request"),
        (NotFound(), 404, "Page not found"),
    ],
)
def test_each_error_has_its_page(app: Flask, error: Exception, status: int, title: str) -> None:
    page, code = answer(app, error)
    assert (code, title in page) == (status, True)


def test_a_view_may_say_it_in_its_own_words(app: Flask) -> None:
    with app.test_request_context("/"), pytest.raises(Exception) as raised:  # noqa: PT011  any HTTP error
        abort(403, "Ask an administrator of Ward 2.")
    page, code = answer(app, raised.value)
    assert code == 403
    assert "Ask an administrator of Ward 2." in page


def test_an_unexpected_error_is_logged_and_tells_nothing(
    app: Flask, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.test_request_context("/"), caplog.at_level(logging.ERROR):
        page, code = errors._unexpected(RuntimeError("secret detail"))
    assert code == 500
    assert "secret detail" not in page
    assert "secret detail" in caplog.text


def test_every_status_we_use_has_words() -> None:
    for code, (title, remedy) in errors.WORDS.items():
        assert 400 <= code <= 500
        assert title
        assert remedy.endswith(".")
