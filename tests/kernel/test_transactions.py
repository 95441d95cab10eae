"""One commit for each request that succeeds, and nothing left behind by one that does not."""

from collections.abc import Iterator

import pytest
from flask import Blueprint, Flask, abort
from sqlalchemy.exc import IntegrityError

from qms.app import create_app
from qms.kernel import settings, transactions
from qms.kernel.db import db
from qms.people.access import public
from tests.conftest import settings as configuration


@public
def _write(outcome: str) -> tuple[str, int]:
    settings.write("colour", outcome)
    if outcome == "refused":
        abort(422)
    if outcome == "counted":
        transactions.keep_on_refusal()
        return "no", 429
    if outcome == "broken":
        raise RuntimeError("broken")
    if outcome == "clash":
        raise IntegrityError("INSERT", {}, Exception("unique"))
    return "yes", 200


@pytest.fixture
def writer(tmp_path) -> Iterator[Flask]:
    """An application with a view that writes and then ends in a given way."""
    app = create_app(
        configuration(f"sqlite:///{tmp_path / 'qms.sqlite'}", tmp_path)
        | {"WTF_CSRF_ENABLED": False, "PROPAGATE_EXCEPTIONS": False}
    )
    pages = Blueprint("test", __name__)
    pages.add_url_rule(
        "/writes/<any(stored, refused, counted, broken, clash):outcome>", "write", _write, methods=["GET", "POST"]
    )
    app.register_blueprint(pages)
    with app.app_context():
        db.create_all()
        db.session.commit()
    yield app
    with app.app_context():
        db.engine.dispose()


def stored(app: Flask) -> str:
    with app.app_context():
        return settings.read("colour", "nothing")


@pytest.mark.parametrize(
    ("outcome", "status", "kept"),
    [
        ("stored", 200, "stored"),
        ("refused", 422, "nothing"),
        ("counted", 429, "counted"),
        ("broken", 500, "nothing"),
        ("clash", 409, "nothing"),
    ],
)
def test_a_write_is_kept_when_the_request_succeeds(writer: Flask, outcome: str, status: int, kept: str) -> None:
    assert writer.test_client().post(f"/writes/{outcome}").status_code == status
    assert stored(writer) == kept


def test_reading_keeps_nothing(writer: Flask) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.conftest.has_request_context", lambda: False)  # the tests' own guard would stop it first
        writer.test_client().get("/writes/stored")
    assert stored(writer) == "nothing"
