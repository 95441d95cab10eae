"""Sparklines: a name, gaps as gaps, the last value's mark."""

import xml.etree.ElementTree as ET

import pytest

from qms.golden_thread.drawing import sparkline_svg
from tests.golden_thread.drawing.charts import SVG


def circles(svg):
    return list(ET.fromstring(svg).iter(f"{SVG}circle"))


def paths(svg):
    return [path.get("d") for path in ET.fromstring(svg).iter(f"{SVG}path")]


def test_a_sparkline_is_an_image_with_an_escaped_label():
    root = ET.fromstring(sparkline_svg([1, 2], label="Falls & <b>slips</b>"))
    assert (root.get("role"), root.get("aria-label")) == ("img", "Falls & <b>slips</b>")


def test_gaps_split_the_line_and_lonely_values_become_dots():
    svg = sparkline_svg([1, 2, None, 3, None, 2, 1])
    assert paths(svg)[0].count("M") == 2
    assert len(circles(svg)) == 2  # the lonely one and the last


def test_the_last_recorded_value_has_the_mark_of_its_type():
    svg = sparkline_svg([1, 2, 3, None], types=["common-cause", "concern-high", "concern-high", None])
    assert any(d.endswith("Z") for d in paths(svg))
    assert not any(d.endswith("Z") for d in paths(sparkline_svg([1, 2, 3])))


@pytest.mark.parametrize("values", [[], [None, None], [float("nan")]])
def test_nothing_to_show_is_a_quiet_line(values):
    svg = sparkline_svg(values, label="No data")
    assert len(paths(svg)) == 1
    assert not circles(svg)


def test_equal_values_lie_in_the_middle():
    assert "14" in paths(sparkline_svg([5, 5, 5], height=28))[0]


def test_types_must_match_the_values():
    with pytest.raises(ValueError, match="1 types for 2 values"):
        sparkline_svg([1, 2], types=[None])
