"""What the commands say when something is wrong, and that the server serves when all is well."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from qms.commands.checking import check, problems
from qms.commands.database import upgrade_database
from qms.commands.demonstration import demo
from qms.kernel.db import db
from qms.organisation.actions import create_unit
from qms.organisation.models import UnitKind
from qms.people.models import Person
from qms.people.passwords import DEMO_PASSWORD, hash_password
from qms.people.queries import system_account

QMS = Path(sys.executable).parent / "qms"


def test_an_empty_database_is_named_with_its_remedy(bare_app: Flask) -> None:
    assert [each for each in problems() if "database" in each] == ["The database is empty. Run `qms db upgrade`."]


def test_the_demonstrations_password_is_found_outside_the_demonstration(bare_app: Flask) -> None:
    upgrade_database()
    db.session.add(Person(name="Left over", email="ward@demo.example", password_hash=hash_password(DEMO_PASSWORD)))
    db.session.commit()
    result = CliRunner().invoke(check)
    assert result.exit_code == 1
    assert "ward@demo.example has the demonstration's password" in result.output


def test_a_demonstration_is_never_made_over_somebodys_data(bare_app: Flask) -> None:
    upgrade_database()
    create_unit(name="A real trust", kind=UnitKind.TRUST, parent=None, by=system_account())
    db.session.commit()
    result = CliRunner().invoke(demo, ["--no-serve"])
    assert result.exit_code == 1
    assert "holds an organisation that is not the demonstration" in result.output


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL must start with"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is shorter"),
        ({"PORT": "eighty"}, "PORT=eighty is not a number"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/none"}, "does not answer"),
    ],
)
def test_a_wrong_setting_is_named_at_start(setting: dict[str, str], said: str, tmp_path: Path) -> None:
    environment = os.environ | {"QMS_INSTANCE": str(tmp_path)} | setting
    result = subprocess.run([QMS, "serve"], env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_the_server_serves_the_sign_in_page_and_stops_when_told(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"QMS_INSTANCE": str(tmp_path), "PORT": str(port)}
    subprocess.run([QMS, "db", "upgrade"], env=environment, check=True, capture_output=True)
    server = subprocess.Popen([QMS, "serve"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        page = _fetch(f"http://127.0.0.1:{port}/sign-in", server)
        assert "Sign in" in page
        own = sqlite3.connect(tmp_path / "qms.sqlite", timeout=0)
        own.execute("INSERT INTO setting (name, value) VALUES ('colour', 'red')")  # nobody holds the write lock
        own.commit()
        own.close()
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=30)
    assert f"qms is at http://127.0.0.1:{port}" in said
    assert server.returncode == 0


def _fetch(address: str, server: subprocess.Popen[str]) -> str:
    """The page, as soon as the server answers."""
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.read().decode()
        except OSError:
            assert server.poll() is None, server.communicate()[0]
            assert time.monotonic() < until, "the server did not answer within a minute"
