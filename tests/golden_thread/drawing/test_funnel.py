"""Funnel plots as SVG: one mark a unit, named limits, names that do not lie on each other, nothing that a page refuses."""

import re
from xml.etree import ElementTree as ET

import pytest

from qms.golden_thread.drawing import funnel_svg, svg_to_png
from qms.spc import funnel

pytestmark = pytest.mark.one_database

SVG = "{http://www.w3.org/2000/svg}"
NAMES = [f"Ward {number}" for number in range(1, 13)]
SIZES = [400, 500, 620, 700, 810, 900, 1000, 1200, 1400, 1500, 1700, 2000]
EVENTS = [20, 25, 30, 33, 42, 44, 120, 61, 68, 10, 86, 101]


def falls(**options):
    return funnel(EVENTS, SIZES, groups=NAMES, **options)


def drawn(chart, **options):
    return ET.fromstring(funnel_svg(chart, title="Falls by ward", number_format="percent", **options))


def words(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def remarks(root):
    return [element.text for element in root.iter(f"{SVG}title")][1:]


def test_every_unit_has_a_mark_that_says_what_it_is():
    said = remarks(drawn(falls()))
    assert len(said) == 12
    assert "Ward 7: 12.0% (120 of 1,000). Above the upper 99.8% limit" in said
    assert "Ward 10: 0.7% (10 of 1,500). Below the lower 99.8% limit" in said
    assert "Ward 1: 5.0% (20 of 400)" in said


def test_units_outside_and_the_highlighted_one_are_named_beside_their_marks():
    found = words(drawn(falls(), highlight="Ward 3"))
    assert {"Ward 7", "Ward 10", "Ward 3"} <= set(found)
    assert "Ward 5" not in found


def test_limits_and_average_are_named_at_the_right_edge():
    found = words(drawn(falls()))
    assert sum(label.startswith("99.8% limit ") for label in found) == 2
    assert sum(label.startswith("95% limit ") for label in found) == 2
    assert "Average 5.0%" in found
    assert "Denominator" in found


def test_a_phone_says_the_same_in_fewer_words():
    found = words(drawn(falls(), width=390))
    assert sum(label.startswith("99.8% ") for label in found) == 2
    assert not any("limit" in label for label in found)


@pytest.mark.parametrize(("direction", "fill"), [("decrease", "#fab428"), ("increase", "#00b0f0"), ("neutral", "#7030a0")])
def test_what_a_unit_outside_means_follows_the_direction(direction, fill):
    paths = [path for path in drawn(falls(), direction=direction).iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    high = next(path for path in paths if "Ward 7" in path.find(f"{SVG}title").text)
    assert high.get("fill") == fill


def test_sizes_can_be_told_in_another_unit():
    found = words(drawn(falls(), size_scale=10, size_label="Bed days"))
    assert "20,000" in found
    assert "Bed days" in found


def test_names_never_lie_on_each_other():
    many = funnel([5, 95] * 20, [1000 + 3 * at for at in range(40)], groups=[f"Long name of ward {at}" for at in range(40)])
    boxes = []
    for element in drawn(many).iter(f"{SVG}text"):
        if (element.text or "").startswith("Long name"):
            wide = len(element.text) * 15 * 0.5
            left = float(element.get("x")) - {"start": 0, "middle": wide / 2, "end": wide}[element.get("text-anchor")]
            boxes.append((left, float(element.get("y")), left + wide))
    assert boxes
    for at, (left, y, right) in enumerate(boxes):
        for other_left, other_y, other_right in boxes[at + 1 :]:
            assert abs(y - other_y) > 10 or right <= other_left or other_right <= left


@pytest.mark.parametrize("method", ["pr", "rc", "sr", "sr-shmi", "sr-cqc"])
@pytest.mark.parametrize(
    "rows", [([5], [40]), ([0, 0, 0], [1, 2, 3]), ([1, 1, 0], [1, 1, 1]), ([3, 1e6, 2e6], [5, 1.1e6, 2.2e6])]
)
def test_every_funnel_can_be_drawn(method, rows):
    picture = funnel_svg(funnel(*rows, method=method, corrected=True), title="Small", width=390, heading=True)
    assert "nan" not in picture.replace("Denominator", "")
    assert svg_to_png(picture).startswith(b"\x89PNG")


def test_nothing_that_a_strict_page_refuses():
    picture = funnel_svg(falls(), title='Wards "A" & <B>', highlight="Ward 1", names=[f"<{name}>" for name in NAMES])
    assert not re.search(r"style=|<script|<style|href=|url\(", picture)
    assert "&lt;Ward 1&gt;" in picture


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="2 names for 12 units"):
        funnel_svg(falls(), title="", names=["a", "b"])
    with pytest.raises(ValueError, match="no unit 'Ward 99'"):
        funnel_svg(falls(), title="", highlight="Ward 99")
