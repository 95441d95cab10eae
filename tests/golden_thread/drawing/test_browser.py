"""The data of the interactive chart agree with the SVG that it replaces."""

import json

import pytest

from qms.golden_thread.drawing import chart_json, chart_svg
from qms.spc import analyse
from tests.golden_thread.drawing.charts import chart, months, point, steady


def test_it_is_plain_json_without_nan():
    given = chart([point(day, float("nan") if i == 2 else 5.0) for i, day in enumerate(months(6))])
    text = json.dumps(chart_json(given, title="Falls", target=4), allow_nan=False)
    assert json.loads(text)["points"][2]["y"] is None


def test_a_point_says_value_counts_limits_verdict_and_note():
    points = [point(day, 5.0) for day in months(12)]
    points[4] |= {"value": 9.1, "type": "concern-high", "special_cause": "outside-limits"}
    data = chart_json(
        chart(points),
        title="Falls",
        unit="per 1,000 bed days",
        numerators=[31] * 12,
        denominators=[5002] * 12,
        annotations=[{"date": "2024-05-20", "number": 1, "text": "Bundle", "kind": "pdsa"}],
    )
    assert data["points"][4] | {"x": 0} == {
        "x": 0,
        "y": 9.1,
        "name": "May 2024",
        "begins": False,
        "mark": "concern-high",
        "say": [
            "9.1 per 1,000 bed days",
            "31 of 5,002",
            "Limits 2.0 to 8.0",
            "Concern (rising): above the upper limit",
            "Change 1: Bundle",
        ],
    }
    assert data["flags"] == [{"point": 4, "number": "1", "change": True}]


@pytest.mark.parametrize(
    ("rule", "kind", "words"),
    [
        ("shift", "improvement-low", "Improving (falling): part of a long run below the mean"),
        ("trend", "neutral-high", "Change (rising): part of a steady rise"),
        ("two-of-three", "concern-low", "Concern (falling): two of three points close to the lower limit"),
    ],
)
def test_each_rule_is_said_in_plain_words(rule, kind, words):
    given = chart([point("2026-01-01", 5.0, special_cause=rule, type=kind), point("2026-02-01", 5.0)])
    assert words in chart_json(given, title="Falls")["points"][0]["say"]


def test_a_gap_is_marked_where_the_line_begins_again():
    values = [4, None, 6, 7]
    given = chart([point(day, value) for day, value in zip(months(4), values, strict=True)])
    rows = chart_json(given, title="Falls")["points"]
    assert [row["begins"] for row in rows] == [True, False, True, False]
    assert rows[1]["say"] == ["No value recorded"]


def test_labels_at_the_edge_are_those_of_the_svg():
    svg = chart_svg(steady(), title="Falls", target=4)
    for label in chart_json(steady(), title="Falls", target=4)["edge"]:
        assert f">{label['full']}</text>" in svg


def test_an_empty_chart_has_no_points_and_no_labels():
    data = chart_json(chart([]), title="Falls")
    assert (data["points"], data["edge"], data["xLabels"]) == ([], [], [])


def test_counts_must_match_the_points():
    with pytest.raises(ValueError, match="2 numerators for 24 points"):
        chart_json(steady(), title="Falls", numerators=[1, 2], denominators=[3, 4])


def test_the_engine_s_chart_brings_target_phases_and_counts():
    taken = analyse(
        [90, 92, 88, 91, 70, 72, 71, 69],
        periods=months(8),
        denominators=[100] * 8,
        chart="p",
        direction="increase",
        target=0.95,
        rebase=["2024-05-01"],
    )
    data = chart_json(taken, title="Seen in time", number_format="percent")
    assert data["phases"][0]["words"] == "New limits from May 2024"
    assert "Target 95%" in [label["full"] for label in data["edge"]]
    assert data["points"][0]["say"][:2] == ["90.0%", "90 of 100"]
    assert "New limits from May 2024" in chart_svg(taken, title="Seen in time", number_format="percent")
