"""Ramps of tests as a drawing: who stands after whom, nothing on top of anything, words that are safe and cut."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from qms.golden_thread.drawing.ramp import BETWEEN, WIDTH, Lane, Step, places, ramp_svg
from qms.golden_thread.drawing.ramp_steps import SIGNS, cut

SVG = "{http://www.w3.org/2000/svg}"


def step(key: int, follows: int | None = None, words: str = "Does it help?", sign: str = "adapt") -> Step:
    return Step(key, key, words, "Adapted", sign, "2 Mar to 9 Mar 2026", href=f"/cycles/{key}", follows=follows)


def corners(svg: str) -> list[tuple[float, float, float, float]]:
    boxes = ElementTree.fromstring(svg).iter(f"{SVG}rect")
    return [tuple(float(box.attrib[name]) for name in ("x", "y", "width", "height")) for box in boxes]  # type: ignore[misc]


def test_the_first_that_comes_from_a_test_stands_in_its_row_and_others_below() -> None:
    steps = [step(1), step(2, 1), step(3, 1), step(4, 2), step(5)]
    found = [(each.step.key, each.depth, each.row, each.branch) for each in places(steps)]
    assert found == [(1, 0, 0, 0), (2, 1, 0, 0), (4, 2, 0, 0), (3, 1, 1, 1), (5, 0, 2, 0)]


def test_a_test_whose_forerunner_is_not_shown_begins_a_tree() -> None:
    assert [(each.step.key, each.depth) for each in places([step(7, follows=3)])] == [(7, 0)]


def test_a_long_ramp_is_no_deeper_than_it_is_long() -> None:
    steps = [step(1), *(step(key, key - 1) for key in range(2, 3001))]
    assert [each.depth for each in places(steps)] == list(range(3000))


def test_boxes_climb_and_never_touch() -> None:
    steps = [step(1), step(2, 1, words="A long question " * 9), step(3, 1), step(4, 2), step(5, 3), step(6)]
    boxes = corners(ramp_svg([Lane("An idea", steps), Lane("", [step(7)])], title="Tests"))
    assert len(boxes) == 7
    first, second, third = boxes[0], boxes[1], boxes[2]
    assert first[1] > second[1] > third[1], "each stands higher than the one that it came from"
    for one in boxes:
        for other in boxes:
            apart = abs(one[0] - other[0]) >= WIDTH + BETWEEN - 0.2 or abs(one[1] - other[1]) >= one[3]
            assert one is other or apart


@pytest.mark.parametrize("phone", [False, True])
def test_everything_lies_within_the_picture_and_is_a_link(phone: bool) -> None:
    steps = [step(1), step(2, 1), *(step(key, 1) for key in range(3, 9))]
    svg = ramp_svg([Lane("An idea", steps)], title="Tests", description="Eight tests.", phone=phone)
    root = ElementTree.fromstring(svg)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert all(0 <= float(each.attrib["x"]) <= width for each in root.iter(f"{SVG}text"))
    assert all(0 < float(each.attrib["y"]) <= height for each in root.iter(f"{SVG}text"))
    assert [each.attrib["href"] for each in root.iter(f"{SVG}a")] == [f"/cycles/{key}" for key in range(1, 9)]
    assert width <= 358 if phone else width > 358
    assert "style=" not in svg


def test_on_a_telephone_tests_stand_below_each_other() -> None:
    svg = ramp_svg([Lane("", [step(1), step(2, 1), step(3, 2)])], title="Tests", phone=True)
    numbers = re.findall(r'y="([\d.]+)"[^>]*font-weight="bold">[123]<', svg)
    assert len(numbers) == 3
    assert all(float(lower) - float(upper) > 40 for upper, lower in pairwise(numbers))


def test_words_are_escaped_and_cut_to_their_room() -> None:
    svg = ramp_svg([Lane("<b>Idea</b>", [step(1, words="</svg><script>" + "W" * 400)])], title="<i>Tests")
    ElementTree.fromstring(svg)
    assert "<script" not in svg
    assert "&lt;b&gt;Idea" in svg
    lines = cut("W" * 400 + " and more words " * 40, 150, 14, 3)
    assert len(lines) == 3
    assert lines[0].endswith("…")
    assert lines[-1].endswith("…")
    assert cut("Short", 150, 14, 3) == ["Short"]


def test_every_state_has_a_sign_of_its_own_shape() -> None:
    assert len({path for _, path in SIGNS.values()}) == len(SIGNS)
    for sign in SIGNS:
        ElementTree.fromstring(ramp_svg([Lane("", [step(1, sign=sign)])], title="Tests"))


@pytest.mark.parametrize("phone", [False, True])
def test_no_tests_are_an_empty_picture(phone: bool) -> None:
    root = ElementTree.fromstring(ramp_svg([Lane("An idea", [])], title="Tests", phone=phone))
    assert list(root.iter(f"{SVG}a")) == []
