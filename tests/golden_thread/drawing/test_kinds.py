"""Every kind of chart as a picture, on a page and on a phone, and as the data of the interactive chart."""

import json
import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from qms.golden_thread.drawing import chart_json, chart_svg, small_chart_svg, variation_icon
from qms.golden_thread.drawing.words import PATTERN
from qms.spc import ChartKind, ControlChart, analyse
from tests.golden_thread.drawing.charts import SVG, chart, months, point

VALUES = [50, 55, 48, 52, 47, 53, 51, 46, 54, 49, 52, 48, 50, 55, 48, 52, 47, 53, 71, 66, 74, 69, 72, 68]
EVENTS = ["2024-02-03", "2024-02-05", "2024-02-06", "2024-09-30", "2024-10-01", "2025-03-12", "2025-03-14", "2025-11-02"]
RATIOS = {ChartKind.P, ChartKind.PP, ChartKind.U, ChartKind.UP, ChartKind.IP}


def of_kind(kind: ChartKind, **more: Any) -> ControlChart:
    """A chart of this kind, two years of months; eight events for charts of what lies between them."""
    if kind in (ChartKind.T, ChartKind.G):
        return analyse([3, 2, 1, 207, 1, 162, 2, 233], periods=EVENTS, chart=kind, **more)
    given: dict[str, Any] = {"periods": months(24), "chart": kind}
    if kind in RATIOS:
        given["denominators"] = [80 + 7 * (i % 5) for i in range(24)]
    if kind in (ChartKind.XBAR, ChartKind.S):
        given |= {"sizes": [5 + i % 4 for i in range(24)], "deviations": [4 + i % 3 for i in range(24)]}
    return analyse(VALUES, **given, **more)


def words_of(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", list(ChartKind))
def test_every_kind_is_drawn_and_sent_to_the_browser(kind: ChartKind) -> None:
    drawn = of_kind(kind, direction="increase", target=52)
    for width in (1120, 390):
        svg = chart_svg(drawn, title="Falls", width=width)
        ET.fromstring(svg)
        assert not re.search(r"nan|inf|None", re.sub(r"<(title|desc)[^>]*>.*?</\1>|<text.*?</text>", "", svg))
    ET.fromstring(small_chart_svg(drawn, title="Falls"))
    json.dumps(chart_json(drawn, title="Falls"), allow_nan=False)


def test_a_cusum_has_two_lines_in_units_of_its_own() -> None:
    drawn = of_kind(ChartKind.CUSUM, direction="increase", target=52)
    svg = chart_svg(drawn, title="Falls", unit="per 1,000 bed days", number_format="percent")
    said = words_of(svg)
    assert "standard deviations, added up" in said
    assert "per 1,000 bed days" not in said
    assert not [words for words in said if words.startswith("Target")]
    assert [words for words in said if words.startswith("Sum ")]
    data = chart_json(drawn, title="Falls", measured=VALUES, unit="falls")
    upper, lower = data["arms"]
    assert min(upper) == 0
    assert max(lower) == 0
    assert data["yRange"][0] < min(lower)
    assert "Measured: 71.0 falls" in data["points"][18]["say"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (ChartKind.MR, "Moving range, per 1,000 bed days"),
        (ChartKind.S, "Standard deviation, per 1,000 bed days"),
        (ChartKind.EWMA, "Weighted average, per 1,000 bed days"),
        (ChartKind.XMR, "per 1,000 bed days"),
    ],
)
def test_the_axis_says_what_is_plotted(kind: ChartKind, words: str) -> None:
    drawn = of_kind(kind)
    assert words in words_of(chart_svg(drawn, title="Falls", unit="per 1,000 bed days"))
    assert chart_json(drawn, title="Falls", unit="per 1,000 bed days")["unit"] == words
    assert (words == "per 1,000 bed days") == (chart_json(drawn, title="Falls", unit="%")["unit"] == "")


def test_other_scales_show_no_target_for_the_measure() -> None:
    for kind in (ChartKind.MR, ChartKind.S, ChartKind.CUSUM):
        assert chart_json(of_kind(kind, target=52), title="x")["lines"]["target"] == []
    assert chart_json(of_kind(ChartKind.EWMA, target=52), title="x")["lines"]["target"]


def test_events_stand_side_by_side_with_their_dates() -> None:
    data = chart_json(
        of_kind(ChartKind.T), title="Between falls", annotations=[{"date": "2025-01-09", "number": "1", "text": ""}]
    )
    places = [row["x"] for row in data["points"]]
    assert {after - before for before, after in pairwise(places)} == {1.0}
    assert data["points"][3]["name"] == "30 Sep 2024"
    assert data["flags"] == [{"point": 4, "number": "1", "change": False}], "at the event before it"
    assert [row["begins"] for row in data["points"]] == [True, *[False] * 7], "long waits are no gaps"


