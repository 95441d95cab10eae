"""Writes to the unit tree: the rules of the tree, moving, retiring."""

import pytest
from flask import current_app

from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation import actions, changes, queries
from qms.organisation.changes import Move, Use
from qms.organisation.models import Unit, UnitKind
from qms.organisation.rules import UnitRefusedError
from qms.people.models import Person
from qms.people.queries import system_account
from tests.builder import Builder


@pytest.fixture
def trust(build: Builder) -> Unit:
    return build.trust()


@pytest.fixture
def by(trust: Unit) -> Person:
    return system_account()


def named(name: str) -> Unit:
    return db.session.query(Unit).filter_by(name=name).one()


def edit(unit: Unit, by: Person, **changed: object) -> None:
    stored = {"name": unit.name, "kind": unit.kind, "ods_code": unit.ods_code, "parent": unit.parent}
    actions.edit_unit(unit=unit, by=by, **(stored | changed))  # type: ignore[arg-type]


def paths() -> dict[str, list[str]]:
    """The names of the units above each unit."""
    units = queries.all_units(with_retired=True)
    return {unit.name: [above.name for above in queries.ancestors(unit)] for unit in units}


def test_a_unit_is_added_below_another(trust: Unit, by: Person) -> None:
    ward = actions.add_unit(name="Ward 3", kind=UnitKind.WARD, parent=named("Medicine"), ods_code="RIV-W3", by=by)
    assert ward.path == f"{named('Medicine').path}{ward.id}/"
    assert paths()["Ward 3"] == ["Riverside Trust", "Medicine"]
    event = db.session.query(AuditEvent).filter_by(event="unit.created", subject_id=ward.id).one()
    assert event.detail == {"name": "Ward 3", "kind": "ward", "parent_id": named("Medicine").id}


@pytest.mark.parametrize(
    ("parent", "kind", "said"),
    [
        ("Ward 1", UnitKind.WARD, "A ward or team cannot stand below Ward 1, which is a ward or team."),
        ("Ward 1", UnitKind.DIVISION, "A division cannot stand below Ward 1"),
        ("Medicine", UnitKind.TRUST, "A trust cannot stand below Medicine"),
        ("Medicine", UnitKind.DIVISION, "A division cannot stand below Medicine, which is a division."),
    ],
)
def test_kinds_go_downwards(trust: Unit, by: Person, parent: str, kind: UnitKind, said: str) -> None:
    with pytest.raises(UnitRefusedError) as refused:
        actions.add_unit(name="New", kind=kind, parent=named(parent), ods_code=None, by=by)
    assert refused.value.field == "kind"
    assert said in refused.value.sentence


def test_steps_between_kinds_may_be_left_out(trust: Unit, by: Person) -> None:
    assert actions.add_unit(name="Team", kind=UnitKind.WARD, parent=trust, ods_code=None, by=by).parent_id == trust.id


def test_a_code_belongs_to_one_unit_case_aside(trust: Unit, by: Person) -> None:
    with pytest.raises(UnitRefusedError, match="Riverside Trust has the code RIV already"):
        actions.add_unit(name="New", kind=UnitKind.WARD, parent=trust, ods_code="riv", by=by)
    edit(trust, by, ods_code="RIV", name="Riverside")  # its own code is no obstacle


def test_siblings_have_different_names(trust: Unit, by: Person, build: Builder) -> None:
    medicine = named("Medicine")
    with pytest.raises(UnitRefusedError, match="There is a unit called Ward 1 in Medicine already"):
        actions.add_unit(name="ward 1", kind=UnitKind.WARD, parent=medicine, ods_code=None, by=by)
    with pytest.raises(UnitRefusedError, match="There is a unit called Ward 1"):
        edit(named("Ward 2"), by, name="Ward 1")
    surgery = build.unit("Surgery", kind=UnitKind.DIVISION, parent=trust)
    actions.add_unit(name="Ward 1", kind=UnitKind.WARD, parent=surgery, ods_code=None, by=by)


def test_a_kind_stays_above_the_kinds_below_it(trust: Unit, by: Person) -> None:
    with pytest.raises(UnitRefusedError, match="has a ward or team below it"):
        edit(named("Medicine"), by, kind=UnitKind.WARD)
    edit(named("Medicine"), by, kind=UnitKind.PATHWAY)
    assert named("Medicine").kind is UnitKind.PATHWAY


