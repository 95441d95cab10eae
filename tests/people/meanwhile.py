"""Somebody else who writes while the application does something slow."""

import sqlite3
from collections.abc import Callable

from flask import Flask
from sqlalchemy import text

from qms.kernel.db import db


def writes_at_once(app: Flask) -> Callable[[], None]:
    """What another connection does, without waiting for anybody; it fails where a transaction that has written is open."""

    def write() -> None:
        with app.app_context():
            if db.engine.dialect.name == "sqlite":
                own = sqlite3.connect(db.engine.url.database or "", timeout=0)
                own.execute("INSERT INTO setting (name, value) VALUES ('colour', 'red')")
                own.commit()
                own.close()
                return
            with db.engine.begin() as connection:
                connection.execute(text("SET LOCAL lock_timeout = '1ms'"))
                connection.execute(text("LOCK TABLE person, audit_event, letter IN EXCLUSIVE MODE"))
                connection.execute(text("INSERT INTO setting (name, value) VALUES ('colour', 'red')"))

    return write
