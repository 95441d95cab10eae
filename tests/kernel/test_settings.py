"""Facts about the instance, kept in its database."""

from flask import Flask

from qms.kernel import settings


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
