"""The picture: valid, safe, and saying in words what it says in colours."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from qms.golden_thread.drawing import svg_to_png
from qms.planning.drivers.drawing.faces import Face, MeasureFace, WorkFace
from qms.planning.drivers.drawing.svg import diagram_svg
from qms.planning.drivers.drawing.wrapping import shortened, text_width, wrapped
from qms.planning.drivers.models import DriverKind

NS = {"s": "http://www.w3.org/2000/svg"}


def drawn(faces: dict[int, Face], links: list[tuple[int, int]]) -> ET.Element:
    return ET.fromstring(diagram_svg(faces, links, title="Driver diagram", description="In words."))


def words(root: ET.Element) -> str:
    return " ".join(each.text or "" for each in root.iter(f"{{{NS['s']}}}text"))


def test_boxes_links_icons_and_states_are_drawn() -> None:
    faces = {
        1: Face(DriverKind.AIM, "Fewer falls", "/d/1", [MeasureFace("concern-high", "fail", "Falls", "6.2", "/c/9")]),
        2: Face(DriverKind.PRIMARY, "At risk", "/d/2", weak="No measure", outlined=True),
        3: Face(DriverKind.SECONDARY, "Assess"),
        4: Face(DriverKind.CHANGE_IDEA, "Round", works=[WorkFace("Bundle", "Testing", "/p/3")]),
    }
    root = drawn(faces, [(1, 2), (2, 3), (3, 4), (1, 4)])
    assert [each.get("href") for each in root.iter(f"{{{NS['s']}}}a")] == ["/d/1", "/c/9", "/d/2", "/p/3"]
    assert sum("C" in (each.get("d") or "") and each.get("fill") == "none" for each in root.findall("s:path", NS)) == 4
    text = words(root)
    for each in ("Fewer falls", "Falls: 6.2", "No measure", "Bundle: testing", "Primary drivers", "Change ideas"):
        assert each in text
    assert "Concern (rising)" in ET.tostring(root, encoding="unicode")


def test_words_of_people_cannot_break_out() -> None:
    svg = diagram_svg(
        {1: Face(DriverKind.AIM, "<script>alert(1)</script> & \x00 done", '/"><x')}, [], title='"<t>', description="&"
    )
    root = ET.fromstring(svg)
    assert not list(root.iter(f"{{{NS['s']}}}script"))
    assert "style=" not in svg


def test_a_png_can_be_made() -> None:
    svg = diagram_svg({1: Face(DriverKind.AIM, "Fewer falls")}, [], title="t", description="d")
    assert svg_to_png(svg).startswith(b"\x89PNG")


@given(st.text(max_size=200), st.floats(60, 300), st.sampled_from([13.0, 15.0, 17.0]))
def test_lines_fit_their_box_and_lose_no_word(text: str, width: float, size: float) -> None:
    lines = wrapped(text, width, size, most=1000)
    assert all(text_width(line, size) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert text_width(shortened(text, width, size), size) <= width + size


def test_too_long_a_text_ends_in_dots() -> None:
    lines = wrapped("word " * 200, 200, 15)
    assert len(lines) == 12
    assert lines[-1].endswith("…")
