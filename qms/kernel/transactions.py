"""One commit per successful request: actions flush, the request commits once, anything else leaves nothing behind."""

from flask import Flask, Response, g, request

from qms.kernel.db import db, only_reads

READING = {"GET", "HEAD", "OPTIONS"}


def keep_on_refusal() -> None:
    """Commit although the answer is a refusal: a failed sign-in must still be counted."""
    g.keep_on_refusal = True


def store_now() -> None:
    """Commit what this request has done so far, so that no transaction is held through something slow that follows, such as
    a conversation with a mail server; what is written after it is a transaction of its own."""
    db.session.commit()


def init_app(app: Flask) -> None:
    """Begin and end each request's transaction."""
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    only_reads(request.method in READING)


def _end(response: Response) -> Response:
    writes = request.method not in READING
    if writes and (response.status_code < 400 or g.get("keep_on_refusal")):
        db.session.commit()
    else:
        db.session.rollback()
    return response
