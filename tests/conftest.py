"""Fixtures for tests that need the application: each runs on SQLite and on a real PostgreSQL, with an empty database."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
import hypothesis
import pytest
from flask import Flask, has_request_context, request
from sqlalchemy import create_engine, event, text

from qms import paths
from qms.app import create_app
from qms.demo.load import load_demonstration
from qms.kernel import clock
from qms.kernel.db import db
from tests import postgres
from tests.builder import Builder
from tests.page_client import PageClient
from tests.spc.truth import Truth

# A busy machine must not fail a property: no test here is about time. People look at new examples with every run; where
# QMS_SAME_EXAMPLES is set, as on the build server, one version of the code has the same answer every time.
hypothesis.settings.register_profile(
    "qms",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize="QMS_SAME_EXAMPLES" in os.environ,
)
hypothesis.settings.load_profile("qms")

# Tests name months; they stay true because every run begins on the same morning.
clock.set_to(dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC))

DATABASES = ("sqlite", "postgresql")
QUICK_HASH = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


def settings(url: str, folder: Path) -> dict[str, Any]:
    """The configuration of a test application."""
    from qms import config

    return config.from_environment({"QMS_INSTANCE": str(folder), "SECRET_KEY": "x" * 32}) | {
        "TESTING": True,
        "SQLALCHEMY_DATABASE_URI": url,
        "WTF_CSRF_ENABLED": True,
        "ARGON2": QUICK_HASH,
        "SERVER_NAME": "qms.test",
    }


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that reaches the application runs once a database, unless it says that nothing depends on it."""
    if "database" in metafunc.fixturenames:
        only_one = metafunc.definition.get_closest_marker("one_database")
        metafunc.parametrize("database", DATABASES[:1] if only_one else DATABASES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of this test process's own."""
    with postgres.running() as url:
        yield url


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return request.param


@pytest.fixture(scope="session")
def _app_of(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Flask]]:
    """One application a database, made when first asked for: compiling templates once keeps the tests quick."""
    apps: dict[str, Flask] = {}

    def get(database: str) -> Flask:
        if database not in apps:
            folder = tmp_path_factory.mktemp(database)
            url = f"sqlite:///{folder / 'qms.sqlite'}" if database == "sqlite" else request.getfixturevalue("postgres_url")
            app = create_app(settings(url, folder))
            app.test_client_class = PageClient
            with app.app_context():
                db.create_all()
                if database == "postgresql":
                    _define_forgetting()
                db.session.remove()
                if database == "sqlite":
                    db.engine.dispose()  # the last connection folds the write-ahead log into the file
                    shutil.copy(folder / "qms.sqlite", folder / "empty.sqlite")
            apps[database] = app
        return apps[database]

    yield get
    for app in apps.values():
        _let_go(app)


@pytest.fixture
def app(database: str, _app_of: Callable[[str], Flask]) -> Iterator[Flask]:
    """The application with an empty database, inside its context."""
    app = _app_of(database)
    with app.app_context():
        _empty(app, database)
        yield app
        db.session.remove()


def _define_forgetting() -> None:
    """Emptying the few rows that a test leaves takes a fraction of the time that truncating every table does."""
    deletes = "\n".join(f'DELETE FROM "{table.name}";' for table in db.metadata.sorted_tables)
    db.session.execute(
        text(
            f"""CREATE FUNCTION forget_everything() RETURNS void LANGUAGE plpgsql AS $$
            DECLARE used text;
            BEGIN
                SET LOCAL session_replication_role = replica;
                {deletes}
                FOR used IN SELECT quote_ident(sequencename) FROM pg_sequences WHERE last_value IS NOT NULL LOOP
                    PERFORM setval(used, 1, false);
                END LOOP;
            END $$"""
        )
    )
    db.session.commit()


def _empty(app: Flask, database: str) -> None:
    if database == "postgresql":
        db.session.execute(text("SELECT forget_everything()"))
        db.session.commit()
        return
    db.engine.dispose()
    folder = Path(app.config["INSTANCE"])
    for ending in ("-wal", "-shm"):
        (folder / f"qms.sqlite{ending}").unlink(missing_ok=True)
    shutil.copy(folder / "empty.sqlite", folder / "qms.sqlite")


def _bare(database: str, folder: Path, request: pytest.FixtureRequest) -> Flask:
    """An application of its own on a database without tables."""
    if database == "sqlite":
        url = f"sqlite:///{folder / 'bare.sqlite'}"
    else:
        name = f"bare_{folder.name.replace('-', '_').lower()[:40]}"
        server = create_engine(request.getfixturevalue("postgres_url"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        url = server.url.set(database=name).render_as_string(hide_password=False)
        server.dispose()
    app = create_app(settings(url, folder))
    app.test_client_class = PageClient
    return app


def _let_go(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def bare_app(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An application on a database in which no migration has run, inside its context."""
    app = _bare(database, tmp_path, request)
    with app.app_context():
        yield app
        db.session.remove()
    _let_go(app)


@pytest.fixture(scope="session")
def _demonstration_of(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], Flask]]:
    """The demonstration trust, migrated and loaded once a database: loading it takes as long as a hundred tests."""
    apps: dict[str, Flask] = {}

    def get(database: str) -> Flask:
        if database not in apps:
            app = _bare(database, tmp_path_factory.mktemp("demonstration"), request)
            with app.app_context():
                flask_migrate.upgrade(directory=str(paths.MIGRATIONS))
                load_demonstration()
                db.session.commit()
                db.session.remove()
            apps[database] = app
        return apps[database]

    yield get
    for app in apps.values():
        _let_go(app)


@pytest.fixture
def demonstration(database: str, _demonstration_of: Callable[[str], Flask]) -> Iterator[Flask]:
    """The demonstration trust, inside its application's context: for tests that only read it."""
    app = _demonstration_of(database)
    with app.app_context():
        yield app
        db.session.remove()


@pytest.fixture
def build(app: Flask) -> Builder:
    """Makes units, people, metrics and series for a test."""
    return Builder()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser without JavaScript that checks every page it is given."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


@pytest.fixture(autouse=True, scope="session")
def _reading_must_not_write() -> None:
    """A GET that flushes a change is a defect: the change would be rolled back in silence."""

    @event.listens_for(db.session, "before_flush")
    def refuse(session: Any, *_: object) -> None:
        if has_request_context() and request.method == "GET" and (session.new or session.dirty or session.deleted):
            raise AssertionError(f"GET {request.path} wrote {[*session.new, *session.dirty, *session.deleted]}")


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], Any]:
    """`with count_queries() as queries: …` collects the SQL statements run within the block."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        statements: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: object) -> None:
            statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference values and real data beside a developer's checkout."""
    folder = Path(os.environ.get("QMS_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        message = f"The reference data is not at {folder}."
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def shared_truth(shared: Path) -> Truth:
    """What the reference implementations computed."""
    return Truth(shared / "truth")