def test_a_unit_moves_with_everything_below_it(trust: Unit, by: Person, build: Builder) -> None:
    system = build.unit("System", kind=UnitKind.SYSTEM)
    other = build.unit("Hillside Trust", kind=UnitKind.TRUST, parent=system)
    edit(named("Medicine"), by, parent=other)
    db.session.commit()
    assert paths() == {
        "System": [],
        "Hillside Trust": ["System"],
        "Medicine": ["System", "Hillside Trust"],
        "Ward 1": ["System", "Hillside Trust", "Medicine"],
        "Ward 2": ["System", "Hillside Trust", "Medicine"],
        "Riverside Trust": [],
    }
    event = db.session.query(AuditEvent).filter_by(event="unit.moved").one()
    assert event.detail == {"from_id": trust.id, "to_id": other.id}


def test_units_already_read_know_their_new_place(trust: Unit, by: Person, build: Builder) -> None:
    ward, other = named("Ward 1"), build.unit("Hillside Trust", kind=UnitKind.TRUST)
    edit(named("Medicine"), by, parent=other)
    assert ward.is_within(other)
    assert not ward.is_within(trust)


def test_a_path_that_only_begins_alike_stays(trust: Unit, by: Person, build: Builder) -> None:
    """Unit 2 moves; unit 20, whose path begins with the same digit, does not."""
    tops = [build.unit(f"Trust {number}", kind=UnitKind.TRUST) for number in range(18)]
    assert any(str(each.id).startswith(str(named("Medicine").id)) for each in tops)
    before = {each.name: each.path for each in tops[1:]}
    edit(named("Medicine"), by, parent=tops[0])
    db.session.commit()
    assert {each.name: each.path for each in tops[1:]} == before


def test_a_unit_cannot_stand_below_itself(trust: Unit, by: Person) -> None:
    for target in ("Medicine", "Ward 1"):
        with pytest.raises(UnitRefusedError, match="cannot stand below itself"):
            edit(named("Medicine"), by, parent=named(target))


def test_the_top_stays_at_the_top(trust: Unit, by: Person, build: Builder) -> None:
    system = build.unit("System", kind=UnitKind.SYSTEM)
    with pytest.raises(UnitRefusedError, match="is the top of the tree"):
        edit(trust, by, parent=system)
    with pytest.raises(UnitRefusedError, match="is the top of the tree"):
        actions.retire_unit(unit=trust, by=by)


def test_who_must_act_is_told_of_a_move(trust: Unit, by: Person, build: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[Move, int]] = []
    monkeypatch.setitem(current_app.extensions, "qms-unit-moves", (lambda move, by: told.append((move, by.id)),))
    other = build.unit("Hillside Trust", kind=UnitKind.TRUST)
    edit(named("Ward 1"), by, parent=other)
    edit(named("Ward 2"), by, name="Ward Two")  # no move
    assert [(move.unit.name, list(move.former_ancestor_ids), by_id) for move, by_id in told] == [
        ("Ward 1", [trust.id, named("Medicine").id], by.id)
    ]


def test_a_unit_in_use_is_not_retired(trust: Unit, by: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    use = Use("Metric “Falls”", "/metrics/1")
    monkeypatch.setitem(current_app.extensions, "qms-unit-uses", (lambda unit: [use],))
    with pytest.raises(actions.UnitInUseError) as refused:
        actions.retire_unit(unit=named("Ward 1"), by=by)
    assert refused.value.uses == [use]
    assert not named("Ward 1").retired


def test_units_below_are_retired_first_and_restored_after(trust: Unit, by: Person) -> None:
    medicine, wards = named("Medicine"), [named("Ward 1"), named("Ward 2")]
    with pytest.raises(UnitRefusedError, match=r"Retire or move them first: Ward 1, Ward 2\."):
        actions.retire_unit(unit=medicine, by=by)
    for unit in (*wards, medicine):
        actions.retire_unit(unit=unit, by=by)
    assert [unit.name for unit in queries.all_units()] == ["Riverside Trust"]
    with pytest.raises(UnitRefusedError, match="Medicine is retired"):
        actions.restore_unit(unit=wards[0], by=by)
    with pytest.raises(UnitRefusedError, match="Medicine is retired"):
        actions.add_unit(name="New", kind=UnitKind.WARD, parent=medicine, ods_code=None, by=by)
    for unit in (medicine, *wards):
        actions.restore_unit(unit=unit, by=by)
    assert len(queries.all_units()) == 4


def test_nothing_is_written_when_nothing_changed(trust: Unit, by: Person) -> None:
    before = db.session.query(AuditEvent).count()
    edit(named("Ward 1"), by)
    assert db.session.query(AuditEvent).count() == before


def test_without_listeners_the_tree_still_works(trust: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(current_app.extensions, "qms-unit-uses", raising=False)
    assert changes.uses_of(trust) == []
