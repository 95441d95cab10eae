"""The real application behind a real port, for as long as the tests of one process run."""

import importlib.util
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from qms.app import create_app
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.conftest import settings

# the address of whom the demonstration gives each role
ACCOUNTS = {
    RoleName.WARD_MANAGER: "ward@demo.example",
    RoleName.TEAM_MEMBER: "qi@demo.example",
    RoleName.COACH: "coach@demo.example",
    RoleName.ANALYST: "analyst@demo.example",
    RoleName.BOARD_MEMBER: "board@demo.example",
    RoleName.ADMINISTRATOR: "admin@demo.example",
}


@dataclass(frozen=True)
class Server:
    """Where the application answers, and the application itself for looking into its data."""

    app: Flask
    url: str

    def session_cookie(self, email: str) -> str:
        """The cookie that this person's browser holds after signing in."""
        with self.app.app_context():
            person = db.session.execute(select(Person).filter_by(email=email)).scalar_one()
            key = person.get_id()
            db.session.remove()
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return serializer.dumps({"_user_id": key, "_fresh": True})


def has_demonstration() -> bool:
    """Whether the application can load a demonstration trust."""
    return importlib.util.find_spec("qms.demo") is not None


def fill() -> None:
    """Load the demonstration trust; before there is one, a small trust with somebody in every role."""
    if has_demonstration():
        from qms.demo.load import load_demonstration

        load_demonstration()
    else:
        build = Builder()
        trust = build.trust()
        ward = db.session.execute(select(Unit).filter_by(name="Ward 1")).scalar_one()
        for role, email in ACCOUNTS.items():
            narrow = role in {RoleName.WARD_MANAGER, RoleName.TEAM_MEMBER}
            build.person(role, ward if narrow else trust, name=role.value.replace("-", " ").title(), email=email)
    db.session.commit()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server on a free loopback port, with the demonstration on SQLite in `folder`."""
    configuration = settings(f"sqlite:///{folder / 'qms.sqlite'}", folder)
    configuration.pop("SERVER_NAME")  # it answers to the address that the browser uses
    configuration["TESTING"] = False  # a fault becomes the page that a person would see
    app = create_app(configuration)
    with app.app_context():
        db.create_all()
        fill()
        db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Server(app, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        with app.app_context():
            db.engine.dispose()
