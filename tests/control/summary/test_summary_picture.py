"""The summary table as a picture for slides: the rows that the page shows, in the same order."""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest

from qms.golden_thread.drawing.summary import ROWS, TableRow, shortened, summary_svg
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.rows import STEADY
from tests.control.signals.making import BETTER, WORSE, measured
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database

SVG = "{http://www.w3.org/2000/svg}"


def words_of(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_picture_says_what_the_page_says(build: Builder, client: PageClient) -> None:
    ward = build.unit("Ward 1 & <2>")
    measured(build, build.metric(ward, name="Falls"), ward, WORSE)
    measured(build, build.metric(ward, name="Ulcers", agreed=False), ward, BETTER)
    client.sign_in(build.person(RoleName.VIEWER, ward))
    said = words_of(client.get("/control/summary.svg").text)
    assert said[:2] == ["Summary of charts", "1 of 2 charts gives concern and 1 is improving. 1 is not agreed yet."]
    assert said.index("Falls") < said.index("Ulcers")
    assert "Ward 1 & <2>" in said
    assert "October 2026, not agreed yet" in said
    assert "as at 22 November 2026" in said
    narrowed = words_of(client.get(f"/control/summary.svg?unit={ward.id}&variation=improvement").text)
    assert narrowed[0] == "Charts of Ward 1 & <2>"
    assert "Falls" not in narrowed
    picture = client.get("/control/summary.png")
    assert picture.data[:4] == b"\x89PNG"
    assert client.get("/control/summary.gif").status_code == 404


def test_each_slide_has_its_rows_and_the_page_links_them(build: Builder, client: PageClient) -> None:
    ward = build.unit("Ward 1")
    for number in range(ROWS + 2):
        measured(build, build.metric(ward, name=f"Metric {number:02}"), ward, STEADY)
    client.sign_in(build.person(RoleName.VIEWER, ward))
    page = html.unescape(client.get("/control/summary?sort=metric").text)
    links = re.findall(r'href="(/control/summary\.svg[^"]*)"', page)
    assert len(links) == 2
    slides = [words_of(client.get(link).text) for link in links]
    shown = [word for slide in slides for word in slide if word.startswith("Metric ") and word != "Metric and unit"]
    assert shown == [f"Metric {number:02}" for number in range(ROWS + 2)]
    assert f"Rows {ROWS + 1} to {ROWS + 2} of {ROWS + 2}, as at 22 November 2026" in slides[1]
    assert words_of(client.get("/control/summary.svg?page=99").text) == words_of(
        client.get("/control/summary.svg?page=2").text
    )


def test_an_empty_table_makes_a_picture_too(build: Builder, client: PageClient) -> None:
    client.sign_in(build.person())
    assert "No chart matches." in words_of(client.get("/control/summary.svg").text)


def test_a_slide_costs_the_same_however_many_rows(
    build: Builder, client: PageClient, count_queries: Callable[[], Any]
) -> None:
    ward = build.unit("Ward 1")
    client.sign_in(build.person(RoleName.VIEWER, ward))
    measured(build, build.metric(ward), ward, STEADY)
    client.get("/control/summary.svg")
    with count_queries() as few:
        client.get("/control/summary.svg")
    for _ in range(6):
        measured(build, build.metric(ward), ward, STEADY)
    with count_queries() as many:
        client.get("/control/summary.svg")
    assert len(many) == len(few)


def test_words_that_are_too_long_end_in_an_ellipsis() -> None:
    row = TableRow("A name " * 40, "", "4", "", "neutral-pattern", None, "–", "")
    said = words_of(summary_svg([row], title="T"))
    assert any(words.endswith("…") and words.startswith("A name") for words in said)
    assert shortened("short", 100, 15) == "short"