def test_points_of_other_kinds_keep_the_calendar_unless_told() -> None:
    drawn = analyse([3, 2, 1, 7, 1, 6, 2, 2], periods=EVENTS)
    places = [row["x"] for row in chart_json(drawn, title="x")["points"]]
    assert places[3] - places[2] > 200
    assert [row["x"] for row in chart_json(drawn, title="x", even=True)["points"]] == list(map(float, range(1, 9)))


@pytest.mark.parametrize("kind", [ChartKind.PP, ChartKind.UP, ChartKind.IP, ChartKind.XBAR, ChartKind.EWMA])
def test_limits_that_differ_from_point_to_point_are_no_new_limits(kind: ChartKind) -> None:
    taken = of_kind(kind).to_dict()
    assert chart_json(taken, title="x")["phases"] == []
    assert len(chart_json(taken, title="x")["lines"]["upper"][0]) > 4, "a stepped line"


@pytest.mark.parametrize("rule", ["alternating", "hugging", "avoiding"])
def test_patterns_have_a_mark_without_a_side(rule: str) -> None:
    points = [point(day, 5.0) for day in months(12)]
    points[6] |= {"type": "neutral-low", "special_cause": rule}
    row = chart_json(chart(points), title="Falls")["points"][6]
    assert row["mark"] == PATTERN
    assert row["say"][-1].startswith("Change (pattern): ")
    svg = chart_svg(chart(points), title="Falls")
    assert "Change (pattern)" in words_of(svg)
    assert not {"Change (rising)", "Change (falling)"} & set(words_of(svg))
    assert "Change (pattern)" in variation_icon(PATTERN)


@pytest.mark.parametrize(
    ("type_", "words"), [("concern-high", "well above the mean"), ("improvement-low", "well below the mean")]
)
def test_four_of_five_is_said_with_its_side(type_: str, words: str) -> None:
    points = [point(day, 5.0) for day in months(12)]
    points[6] |= {"type": type_, "special_cause": "four-of-five"}
    assert words in chart_json(chart(points), title="Falls")["points"][6]["say"][-1]


def test_a_target_that_changed_is_named_on_each_of_its_steps() -> None:
    stepped = analyse(VALUES, periods=months(24), direction="increase", target=[None] * 4 + [52] * 10 + [55] * 10)
    said = words_of(chart_svg(stepped, title="Falls"))
    assert "Target 52" in said
    assert "Target 55" in said
    data = chart_json(stepped, title="Falls")
    assert [step["words"] for step in data["targetSteps"]] == ["Target 52"]
    assert len(data["lines"]["target"]) == 1


def test_a_baseline_has_a_bracket() -> None:
    drawn = analyse(VALUES, periods=months(24), baseline=("2024-01-01", "2025-03-01"))
    assert "Limits rest on these points" in words_of(chart_svg(drawn, title="Falls", baseline=(0, 14)))
    assert chart_json(drawn, title="Falls", baseline=(0, 14))["baseline"]["words"] == "Limits rest on these points"
    assert chart_json(drawn, title="Falls")["baseline"] is None


def test_the_footnote_fits_a_phone() -> None:
    note = "XmR chart. Rules: Making Data Count, points outside the limits count in two of three."
    said = words_of(chart_svg(of_kind(ChartKind.XMR), title="Falls", footnote=note, width=390))
    assert note not in said
    assert note in " ".join(said)


@pytest.mark.parametrize(
    ("scale", "label"),
    [(4e7, "Upper 2.7bn"), (4e5, "Upper 27.4m"), (4e-11, "Upper 2.7e−9"), (400, "Upper 27,390"), (4e17, "Upper 2.7e19")],
)
def test_huge_and_tiny_numbers_are_written_in_few_figures(scale: float, label: str) -> None:
    drawn = analyse([value * scale for value in VALUES], periods=months(24))
    svg = chart_svg(drawn, title="x", width=390)
    assert label in words_of(svg)
    ticks = [words for words in words_of(svg) if re.match(r"^[\d.,]+(m|bn|e\S+)?$", words)]
    assert len(ticks) == len(set(ticks)) > 2


def test_ten_thousand_points_make_a_picture_of_bounded_size() -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(50, 5, 10_000)
    values[6_000:] += 3
    values[1234] = 99.5
    days = np.datetime64("1995-01-01") + np.arange(10_000)
    svg = chart_svg(analyse(values, periods=days, direction="decrease"), title="x", width=1120)
    assert len(svg) < 200_000, "about as much as two thousand points make"
    assert "Concern (rising)" in words_of(svg)
    highest = min(float(y) for y in re.findall(r"[ML][\d.]+,([\d.]+)", svg))
    assert highest < 40, "the one extreme value is still there"
