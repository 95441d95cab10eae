"""Stretches of time below a timeline: to scale, beside one another, and in words."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest

from qms.golden_thread.drawing import MarkState, TimelineMark, TimelineSpan, timeline_svg
from qms.golden_thread.drawing.timeline import PHONE_WIDTH

TODAY = dt.date(2026, 11, 22)
END = TimelineMark(dt.date(2027, 3, 1), "Project", "By when: 1 Mar 2027", MarkState.END)
NAMESPACE = "{http://www.w3.org/2000/svg}"


def span(first: dt.date, last: dt.date | None, short: str = "1", words: str = "Test 1: a bell") -> TimelineSpan:
    return TimelineSpan("Tests", first, last, short, words)


def bars(svg: str) -> list[tuple[float, float, float]]:
    """(left, top, width) of the stretches of a wide drawing."""
    found = [each for each in ET.fromstring(svg).iter(f"{NAMESPACE}rect") if each.get("height") == "18" and each.get("rx")]
    return [(float(each.get("x", 0)), float(each.get("y", 0)), float(each.get("width", 0))) for each in found]


def test_a_stretch_that_goes_on_ends_today_and_is_said_so() -> None:
    svg = timeline_svg([END], spans=[span(dt.date(2026, 9, 1), None)], today=TODAY, title="Line")
    ((left, _, width),) = bars(svg)
    at_today = next(float(each.get("x", 0)) for each in ET.fromstring(svg).iter(f"{NAMESPACE}text") if each.text == "Today")
    assert left + width == pytest.approx(at_today, abs=0.2)
    assert "Since 1 Sep 2026: Test 1: a bell." in svg


def test_stretches_at_the_same_time_stand_below_each_other_and_those_after_beside() -> None:
    first = span(dt.date(2026, 8, 1), dt.date(2026, 9, 1))
    beside = span(dt.date(2026, 8, 10), dt.date(2026, 8, 20), "2")
    after = span(dt.date(2026, 9, 5), dt.date(2026, 9, 20), "3")
    rows = [top for _, top, _ in bars(timeline_svg([END], spans=[after, first, beside], today=TODAY, title="Line"))]
    assert rows[0] < rows[1], "they would cover each other"
    assert rows[2] == rows[0]


def test_the_drawing_grows_for_its_lanes_and_holds_them_however_many() -> None:
    many = [span(dt.date(2026, 6, 1), None, str(number)) for number in range(30)]
    svg = timeline_svg([END], spans=many, today=TODAY, title="Line")
    high = float(ET.fromstring(svg).get("height", 0))
    assert all(top + 18 <= high for _, top, _ in bars(svg))


def test_a_day_is_one_day_and_dates_the_wrong_way_round_are_one_day_too() -> None:
    day = dt.date(2026, 9, 1)
    assert span(day, day).when == "1 Sep 2026"
    assert span(day, day - dt.timedelta(days=3)).when == "1 Sep 2026"


def test_on_a_phone_stretches_stand_among_the_marks_by_their_first_days() -> None:
    svg = timeline_svg([END], spans=[span(dt.date(2026, 9, 1), None)], today=TODAY, title="Line", width=PHONE_WIDTH)
    lines = sorted((float(each.get("y", 0)), each.text or "") for each in ET.fromstring(svg).iter(f"{NAMESPACE}text"))
    told = [words for _, words in lines]
    assert told.index("Test 1: a bell") < told.index("Today, 22 Nov 2026") < told.index("Project")
