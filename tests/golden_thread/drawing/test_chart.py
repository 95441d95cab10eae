"""The chart as a picture: valid, safe, complete and the same every time."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from qms.golden_thread.drawing import chart_svg, small_chart_svg
from qms.golden_thread.drawing.markup import text_width
from qms.golden_thread.drawing.words import VARIATION_WORDS
from tests.golden_thread.drawing.charts import SVG, chart, months, point, steady

HOSTILE = "Falls <script>alert(\"1\")</script> & \x00 'more'"
CHARTS = {
    "steady": steady(),
    "one": chart([point("2026-10-01", 4.2, lower=None, upper=None)]),
    "constant": chart([point(day, 5.0, lower=5.0, upper=5.0) for day in months(14)]),
    "zeros": chart([point(day, 0.0, centre=0.0, lower=0.0, upper=0.0) for day in months(14)]),
    "run": chart([point(day, 5.0, lower=None, upper=None) for day in months(12)], chart="run"),
    "empty": chart([]),
    "missing": chart([point(day, None, centre=None, lower=None, upper=None) for day in months(6)]),
    "nan": chart([point(day, float("nan") if i == 2 else 5.0) for i, day in enumerate(months(6))]),
    "undated": chart([point(None, 5.0 + i % 2) for i in range(20)]),
    "vast": chart([point(day, 1e9 * i) for i, day in enumerate(months(6))]),
}


def words_of(svg):
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width", [960, 390])
def test_every_chart_is_valid_and_safe(name, width):
    svg = chart_svg(CHARTS[name], title=HOSTILE, unit=HOSTILE, target=4, target_label=HOSTILE, width=width, heading=True)
    root = ET.fromstring(svg)
    names = {element.tag for element in root.iter()}
    assert not names & {f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject"}
    for element in root.iter():
        assert "style" not in element.attrib
        assert not [key for key in element.attrib if key.startswith("on")]
    assert not re.search(r"nan|inf|None", re.sub(r"<(title|desc)[^>]*>.*?</\1>|<text.*?</text>", "", svg))


@pytest.mark.parametrize("name", CHARTS)
def test_small_charts_spend_no_ids(name):
    svg = small_chart_svg(CHARTS[name], title=HOSTILE, target=4)
    assert ET.fromstring(svg).get("role") == "img"
    assert " id=" not in svg


def test_the_same_chart_gives_the_same_bytes():
    flags = [{"date": "2024-06-09", "number": 1, "text": "Bundle"}]
    assert chart_svg(steady(), title="Falls", annotations=flags) == chart_svg(steady(), title="Falls", annotations=flags)


def test_title_and_description_name_the_picture_with_the_prefix():
    root = ET.fromstring(chart_svg(steady(), title="Falls, Ward 7", id_prefix="falls-7"))
    assert root.get("aria-labelledby") == "falls-7-title falls-7-desc"
    assert root.find(f"{SVG}title[@id='falls-7-title']").text == "Falls, Ward 7"
    said = root.find(f"{SVG}desc[@id='falls-7-desc']").text
    assert said == "24 points from Jan 2024 to Dec 2025. Nothing unusual."


@pytest.mark.parametrize("kind", [word for word in VARIATION_WORDS if word and word != "common-cause"])
def test_special_points_are_triangles_that_point_their_way_and_stand_in_the_key(kind):
    points = [point(day, 5.0) for day in months(12)]
    points[6] |= {"value": 9.0, "type": kind, "special_cause": "outside-limits"}
    svg = chart_svg(chart(points), title="Falls")
    named = [path for path in ET.fromstring(svg).iter(f"{SVG}path") if path.find(f"{SVG}title") is not None]
    triangles = [path for path in named if path.get("d").endswith("Z")]
    assert len(triangles) == 1
    tip, corner = re.findall(r"[\d.]+,([\d.]+)", triangles[0].get("d"))[:2]
    assert (float(tip) < float(corner)) == kind.endswith("high")
    assert VARIATION_WORDS[kind] in words_of(svg)
    assert VARIATION_WORDS[kind] in triangles[0].find(f"{SVG}title").text


def test_a_chart_of_common_causes_needs_no_key():
    assert not set(VARIATION_WORDS.values()) & set(words_of(chart_svg(steady(), title="Falls")))


def test_excluded_points_are_hollow_and_explained():
    points = [point(day, 5.0, excluded=i == 3) for i, day in enumerate(months(12))]
    svg = chart_svg(chart(points), title="Falls")
    hollow = [circle for circle in ET.fromstring(svg).iter(f"{SVG}circle") if circle.get("fill") == "#ffffff"]
    assert len(hollow) == 2  # the point and its entry in the key
    assert "Left out of the limits" in words_of(svg)


def test_lines_are_labelled_at_the_right_edge_without_overlap():
    svg = chart_svg(steady(), title="Falls", target=5.05)
    heights = {
        element.text: float(element.get("y"))
        for element in ET.fromstring(svg).iter(f"{SVG}text")
        if re.match("Upper|Lower|Mean|Target", element.text)
    }
    assert list(heights) == ["Upper limit 8.0", "Target 5.0", "Mean 5.0", "Lower limit 2.0"]
    ordered = sorted(heights.values())
    assert min(after - before for before, after in pairwise(ordered)) >= 15


def test_a_run_chart_has_a_median_and_no_limits():
    said = words_of(chart_svg(CHARTS["run"], title="Waits"))
    assert "Median 5.0" in said
    assert not [words for words in said if "limit" in words]


def test_limits_on_the_mean_are_not_labelled_twice():
    said = words_of(chart_svg(CHARTS["constant"], title="x"))
    assert "Mean 5.0" in said
    assert not [words for words in said if "limit" in words]


def test_new_limits_are_said_and_drawn():
    points = [point(day, 5.0) for day in months(12)]
    for later in points[6:]:
        later |= {"value": 3.0, "centre": 3.0, "lower": 1.0, "upper": 5.0}
    svg = chart_svg(chart(points), title="Falls")
    assert "New limits from Jul 2024" in words_of(svg)
    assert "Mean 3.0" in words_of(svg)


def test_flags_are_numbered_inside_the_chart_and_their_words_escaped():
    notes = [
        {"date": "2024-05-19", "number": "A", "text": "<b>Bundle</b>", "kind": "pdsa"},
        {"date": "2019-01-01", "number": "B", "text": "before the chart"},
        {"date": "2030-01-01", "number": "C", "text": "after the chart"},
    ]
    svg = chart_svg(steady(), title="Falls", annotations=notes)
    assert "A" in words_of(svg)
    assert not {"B", "C"} & set(words_of(svg))
    assert "&lt;b&gt;Bundle&lt;/b&gt;" in svg


def test_a_flag_stands_over_the_point_whose_period_it_falls_into():
    def foot(day, days):
        svg = chart_svg(chart([point(d, 5.0) for d in days]), title="x", annotations=[{"date": day, "number": 1, "text": ""}])
        return re.search(r"M[\d.]+,[\d.]+L([\d.]+),[\d.]+V", svg).group(1)

    starts, ends = months(6), ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]
    assert foot("2024-03-28", starts) == foot("2024-03-01", starts)
    assert foot("2024-03-28", ends) == foot("2024-03-31", ends) != foot("2024-02-29", ends)


def test_percentages_stop_at_a_hundred():
    points = [point(day, 0.9, centre=0.95, lower=0.8, upper=1.0) for day in months(12)]
    said = words_of(chart_svg(chart(points, chart="p"), title="Seen", number_format="percent", target=0.95))
    assert "100%" in said
    assert not {"105%", "110%"} & set(said)
    assert "Target 95%" in said


def test_zero_is_on_the_axis_only_where_it_is_near():
    high = [point(day, 95.0, centre=95.0, lower=93.0, upper=97.0) for day in months(12)]
    near = words_of(chart_svg(steady(), title="Falls"))
    far = words_of(chart_svg(chart(high), title="Seen"))
    assert "0" in near
    assert not {"0", "0.0"} & set(far)


def test_an_empty_chart_says_what_is_missing():
    assert words_of(chart_svg(CHARTS["empty"], title="Falls")) == ["No data yet"]
    assert words_of(chart_svg(CHARTS["missing"], title="Falls")) == ["No values recorded from Jan 2024 to Jun 2024"]


def test_words_on_a_phone_are_sixteen_pixels():
    svg = chart_svg(steady(), title="Falls", width=390, target=4)
    assert {element.get("font-size") for element in ET.fromstring(svg).iter(f"{SVG}text")} == {"16"}


def test_a_date_that_is_not_iso_is_refused():
    with pytest.raises(ValueError, match="isoformat"):
        chart_svg(chart([point("3rd March", 5.0)]), title="Falls")


def test_targets_must_match_the_points():
    with pytest.raises(ValueError, match="2 values for 24 points"):
        chart_svg(steady(), title="Falls", target=[1.0, 2.0])


def test_a_target_that_was_withdrawn_has_no_label():
    svg = chart_svg(steady(3), title="Falls", target=[4.0, 4.0, None])
    assert not [words for words in words_of(svg) if words.startswith("Target")]


LONG = "Delirium screened on admission with the short tool, Kingfisher Ward for older people, nights and weekends alone"


def test_a_long_title_goes_on_in_further_rows_and_stays_within_a_phone():
    svg = chart_svg(steady(), title=LONG, width=358, heading=True)
    bold = [each for each in ET.fromstring(svg).iter(f"{SVG}text") if each.get("font-weight") == "bold"]
    rows = [each for each in bold if each.get("x") == "4"]
    assert " ".join(each.text for each in rows).startswith("Delirium screened on admission with the short tool")
    assert 1 < len(rows) <= 3
    assert all(text_width(each.text, float(each.get("font-size"))) <= 350 for each in rows)
    assert rows[-1].text.endswith("…") or " ".join(each.text for each in rows) == LONG
    assert " " not in rows[-1].text[-2:]


def test_a_short_title_takes_one_row():
    svg = chart_svg(steady(), title="Falls", width=358, heading=True)
    bold = [each.text for each in ET.fromstring(svg).iter(f"{SVG}text") if each.get("font-weight") == "bold"]
    assert bold.count("Falls") == 1
