"""The application as a whole: whose address it believes, and what its settings refuse."""

from pathlib import Path

import pytest
from flask import request

from qms import config
from qms.app import create_app
from qms.config import ConfigError
from qms.kernel.db import db


@pytest.mark.parametrize(("proxies", "seen"), [("0", "127.0.0.1"), ("1", "203.0.113.7")])
def test_a_visitors_address_is_believed_only_from_a_trusted_web_server(tmp_path: Path, proxies: str, seen: str) -> None:
    app = create_app(config.from_environment({"QMS_INSTANCE": str(tmp_path), "QMS_TRUSTED_PROXIES": proxies}))
    with app.app_context():
        db.create_all()
    found: list[str | None] = []
    app.before_request(lambda: found.append(request.remote_addr))
    app.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.7"})
    assert found == [seen]
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "0"), ("PORT", "70000"), ("QMS_TRUSTED_PROXIES", "-1"), ("SECRET_KEY", "short"), ("DATABASE_URL", "mysql://x")],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        config.from_environment({"QMS_INSTANCE": str(tmp_path), name: value})


def test_the_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    environment = {"QMS_INSTANCE": str(tmp_path)}
    first, second = (config.from_environment(environment)["SECRET_KEY"] for _ in range(2))
    assert first == second
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
