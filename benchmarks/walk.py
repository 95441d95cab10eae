"""How long the walk takes, as multiples of what a machine can do at best, so that numbers from different machines compare.

    python benchmarks/walk.py [FILE.csv] [--runs N]

Prints the import of a file (parsed, checked, rolled up, charted, signals opened, committed; SQLite) as a multiple of the
sqlite3 module's own bulk load of the same file, and the board page over that import as a multiple of a hello-world page of
Flask. Each figure is the median of several runs; nothing of the instance in use is touched.
"""

import argparse
import csv
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from qms import config
from qms.app import create_app
from qms.control.measurements.creating_missing import Guess
from qms.control.measurements.importing import import_table, own_columns
from qms.golden_thread.metrics.models import Capacity, Direction, Metric, MetricSignature, MetricState
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.uploads import read_table
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit, UnitKind
from qms.people.models import Membership, Person
from qms.people.queries import system_account
from qms.people.roles import RoleName

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "ae_four_hour.csv"
PAGES = 30
"""Requests whose median is one figure: a single one is too quick to time."""


def main() -> int:
    """Measure and print; 2 where the data file is absent."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?", type=Path, default=FILE, help="measurements in the import format")
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    if not given.file.is_file():
        print(f"There is no file {given.file}. Name a CSV file of measurements.", file=sys.stderr)
        return 2
    with given.file.open(newline="") as lines:
        rows = sum(1 for _ in csv.reader(lines)) - 1
    loads, imports, boards, hellos = [], [], [], []
    for _ in range(given.runs):  # in turn, so that a busy machine weighs on all alike
        with tempfile.TemporaryDirectory() as folder:
            loads.append(timed(lambda where=folder: bulk_load(given.file, Path(where))))
            with instance(Path(folder)) as app:
                imports.append(timed(lambda: whole_import(given.file)))
                hellos.append(page_time(hello(), "/"))
                boards.append(board_time(app))
    load, whole = statistics.median(loads), statistics.median(imports)
    print(f"sqlite3's own bulk load of {rows:,} rows: {load * 1000:.0f} ms")
    print(f"import of the same file: {whole:.2f} s, {whole / load:.0f} times the bulk load")
    found = [each for each in boards if each is not None]
    if not found:
        print("the board: this build has no board page", file=sys.stderr)
        return 1
    board, page = statistics.median(found), statistics.median(hellos)
    print(f"a hello-world page: {page * 1000:.2f} ms")
    print(f"the board page: {board * 1000:.1f} ms, {board / page:.0f} times the hello-world page")
    return 0


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bulk_load(file: Path, folder: Path) -> None:
    """The least that any import must do: the rows of the file in a table, committed."""
    with sqlite3.connect(folder / "bulk.sqlite") as connection, file.open(newline="") as lines:
        rows = csv.reader(lines)
        columns = next(rows)
        connection.execute(f"CREATE TABLE loaded ({', '.join(columns)})")
        connection.executemany(f"INSERT INTO loaded VALUES ({', '.join('?' * len(columns))})", rows)  # noqa: S608  only question marks
    connection.close()


@contextmanager
def instance(folder: Path) -> Iterator[Flask]:
    """The application over an empty database of its own, which somebody administers."""
    settings: dict[str, Any] = config.from_environment(os.environ | {"QMS_INSTANCE": str(folder), "DATABASE_URL": ""})
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


def whole_import(file: Path) -> None:
    """What `qms import measurements FILE --create-missing --chart p …` does, from bytes to commit."""
    by = system_account()
    top = create_unit(name="Everything", kind=UnitKind.SYSTEM, parent=None, by=by)
    table = read_table(file.read_bytes(), filename=file.name)
    guess = Guess(chart="p", direction=Direction.INCREASE, target=0.95)
    imported = import_table(table, own_columns(table), by=by, create_under=top, guess=guess)
    if len(imported.errors):
        raise SystemExit(f"{file} cannot be imported: {imported.errors.first(1)[0]}")
    db.session.commit()


def hello() -> Flask:
    """The least that a page can be."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "<!doctype html><title>Hello</title><h1>Hello</h1>")
    return app


def board_time(app: Flask) -> float | None:
    """Seconds for the board over the imported data, with its metric agreed and the headline of an objective."""
    if "board" not in app.view_functions:
        return None
    top = db.session.execute(db.select(Unit).where(Unit.parent_id.is_(None))).scalar_one()
    metric = db.session.execute(db.select(Metric)).scalars().first()
    member = Person(name="Board member", email="board@example.org")
    db.session.add(member)
    db.session.flush()
    db.session.add(Membership(person_id=member.id, unit_id=top.id, role=RoleName.BOARD_MEMBER))
    metric.state = MetricState.AGREED
    metric.signatures += [MetricSignature(revision=1, capacity=each, person_id=member.id) for each in Capacity]
    today = clock.today()
    objective = Objective(unit_id=top.id, title="Seen in time", starts_on=today, due_on=today, owner_id=member.id)
    db.session.add(objective)
    db.session.flush()
    db.session.add(ObjectiveMetric(objective_id=objective.id, metric_id=metric.id, headline=True))
    db.session.commit()
    return page_time(app, "/board", signed_in=member)


def page_time(app: Flask, path: str, *, signed_in: Person | None = None, runs: int = PAGES) -> float:
    """The median seconds of so many requests, after a first that compiles templates; of that one where `runs` is 0."""
    client = app.test_client()
    if signed_in is not None:
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = signed_in.get_id(), True
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        response = client.get(path)
        times.append(time.perf_counter() - start)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status}.")
    return statistics.median(times[1:] or times)


if __name__ == "__main__":
    sys.exit(main())
