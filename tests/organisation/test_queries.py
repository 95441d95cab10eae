"""Reads of the unit tree."""

import pytest
from sqlalchemy.exc import NoResultFound

from qms.kernel.db import db
from qms.organisation import queries
from qms.organisation.models import Level, Unit, UnitKind
from tests.builder import Builder


@pytest.fixture
def trust(build: Builder) -> Unit:
    return build.trust()


def named(name: str) -> Unit:
    return db.session.query(Unit).filter_by(name=name).one()


def names(units: list[Unit]) -> list[str]:
    return [unit.name for unit in units]


def test_units_come_in_the_order_of_the_tree(build: Builder, trust: Unit) -> None:
    surgery = build.unit("anaesthetics", kind=UnitKind.DIVISION, parent=trust)
    build.unit("Theatre", parent=surgery)
    assert names(queries.all_units()) == [
        "Riverside Trust", "anaesthetics", "Theatre", "Medicine", "Ward 1", "Ward 2",
    ]  # fmt: skip


def test_siblings_stand_as_people_count_them(build: Builder, trust: Unit) -> None:
    for number in (10, 3):
        build.unit(f"Ward {number}", parent=named("Medicine"))
    wards = ["Ward 1", "Ward 2", "Ward 3", "Ward 10"]
    assert names(queries.within(named("Medicine"))) == ["Medicine", *wards]
    assert names(queries.children(named("Medicine"))) == wards


def test_within_is_a_unit_and_all_below_it(build: Builder, trust: Unit) -> None:
    assert names(queries.within(named("Medicine"))) == ["Medicine", "Ward 1", "Ward 2"]
    assert names(queries.within(trust, kind=UnitKind.WARD)) == ["Ward 1", "Ward 2"]
    named("Ward 2").retired = True
    build.commit()
    assert names(queries.within(named("Medicine"))) == ["Medicine", "Ward 1"]


def test_within_does_not_take_a_unit_whose_number_begins_alike(build: Builder, trust: Unit) -> None:
    for number in range(12):
        build.unit(f"Top {number}", kind=UnitKind.TRUST)
    assert names(queries.within(trust)) == ["Riverside Trust", "Medicine", "Ward 1", "Ward 2"]


def test_the_way_up_and_down(trust: Unit) -> None:
    assert names(queries.ancestors(named("Ward 1"))) == ["Riverside Trust", "Medicine"]
    assert names(queries.children(named("Medicine"))) == ["Ward 1", "Ward 2"]
    assert queries.ancestors(trust) == []


def test_a_unit_is_found_by_code_before_name(build: Builder, trust: Unit) -> None:
    clash = build.unit("RIV", parent=named("Medicine"))
    assert queries.find("riv") == trust
    assert queries.find(" medicine ") == named("Medicine")
    assert queries.find("nowhere") is None
    assert clash.name == "RIV"


def test_the_top_is_the_first_unit_without_a_parent(build: Builder) -> None:
    assert queries.top_unit() is None
    first = build.unit("First", kind=UnitKind.TRUST)
    build.unit("Second", kind=UnitKind.TRUST)
    assert queries.top_unit() == first


def test_levels_follow_kinds(trust: Unit) -> None:
    assert [named(name).level for name in ("Riverside Trust", "Medicine", "Ward 1")] == [Level.MACRO, Level.MESO, Level.MICRO]


def test_a_unit_that_is_not_there_raises(trust: Unit) -> None:
    with pytest.raises(NoResultFound):
        queries.unit(99999)
