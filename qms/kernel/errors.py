"""What a person sees when something can't be done: always a page of ours, never a stack trace."""

import logging
from urllib.parse import urlsplit

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from qms.kernel.db import db
from qms.kernel.too_large import ANYTHING, advice, let_pass

log = logging.getLogger(__name__)

# title, then what to do about it
WORDS = {
    400: ("We could not read that request", "Go back, check what you entered and try again."),
    401: ("Sign in first", "Sign in and try again."),
    403: (
        "You can't do that here",
        "Your role does not allow it on this unit. An administrator can give you a role that does.",
    ),
    404: (
        "Page not found",
        "It may have been moved or removed. Check the address, or start from the home page.",
    ),
    405: ("That can't be done from here", "Go back to the page and use its buttons."),
    409: (
        "Somebody else changed this first",
        "Your change was not stored, so nothing of theirs is lost. Go back, reload the page and make your change again.",
    ),
    410: ("This link has expired", "Ask for a new one."),
    413: ("That file is too large", f"Nothing was stored. {ANYTHING}"),
    422: ("That could not be stored", "Go back, check what you entered and try again."),
    429: ("Too many tries", "Wait a quarter of an hour, then try again."),
    500: (
        "Something went wrong on our side",
        "Nothing was stored. Try again; if it happens again, tell your administrator.",
    ),
}

SESSION_ENDED = (
    "Nothing was stored, because nobody was signed in any more. Sign in and go back to the page: most browsers then put "
    "back what you typed, except files and passwords."
)


TYPED = "Go back and choose again: most browsers then put back what you typed, except files."


def init_app(app: Flask) -> None:
    """Turn every error into a page."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NoResultFound, lambda _: _page(404))
    app.register_error_handler(StaleDataError, lambda _: _page(409))
    # Forms refuse what they can foresee. What only the database notices is a race, or a value that no form sends.
    app.register_error_handler(IntegrityError, lambda error: _refused(409, error))
    app.register_error_handler(DataError, lambda error: _refused(400, error))
    app.register_error_handler(
        OverflowError, lambda error: _refused(400, error) if "SQLite" in str(error) else _unexpected(error)
    )
    app.register_error_handler(CSRFError, _session_ended)
    app.register_error_handler(413, _too_large)
    app.register_error_handler(500, _unexpected)


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.response is not None or error.code is None or error.code < 400:
        return error  # a ready answer, such as a redirect
    said_by_us = getattr(error, "description", None)
    own = said_by_us if said_by_us and said_by_us != type(error).description else None
    return _page(error.code, own)


def _session_ended(_: CSRFError) -> tuple[str, int]:
    """Lead back to the page that the form stood on; signing in comes in between by itself."""
    return _page(400, SESSION_ENDED, title="Your session has ended", back=_came_from(), way_back="Sign in and go back")


def _too_large(_: HTTPException) -> tuple[str, int]:
    """Say how much this page takes, and lead back to it; what was typed there is put back by keep-typing.js."""
    # A browser shows an answer only once it could send everything; what nobody reads would end the connection before.
    let_pass(request.environ)
    sentence = f"Nothing was stored. {advice()} {TYPED}"
    return _page(413, sentence, back=_came_from(), way_back="Go back and choose again")


def _came_from() -> str:
    """The address of our page that the form stood on; empty where it is not known."""
    came_from = urlsplit(request.referrer or "")
    adapter = current_app.create_url_adapter(request)
    ours = came_from.netloc == request.host and adapter is not None and adapter.test(came_from.path, "GET")
    return came_from._replace(scheme="", netloc="", fragment="").geturl() if ours else ""


def _refused(code: int, error: Exception) -> tuple[str, int]:
    log.warning("The database refused a write or a value.", exc_info=error)
    return _page(code)


def _unexpected(error: Exception) -> tuple[str, int]:
    log.error("Unexpected error", exc_info=error)
    return _page(500)


def _page(code: int, sentence: str | None = None, *, title: str = "", back: str = "", way_back: str = "") -> tuple[str, int]:
    db.session.rollback()
    usual, remedy = WORDS.get(code, WORDS[400] if code < 500 else WORDS[500])
    return render_template(
        "error.html", title=title or usual, sentence=sentence or remedy, back=back, way_back=way_back
    ), code
