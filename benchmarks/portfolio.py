"""How fluent the portfolio is with thousands of projects, as multiples of what a machine can do at best.

    python benchmarks/portfolio.py [--projects N] [--runs N]

Makes an instance of its own with so many projects (2,000 unless told otherwise) on forty wards, each with a measure, a test
of change and its finding, and prints each page over them as a multiple of a hello-world page of Flask, with its number of
queries. Each figure is the median of several requests after a first; nothing of the instance in use is touched.
"""

import argparse
import datetime as dt
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Direction, Metric, MetricState, Series
from qms.golden_thread.objectives.models import Objective, ObjectiveMetric
from qms.improvement.collaboratives.models import Collaborative, CollaborativeEvent
from qms.improvement.pdsa.models import PdsaCycle
from qms.improvement.projects.models import ENDED, Project, ProjectMeasure, ProjectMember, Stage
from qms.improvement.publishing.models import Summary
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.actions import create_unit
from qms.organisation.models import Unit, UnitKind
from qms.people.models import Membership, Person
from qms.people.queries import system_account
from qms.people.roles import RoleName

sys.path.insert(0, str(Path(__file__).resolve().parent))
from busy_projects import fill  # the benchmarks stand beside each other, in no package
from walk import hello, instance, page_time

WARDS, COACHES, OBJECTIVES, MONTHS = 40, 40, 10, 36
TITLES = ("Fewer falls at night", "Clean hands", "Home before lunch", "Quieter nights", "Antibiotics in time")


