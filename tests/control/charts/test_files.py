"""Downloads: the pictures are pictures, the table is the chart, and no spreadsheet runs what a person typed."""

import csv
import io
from xml.etree import ElementTree

import pytest
from flask import Flask

from qms.control.charts.actions import annotate
from qms.control.charts.analysis import chart_of
from qms.kernel.db import db
from tests.builder import Builder
from tests.control.charts.page import Ward, a_ward
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


@pytest.fixture
def ward(build: Builder, client: PageClient) -> Ward:
    made = a_ward(build)
    annotate(made.series, period=made.months[2], text='=HYPERLINK("x") & <script>', by=made.manager)
    db.session.commit()
    client.sign_in(made.manager)
    return made


def test_the_csv_is_the_chart_and_runs_no_formula(app: Flask, client: PageClient, ward: Ward) -> None:
    answer = client.get(f"{ward.url}.csv")
    assert answer.mimetype == "text/csv"
    assert 'filename="falls-per-1000-bed-days-ward-7-2026-10.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    chart = chart_of(ward.series)
    assert [float(row["value"]) for row in rows] == chart.values.tolist()
    assert [row["period"] for row in rows] == [str(period) for period in chart.periods]
    assert {row["denominator"] for row in rows} == {"1000"}
    assert {row["target"] for row in rows} == {"40"}
    assert rows[2]["notes"].startswith("'=HYPERLINK")
    assert rows[-1]["type"] == "concern-high"
    assert rows[-1]["special_cause"] == "shift"


def test_the_svg_stands_alone_with_title_sentence_and_notes(app: Flask, client: PageClient, ward: Ward) -> None:
    answer = client.get(f"{ward.url}.svg")
    assert answer.mimetype == "image/svg+xml"
    root = ElementTree.fromstring(answer.get_data(as_text=True))
    words = " ".join("".join(each.itertext()) for each in root.iter() if each.tag.endswith("text"))
    assert "Falls per 1,000 bed days, Ward 7" in words
    assert "7 months in a row above the average" in words
    assert '1 1 June 2024: =HYPERLINK("x") & <script>' in words
    assert not [each for each in root.iter() if each.tag.endswith("script")]


def test_the_png_is_a_png(app: Flask, client: PageClient, ward: Ward) -> None:
    answer = client.get(f"{ward.url}.png")
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(answer.data) > 10_000
    assert client.get(f"{ward.url}.exe").status_code == 404


def test_pages_that_embed_the_picture_can_have_it_narrow(app: Flask, client: PageClient, ward: Ward) -> None:
    wide, narrow = (ElementTree.fromstring(client.get(f"{ward.url}.svg{size}").text) for size in ("", "?size=phone"))
    assert float(narrow.get("width", "")) == 390
    assert float(wide.get("width", "")) > 1000
