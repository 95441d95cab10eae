"""Pareto charts as SVG: bars in order, the vital few dark, counts and running shares in words."""

from xml.etree import ElementTree as ET

import pytest

from qms.golden_thread.drawing import pareto_svg, svg_to_png
from qms.spc import pareto

pytestmark = pytest.mark.one_database

SVG = "{http://www.w3.org/2000/svg}"


def drawn(chart, **options):
    return ET.fromstring(pareto_svg(chart, title="Causes", **options))


def words(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def bars(root):
    return [(bar.find(f"{SVG}title").text, float(bar.get("width")), bar.get("fill")) for bar in root.iter(f"{SVG}rect")]


FALLS = pareto(["Toilet", "Bed", "Chair", "Wet floor"], [50, 30, 15, 5])


def test_bars_stand_in_order_with_their_words():
    found = bars(drawn(FALLS, unit="falls"))
    assert [text.split(":")[0] for text, _, _ in found] == ["Toilet", "Bed", "Chair", "Wet floor"]
    assert found[1][0] == "Bed: 30 falls, 30.0%. Together with all before it 80.0%"
    assert found[0][1] == pytest.approx(2 * found[1][1] * 50 / 60, abs=0.2)


def test_the_vital_few_are_dark_and_bold():
    root = drawn(FALLS)
    assert len({fill for _, _, fill in bars(root)[:2]} & {fill for _, _, fill in bars(root)[2:]}) == 0
    bold = {element.text for element in root.iter(f"{SVG}text") if element.get("font-weight") == "bold"}
    assert bold == {"Toilet", "Bed"}


def test_running_shares_are_written_where_the_vital_few_end_and_at_the_end():
    found = words(drawn(FALLS))
    assert "80%" in found
    assert "100%" in found
    assert "80% of the total" in found


def test_many_categories_are_counted_below_the_picture():
    found = words(drawn(pareto([f"Cause {number}" for number in range(60)], [60] * 60), unit="falls"))
    assert "and 20 more categories with 1,200 falls together" in found


@pytest.mark.parametrize("width", [960, 390])
def test_long_names_are_cut_to_their_room(width):
    picture = pareto_svg(
        pareto(["A cause that takes " + "very " * 40 + "many words", "B"], [3, 1]), title="x", width=width, heading=True
    )
    assert "…" in picture
    assert svg_to_png(picture).startswith(b"\x89PNG")
