"""The real application behind a real port, for as long as the tests of one process run."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import select
from werkzeug.serving import make_server

from qms.app import create_app
from qms.control.measurements.uploads.actions import receive
from qms.demo.load import load_demonstration
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.browser.keeping import KeptData
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


# A file with a fault in it, so that the page of an upload that waits for its owner can be opened.
WAITING = b"""metric,unit,period,numerator,denominator
Falls per 1,000 bed days,Kingfisher Ward,2026-10-01,many,800
"""


@dataclass(frozen=True)
class Server:
    """Where the application answers, and the application itself for looking into its data."""

    app: Flask
    url: str
    data: KeptData

    def restore(self) -> None:
        """Bring the data back to the demonstration's, where somebody wrote: what one test writes, no other sees."""
        if not self.data.is_changed():
            return
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        self.data.restore()

    def session_cookie(self, email: str) -> str:
        """The cookie that this person's browser holds after signing in."""
        with self.app.app_context():
            person = db.session.execute(select(Person).filter_by(email=email)).scalar_one()
            key = person.get_id()
            db.session.remove()
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        return serializer.dumps({"_user_id": key, "_fresh": True})


def fill() -> None:
    """Load the demonstration trust, and an upload that waits."""
    load_demonstration()
    owner = db.session.execute(select(Person).filter_by(email=ACCOUNTS[RoleName.WARD_MANAGER])).scalar_one()
    receive(filename="falls.csv", data=WAITING, pasted=False, source="Datix", by=owner)
    db.session.commit()


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """A server on a free loopback port, with the demonstration on SQLite in `folder`."""
    database = folder / "qms.sqlite"
    configuration = settings(f"sqlite:///{database}", folder)
    configuration.pop("SERVER_NAME")  # it answers to the address that the browser uses
    configuration["TESTING"] = False  # a fault becomes the page that a person would see
    app = create_app(configuration)
    with app.app_context():
        db.create_all()
        fill()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    data = KeptData(database)
    try:
        yield Server(app, f"http://127.0.0.1:{server.server_port}", data)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        data.close()
        with app.app_context():
            db.engine.dispose()
