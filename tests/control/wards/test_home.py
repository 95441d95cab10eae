"""What this room puts on home pages, by role."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from qms.control.measurements.models import Upload, UploadState
from qms.control.strand import ControlStrand
from qms.golden_thread.strands import Section
from qms.organisation.models import Unit
from qms.people.models import Membership, Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import STEADY
from tests.control.signals.making import BETTER, WORSE, measured, ward_of


@pytest.fixture
def trust(build: Builder) -> Unit:
    """Falls give concern on Ward 1, improve on Ward 2, and are months late on Ward 3."""
    trust = build.trust()
    falls = build.metric(trust, name="Falls")
    measured(build, falls, ward_of(trust), WORSE)
    measured(build, falls, ward_of(trust, "Ward 2"), BETTER)
    measured(build, falls, build.unit("Ward 3", parent=ward_of(trust).parent), STEADY, until=8)
    return trust


def _sections(app: Flask, person: Person) -> dict[str, Section]:
    with app.test_request_context():
        found = ControlStrand().home_sections(person)
    return {each.template.rpartition("/")[2].removesuffix(".html"): each for each in found}


def test_a_ward_manager_sees_the_wards_signals_and_verdicts(app: Flask, build: Builder, trust: Unit) -> None:
    found = _sections(app, build.person(RoleName.WARD_MANAGER, ward_of(trust)))
    assert list(found) == ["home_signals", "home_tiles"]
    assert found["home_signals"].needs == "1 signal needs you"
    assert [line.title for line in found["home_signals"].context["lines"]] == ["Falls, Ward 1"]
    (group,) = found["home_tiles"].context["groups"]
    assert ([tile.metric for tile in group.tiles], group.total) == (["Falls"], 1)


def test_two_wards_are_two_groups_and_good_news_comes_last(app: Flask, build: Builder, trust: Unit) -> None:
    manager = build.person(RoleName.WARD_MANAGER, ward_of(trust))
    build.commit(Membership(person_id=manager.id, unit_id=ward_of(trust, "Ward 2").id, role=RoleName.TEAM_MEMBER))
    found = _sections(app, manager)
    assert found["home_signals"].needs == "2 signals need you"
    assert [line.kind for line in found["home_signals"].context["lines"]] == ["concern", "improvement"]
    assert [group.unit.name for group in found["home_tiles"].context["groups"]] == ["Ward 1", "Ward 2"]


def test_an_analyst_sees_uploads_and_late_data(app: Flask, build: Builder, trust: Unit) -> None:
    analyst = build.person(RoleName.ANALYST, trust)
    build.commit(Upload(filename="falls.csv", sha256="0" * 64, by_id=analyst.id, state=UploadState.MAPPING))
    found = _sections(app, analyst)
    assert list(found) == ["home_data"]
    assert found["home_data"].needs == "1 upload waits for the last button"
    assert found["home_data"].context["late"] == 1
    assert f"unit={trust.id}" in found["home_data"].context["late_url"]


def test_nothing_is_asked_where_nothing_waits(app: Flask, build: Builder) -> None:
    trust = build.trust()
    found = _sections(app, build.person(RoleName.WARD_MANAGER, ward_of(trust)))
    assert found["home_signals"].needs == ""
    assert _sections(app, build.person(RoleName.BOARD_MEMBER, trust)) == {}


def test_queries_do_not_grow(app: Flask, build: Builder, trust: Unit, count_queries: Callable[[], Any]) -> None:
    manager = build.person(RoleName.WARD_MANAGER, ward_of(trust))

    def queries() -> int:
        with count_queries() as made:
            _sections(app, manager)
        return len(made)

    queries()
    few = queries()
    for _ in range(4):
        measured(build, build.metric(trust), ward_of(trust), WORSE)
    queries()
    assert queries() == few
