import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import numpy as np
import pytest

from qms.golden_thread.drawing import cusum_svg, svg_to_png, vlad_svg
from qms.spc import risk_adjusted_cusum, tabular_cusum, vlad

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = 'Flaps <script>alert("1")</script> & co'
DAYS = [date(2026, 1, 5) + timedelta(days=3 * at) for at in range(40)]
OUTCOMES = [0] * 20 + [1] * 5 + [0] * 15


def both(outcomes=OUTCOMES, **more):
    return [risk_adjusted_cusum(outcomes, 0.1, odds_ratio=ratio, limit=2.5, **more) for ratio in (2, 0.5)]


def words_of(svg):
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


PICTURES = {
    "tabular": lambda **size: cusum_svg(tabular_cusum([10.0] * 9 + [14.0] * 9, mean=10, sigma=1), title=HOSTILE, **size),
    "gaps": lambda **size: cusum_svg(tabular_cusum([10.0, None, 12.0, None], mean=10, sigma=1), title=HOSTILE, **size),
    "both": lambda **size: cusum_svg(*both(), title=HOSTILE, dates=DAYS, **size),
    "one case": lambda **size: cusum_svg(*both([1]), title=HOSTILE, dates=DAYS[:1], heading=True, **size),
    "vlad": lambda **size: vlad_svg(vlad(OUTCOMES, 0.1), title=HOSTILE, dates=DAYS, **size),
    "vlad of nothing": lambda **size: vlad_svg(vlad([None], 0.1), title=HOSTILE, **size),
}


@pytest.mark.parametrize("width", [960, 360])
@pytest.mark.parametrize("name", PICTURES)
def test_is_safe_and_legible_markup(name, width):
    svg = PICTURES[name](width=width)
    root = ET.fromstring(svg)
    assert root.find(f"{SVG}title").text == HOSTILE
    for element in root.iter():
        assert element.tag != f"{SVG}script"
        assert "style" not in element.attrib
    assert not re.search(r"nan|inf|None", re.sub(r"<(title|desc)[^>]*>.*?</\1>|<text.*?</text>", "", svg))
    assert svg_to_png(svg)[:4] == b"\x89PNG"


def test_names_both_directions_limits_and_months_on_the_picture():
    words = words_of(cusum_svg(*both(), title="Flaps", dates=DAYS))
    assert {"↑ More events than expected", "↓ Fewer events than expected", "Limit 2.5"} <= set(words)
    assert any(word.startswith("Case ") for word in words)
    assert "Jan 2026" in words


def test_a_crossing_is_a_triangle_and_a_new_beginning_a_dotted_line():
    worse = both()[0]
    svg = cusum_svg(worse, title="Flaps")
    at = worse.crossings[0].position + 1
    assert f"Case {at}. More events than expected: the limit is reached" in svg
    assert 'stroke-dasharray="1.5 3"' in svg
    assert 'stroke-dasharray="1.5 3"' not in cusum_svg(both(reset=False)[0], title="Flaps")


def test_the_description_is_what_the_chart_says():
    charts = both()
    assert charts[0].explanation in ET.fromstring(cusum_svg(*charts, title="Flaps")).find(f"{SVG}desc").text


def test_vlad_says_at_its_end_how_many_more():
    assert "1.0 more" in words_of(vlad_svg(vlad(OUTCOMES, 0.1), title="Flaps"))


def test_thousands_of_cases_stay_a_small_picture():
    random = np.random.default_rng(1)
    outcomes = (random.random(20_000) < 0.1).astype(float)
    assert len(cusum_svg(risk_adjusted_cusum(outcomes, 0.1, odds_ratio=2, limit=4.5), title="Flaps")) < 150_000


def test_refuses_nothing_and_cases_that_do_not_match():
    with pytest.raises(ValueError, match="nothing to draw"):
        cusum_svg(title="Flaps")
    with pytest.raises(ValueError, match="same cases"):
        cusum_svg(both()[0], both([1])[1], title="Flaps")
