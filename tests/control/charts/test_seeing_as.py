"""The same figures as a chart of another kind: shown, labelled as not agreed, and nothing of it stored."""

import html
import re

import pytest
from flask import Flask

from qms.control.charts.analysis import chart_if, chart_of
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.readings.queries import readings_of
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.control.charts.page import a_ward
from tests.control.rows import series_of
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database

NOTE = "You see these figures as a u′ chart. The agreed chart is an XmR chart: signals and the board rest on that."


def text_of(client: PageClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return html.unescape(response.text)


def test_the_page_always_says_which_rules_were_used(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, rules="making-data-count-shift-8")
    client.sign_in(ward.manager)
    words = "XmR chart. Rules: Making Data Count, shift of 8 points."
    page = text_of(client, ward.url)
    assert words in page
    assert "8 or more points in a row are on one side of the average." in page
    picture = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", client.get(f"{ward.url}.svg").text))
    assert words in picture
    assert "Rules: Making Data Count, shift of 8 points." in client.get(f"{ward.url}.svg?size=phone").text
    table = client.get(f"{ward.url}.csv").text.splitlines()
    assert table[0].endswith("chart,rules,measured")
    assert table[1].endswith('xmr,"Making Data Count, shift of 8 points",50')


def test_another_kind_is_shown_and_nothing_is_stored(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    before = readings_of([ward.series.id])[ward.series.id].explanation
    page = text_of(client.sign_in(ward.manager), f"{ward.url}?as=up")
    assert NOTE in page
    assert f'href="{ward.url}">Back to the agreed chart' in page
    assert "u′ chart (the agreed chart is an XmR chart). Rules: Making Data Count." in page
    assert "Recalculate limits" not in page, "decisions are about the agreed chart"
    assert "React to this signal" not in page
    assert f"{ward.url}?tab=data&as=up#parts" in page, "its other parts stay with this kind"
    assert f"{ward.url}.svg?as=up" in page
    assert "seen as a u′ chart" in client.get(f"{ward.url}.svg?as=up").text
    db.session.expire_all()
    assert readings_of([ward.series.id])[ward.series.id].explanation == before
    assert chart_of(ward.series).kind == "xmr"


def test_only_kinds_that_fit_the_numbers_are_offered(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    page = text_of(client.sign_in(ward.manager), ward.url)
    offered = set(re.findall(r'<option value="([a-z]+)"', page[page.index('id="see-as"') :].split("</select>")[0]))
    assert offered == {"xmr", "run", "u", "up", "ip", "i", "mr", "ewma", "cusum"}
    for kind in sorted(offered - {"xmr"}):
        shown = text_of(client, f"{ward.url}?as={kind}&tab=data")
        assert "The agreed chart is an XmR chart" in shown
        assert client.get(f"{ward.url}.png?as={kind}").status_code == 200


def test_a_kind_that_does_not_fit_is_refused_in_words(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    page = text_of(client, f"{ward.url}?as=xbar")
    assert "These figures can’t be shown as an X-bar chart." in page
    assert "XmR chart. Rules: Making Data Count." in page
    for nonsense in ("pie", "", "xmr", "<script>"):
        assert "You see these figures as" not in text_of(client, f"{ward.url}?as={nonsense}")


def test_other_spellings_are_understood(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    assert NOTE in text_of(client.sign_in(ward.manager), f"{ward.url}?as=u′")


def test_averages_with_their_spread_may_be_seen_as_charts_of_groups(app: Flask, build: Builder, client: PageClient) -> None:
    unit, manager = build.unit(), build.person()
    metric = build.metric(unit, data_kind="mean", multiplier=1.0, measured_in="minutes")
    rows = [
        Row(metric.id, unit.id, "", day, None, None, 40.0 + at % 5, 20, 4.0 + at % 3) for at, day in enumerate(months(24))
    ]
    store_measurements(rows, by=manager)
    db.session.commit()
    series = series_of(metric, unit)
    page = text_of(client.sign_in(manager), f"/control/charts/{series.id}?as=s")
    assert "You see these figures as an S chart." in page
    assert "Each point is how much the values within one period differ" in page
    assert chart_if(series, kind="s").values[0] == 4.0
    assert chart_if(series, kind="xbar").upper[0] > chart_if(series, kind="xbar").centre[0]


def test_who_may_change_the_definition_finds_the_way_there(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    assert "Make this the agreed chart" not in text_of(client.sign_in(build.person()), f"{ward.url}?as=up")
    analyst = build.person(RoleName.ANALYST, ward.trust)
    page = text_of(client.sign_in(analyst), f"{ward.url}?as=up")
    assert "Make this the agreed chart" in page
    form = text_of(client, re.search(r'href="([^"]+)">Make this the agreed chart', page)[1])
    chosen = form[form.index('name="chart"') :].split("</select>")[0] if "<select" in form else form
    assert re.search(r'(selected|checked)[^>]*value="up"|value="up"[^>]*(selected|checked)', chosen)
