"""The layout of any diagram: nothing overlaps, columns by kind, every link drawn, always the same."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qms.planning.drivers.drawing.layout import Layout, Sized, lay_out
from qms.planning.drivers.drawing.ordering import crossings, ordered
from qms.planning.drivers.drawing.settling import settle

LEFTS, WIDTHS, GAP = (0.0, 300.0, 600.0, 900.0), (240.0, 240.0, 240.0, 240.0), 14.0


@st.composite
def diagrams(draw: st.DrawFn, most: int = 40) -> tuple[dict[int, Sized], list[tuple[int, int]]]:
    """An aim with boxes in three columns, each linked to one or more boxes in columns to its left."""
    boxes, links = {0: Sized(0, draw(st.floats(20, 200)))}, []
    for key in range(1, draw(st.integers(1, most))):
        column = draw(st.integers(1, 3))
        if not any(box.column == column - 1 for box in boxes.values()):
            column = 1
        boxes[key] = Sized(column, draw(st.floats(20, 200)))
        left = [each for each, box in boxes.items() if box.column < column]
        parents = draw(st.lists(st.sampled_from(left), min_size=1, max_size=3, unique=True))
        links += [(parent, key) for parent in parents]
    return boxes, links


def placed(boxes: dict[int, Sized], links: list[tuple[int, int]]) -> Layout:
    return lay_out(boxes, links, lefts=LEFTS, widths=WIDTHS, gap=GAP)


@settings(max_examples=60, deadline=None)
@given(diagrams())
def test_any_diagram_is_laid_out_well(diagram: tuple[dict[int, Sized], list[tuple[int, int]]]) -> None:
    boxes, links = diagram
    layout = placed(boxes, links)
    assert layout.spots.keys() == boxes.keys()
    assert layout.links.keys() == set(links)
    for column in range(4):
        here = sorted((layout.spots[key] for key, box in boxes.items() if box.column == column), key=lambda spot: spot.y)
        assert all(spot.x == LEFTS[column] for spot in here)
        for above, below in pairwise(here):
            assert below.y >= above.y + above.height + GAP - 1e-6
    assert min(spot.y for spot in layout.spots.values()) >= -1e-6
    assert max(spot.y + spot.height for spot in layout.spots.values()) <= layout.height + 1e-6
    for (parent, child), points in layout.links.items():
        assert points[0] == (layout.spots[parent].right, layout.spots[parent].middle)
        assert points[-1] == (layout.spots[child].x, layout.spots[child].middle)
    assert placed(boxes, links) == layout


@settings(max_examples=60, deadline=None)
@given(diagrams(most=20))
def test_links_that_skip_a_column_pass_between_its_boxes(diagram: tuple[dict[int, Sized], list[tuple[int, int]]]) -> None:
    boxes, links = diagram
    layout = placed(boxes, links)
    for points in layout.links.values():
        for x, y in points[1:-1]:
            column = next(i for i in range(4) if LEFTS[i] <= x <= LEFTS[i] + WIDTHS[i])
            for key, box in boxes.items():
                spot = layout.spots[key]
                assert box.column != column or not spot.y < y < spot.y + spot.height


def test_a_plain_outline_keeps_its_order_and_has_no_crossing() -> None:
    boxes = {0: Sized(0, 40), 1: Sized(1, 40), 2: Sized(2, 40), 3: Sized(2, 40), 4: Sized(1, 40), 5: Sized(2, 40)}
    layout = placed(boxes, [(0, 1), (1, 2), (1, 3), (0, 4), (4, 5)])
    assert [layout.spots[key].y for key in (2, 3, 5)] == sorted(layout.spots[key].y for key in (2, 3, 5))
    assert layout.spots[1].middle == (layout.spots[2].middle + layout.spots[3].middle) / 2
    assert layout.spots[4].middle == layout.spots[5].middle


def test_three_hundred_boxes_stay_within_bounds() -> None:
    boxes, links = {0: Sized(0, 60)}, []
    for key in range(1, 300):
        column = 1 if key < 10 else 2 if key < 80 else 3
        boxes[key] = Sized(column, 50)
        low, high = ((0, 0), (1, 9), (10, 79))[column - 1]
        links.append((low + key % (high - low + 1), key))
        links += [(low + (key * 7) % (high - low + 1), key)] if key % 5 == 0 and column > 1 else []
    layout = placed(boxes, list(dict.fromkeys(links)))
    assert len(layout.spots) == 300
    assert layout.height < 300 * (50 + GAP)


def test_an_empty_diagram_is_no_error() -> None:
    assert placed({}, []).spots == {}


def test_the_order_never_has_more_crossings_than_the_outline() -> None:
    columns = [["a", "b"], ["c", "d", "e"]]
    edges = [("a", "e"), ("b", "c"), ("b", "d")]
    assert crossings(columns, edges) == 2
    assert crossings(ordered(columns, edges), edges) == 0


def test_boxes_that_wish_for_the_same_place_share_it() -> None:
    assert settle([50, 50], [20, 20], 10, [1, 1]) == [35, 65]
    assert settle([0, 100], [20, 20], 10, [1, 1]) == [0, 100]
    assert settle([], [], 10, []) == []
