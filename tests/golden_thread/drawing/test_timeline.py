"""Milestones on a line of time."""

import datetime as dt
import itertools
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.golden_thread.drawing import MarkState, TimelineMark, timeline_svg
from qms.golden_thread.drawing.timeline import PHONE_WIDTH
from qms.golden_thread.drawing.timeline_places import month_ticks, places

TODAY = dt.date(2026, 11, 22)
NAMESPACE = "{http://www.w3.org/2000/svg}"


def mark(on: dt.date, words: str = "Bundle on the whole ward", state: MarkState = MarkState.AHEAD) -> TimelineMark:
    return TimelineMark(on, words, f"Due {on.day} {on:%b %Y}", state)


def words_of(svg: str) -> list[tuple[str, float, float]]:
    return [
        (each.text or "", float(each.get("x", 0)), float(each.get("y", 0)))
        for each in ET.fromstring(svg).iter(f"{NAMESPACE}text")
    ]


def test_the_line_runs_to_scale_and_today_stands_where_it_belongs() -> None:
    marks = [mark(dt.date(2026, 11, 12), "Before"), mark(dt.date(2026, 12, 2), "After")]
    at = {words: x for words, x, _ in words_of(timeline_svg(marks, today=TODAY, title="Milestones"))}
    assert at["Today"] == pytest.approx(460)  # half-way between the two
    assert at["Before"] < at["Today"] < at["After"]


def test_on_a_phone_the_marks_stand_in_order_with_today_between() -> None:
    marks = [mark(dt.date(2027, 1, 5), "Later"), mark(dt.date(2026, 10, 1), "Earlier")]
    found = words_of(timeline_svg(marks, today=TODAY, title="Milestones", width=PHONE_WIDTH))
    told = [words for words, _, _ in sorted(found, key=lambda each: each[2])]
    assert told.index("Earlier") < told.index("Today, 22 Nov 2026") < told.index("Later")
    assert all(0 <= x <= PHONE_WIDTH for _, x, _ in found)


@pytest.mark.parametrize("width", [920, PHONE_WIDTH])
def test_the_state_is_said_in_words_and_what_people_wrote_is_escaped(width: int) -> None:
    late = TimelineMark(dt.date(2026, 10, 1), "<b>Alarms</b> & bells", "Late: due 1 Oct 2026", MarkState.LATE)
    svg = timeline_svg([late], today=TODAY, title="Milestones", width=width)
    assert "Late: due 1 Oct 2026: &lt;b&gt;Alarms&lt;/b&gt; &amp; bells." in svg
    assert "<b>" not in svg
    ET.fromstring(svg)


def test_a_single_mark_of_today_can_be_drawn_and_none_cannot() -> None:
    assert "Today" in timeline_svg([mark(TODAY)], today=TODAY, title="Milestones")
    with pytest.raises(ValueError, match="needs a mark"):
        timeline_svg([], today=TODAY, title="Milestones")


def test_long_words_end_in_an_ellipsis() -> None:
    assert "…" in timeline_svg(
        [mark(TODAY, "Every nurse on every shift of every ward " * 4)], today=TODAY, title="Milestones"
    )


@given(st.lists(st.floats(80, 840), min_size=1, max_size=24))
def test_labels_never_lie_on_top_of_each_other(xs: list[float]) -> None:
    marks = sorted(xs)
    for one, two in itertools.combinations(places(marks, 158, 2, 918), 2):
        if (one.row, one.above) == (two.row, two.above):
            assert abs(one.middle - two.middle) >= 158


def test_months_are_thinned_until_their_names_fit() -> None:
    first, last = dt.date(2020, 1, 15), dt.date(2026, 11, 22)

    def x_of(day: dt.date) -> float:
        return (day - first).days / (last - first).days * 760

    ticks = month_ticks(first, last, x_of)
    assert 5 < len(ticks) <= 760 // 74
    assert all(day.day == 1 for day, _ in ticks)
