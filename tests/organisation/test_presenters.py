"""The tree as pages show it, without a database."""

from qms.organisation.models import Unit, UnitKind
from qms.organisation.presenters import Node, choices, matching, nested


def unit(number: int, name: str, path: str, code: str | None = None) -> Unit:
    return Unit(id=number, name=name, kind=UnitKind.WARD, path=path, ods_code=code)


TREE = [
    unit(1, "Trust", "1/", "RX1"),
    unit(2, "Medicine", "1/2/"),
    unit(3, "Ward 7", "1/2/3/", "RX1-W7"),
    unit(4, "Surgery", "1/4/"),
]


def shape(nodes: list[Node]) -> list[object]:
    return [(node.unit.name, shape(node.below)) for node in nodes]


def test_a_list_in_tree_order_becomes_a_tree() -> None:
    assert shape(nested(TREE)) == [("Trust", [("Medicine", [("Ward 7", [])]), ("Surgery", [])])]


def test_a_unit_whose_parent_is_missing_hangs_on_the_next_above() -> None:
    assert shape(nested([TREE[0], TREE[2]])) == [("Trust", [("Ward 7", [])])]
    assert shape(nested([TREE[2], TREE[3]])) == [("Ward 7", []), ("Surgery", [])]


def test_choices_are_indented_from_the_highest_that_is_shown() -> None:
    assert choices(TREE[1:]) == [(2, "Medicine"), (3, "– Ward 7"), (4, "Surgery")]
    assert choices([]) == []


def test_a_search_finds_names_and_codes_with_their_way_up() -> None:
    assert [each.name for each in matching(TREE, "ward")] == ["Trust", "Medicine", "Ward 7"]
    assert [each.name for each in matching(TREE, "rx1-w7")] == ["Trust", "Medicine", "Ward 7"]
    assert matching(TREE, "nothing") == []
    assert matching(TREE, "  ") == TREE
