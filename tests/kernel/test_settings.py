"""Facts about the instance, kept in its database."""

from collections.abc import Callable
from typing import Any

from flask import Flask

from qms.kernel import settings
from qms.kernel.db import db


def test_a_setting_is_read_as_it_was_written(app: Flask) -> None:
    assert settings.read("colour") == ""
    assert settings.read("colour", "none") == "none"
    settings.write("colour", "blue")
    settings.write("colour", "green")
    assert settings.read("colour") == "green"


def test_several_settings_are_read_at_once(app: Flask) -> None:
    settings.write("colour", "blue")
    settings.write("shape", "round")
    assert settings.read_several("colour", "size") == {"colour": "blue"}


def test_only_the_demonstration_is_the_demonstration(app: Flask) -> None:
    assert not settings.is_demonstration()
    settings.write(settings.DEMONSTRATION, "yes")
    assert settings.is_demonstration()


def test_a_setting_is_asked_of_the_database_once_a_transaction(app: Flask, count_queries: Callable[[], Any]) -> None:
    assert settings.read_once("colour", "none") == "none"
    with count_queries() as queries:
        assert settings.read_once("colour", "none") == "none"
    assert queries == []
    settings.write("colour", "blue")
    assert settings.read_once("colour") == "blue"
    db.session.rollback()
    assert settings.read_once("colour", "none") == "none"