def main() -> int:
    """Make the projects, measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--projects", type=int, default=2_000)
    arguments.add_argument("--runs", type=int, default=10)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, instance(Path(folder)) as app:
        director = trust_of(given.projects)
        page = page_time(hello(), "/", runs=given.runs)
        print(f"a hello-world page: {page * 1000:.2f} ms")
        print(f"{given.projects:,} projects on {WARDS} wards:")
        for name, path in pages():
            seconds = page_time(app, path, signed_in=director, runs=given.runs)
            asked = queries_of(app, path, director)
            print(f"  {name}: {seconds * 1000:.0f} ms, {seconds / page:.0f} times the hello-world page, {asked} queries")
    return 0


def pages() -> Iterator[tuple[str, str]]:
    """Name and address of each page that looks over many projects."""
    unit = db.session.query(Unit.id).filter_by(kind=UnitKind.TRUST).scalar()
    coach = db.session.query(Project.coach_id).filter(Project.coach_id.is_not(None)).limit(1).scalar()
    objective = db.session.query(Objective.id).limit(1).scalar()
    yield "portfolio", "/improvement/"
    yield "portfolio, its last page by objective", "/improvement/?sort=objective&page=9999"
    yield "portfolio, narrowed to those without data", f"/improvement/?unit={unit}&lacks=data"
    yield "a coach’s caseload", f"/improvement/caseload?coach={coach}"
    yield "an objective", f"/objectives/{objective}"
    yield "the board", "/board"
    yield "the library", "/improvement/library?q=falls"
    yield "what was tried before, while a title is typed", "/improvement/library/tried?title=fewer+falls+at+night"
    yield "home", "/"
    yield "a unit", f"/control/units/{unit}"
    yield "capability", f"/improvement/capability?unit={unit}"
    yield "trained people", "/improvement/capability/people"
    yield "the impact log", "/improvement/impact"
    yield "a year’s impact", f"/improvement/impact/years/{unit}/{clock.today().year}"
    programme = db.session.query(Collaborative.id).order_by(Collaborative.id.desc()).limit(1).scalar()
    yield "a collaborative", f"/improvement/collaboratives/{programme}"
    meeting = db.session.query(CollaborativeEvent.id).filter_by(collaborative_id=programme).limit(1).scalar()
    yield "its storyboards", f"/improvement/collaboratives/events/{meeting}/storyboards"
    edition = db.session.query(Summary.project_id).order_by(Summary.id).limit(1).scalar()
    yield "a project", f"/improvement/projects/{edition}"
    yield "publishing a project", f"/improvement/projects/{edition}/publish"
    yield "all projects as CSV", "/improvement/projects.csv"
    yield "the impact log as CSV", "/improvement/impact.csv"


def trust_of(how_many: int, below: Unit | None = None) -> Person:
    """A trust with so many projects, committed; a coach over all of it. `below` another unit it is a division."""
    draw = random.Random(2026)  # noqa: S311  made-up data, the same every time
    by = system_account()
    kind = UnitKind.DIVISION if below else UnitKind.TRUST
    trust = create_unit(name="Riverside", kind=kind, parent=below, by=by)
    wards = [create_unit(name=f"Ward {number + 1}", kind=UnitKind.WARD, parent=trust, by=by) for number in range(WARDS)]
    people = [Person(name=f"Coach {number}", email=f"coach{number}@example.org") for number in range(COACHES)]
    db.session.add_all(people)
    db.session.flush()
    db.session.add_all(Membership(person_id=each.id, unit_id=trust.id, role=RoleName.COACH) for each in people)
    series = _charts(trust, wards, draw, by)
    objectives = _objectives(trust, series[0].metric_id)
    projects = [_project(number, wards, people, objectives, draw) for number in range(how_many)]
    db.session.add_all(projects)
    db.session.flush()
    for number, project in enumerate(projects):
        _work_of(project, series[number % WARDS] if draw.random() < 0.9 else None, draw)
    db.session.commit()
    fill(wards, people, projects, draw)
    return people[0]


def _charts(trust: Unit, wards: list[Unit], draw: random.Random, by: Person) -> list[Series]:
    metric = Metric(
        unit_id=trust.id, key="riverside-falls", name="Falls at Riverside", chart="xmr", direction=Direction.DECREASE,
        multiplier=1000.0, measured_in="per 1,000 bed days", state=MetricState.AGREED,
    )  # fmt: skip
    db.session.add(metric)
    db.session.commit()
    today = clock.today()
    periods = [
        dt.date(at // 12, at % 12 + 1, 1)
        for at in range(today.year * 12 + today.month - 1 - MONTHS, today.year * 12 + today.month - 1)
    ]
    store_measurements(
        [
            Row(
                metric_id=metric.id, unit_id=ward.id, stratum="", period=day, numerator=draw.uniform(3, 8), denominator=1000.0
            )
            for ward in wards
            for day in periods
        ],
        by=by,
    )
    ids = [each.id for each in wards]
    return list(db.session.query(Series).filter(Series.unit_id.in_(ids)).order_by(Series.unit_id))


def _objectives(trust: Unit, metric_id: int) -> list[Objective]:
    today = clock.today()
    found = [
        Objective(unit_id=trust.id, title=f"Objective {number + 1}", starts_on=today, due_on=today)
        for number in range(OBJECTIVES)
    ]
    db.session.add_all(found)
    db.session.flush()
    db.session.add_all(ObjectiveMetric(objective_id=each.id, metric_id=metric_id, headline=True) for each in found)
    return found


def _project(
    number: int, wards: list[Unit], people: list[Person], objectives: list[Objective], draw: random.Random
) -> Project:
    stage, ward = draw.choice(list(Stage)), wards[number % WARDS]
    began = clock.today() - dt.timedelta(days=draw.randrange(30, 700))
    return Project(
        title=f"{draw.choice(TITLES)} on {ward.name}, {number}",
        why="Patients told us.",
        aim=draw.choice(("", "Halve it by spring.")),
        unit_id=ward.id,
        lead_id=draw.choice(people).id,
        coach_id=draw.choice(people).id if number % 5 else None,
        objective_id=draw.choice(objectives).id if number % 4 else None,
        stage=stage,
        started_on=began,
        ended_on=clock.today() if stage in ENDED else None,
        due_on=began + dt.timedelta(days=400),
        team_score=draw.choice((None, 1.0, 2.0, 3.5)),
        last_entry_at=clock.now() - dt.timedelta(days=draw.randrange(0, 150)),
    )


def _work_of(project: Project, series: Series | None, draw: random.Random) -> None:
    began = clock.today() - dt.timedelta(days=30 * draw.randrange(3, 12))
    db.session.add(ProjectMember(project_id=project.id, person_id=project.lead_id, part="Lead"))
    db.session.add(
        PdsaCycle(
            project_id=project.id, number=1, question="Does it help?", prediction="Yes.", starts_on=began,
            by_id=project.lead_id,
        )
    )  # fmt: skip
    if series is not None:
        db.session.add(ProjectMeasure(project_id=project.id, series_id=series.id))


def queries_of(app: Flask, path: str, who: Person) -> int:
    """How many statements one request of the page sends."""
    with counted() as statements:
        page_time(app, path, signed_in=who, runs=0)
    return len(statements)


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent within the block."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


if __name__ == "__main__":
    sys.exit(main())
