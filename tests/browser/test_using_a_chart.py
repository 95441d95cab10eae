"""The chart page: live where scripts run, the same in a picture where they do not, and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.signing_in import WARD, SignIn
from tests.browser.sizes import on_phone, without_scripts


@pytest.fixture
def chart(page: Page, sign_in_as: SignIn) -> Page:
    """The ward manager's tab on the chart of falls."""
    ward = sign_in_as(page, WARD)
    ward.goto("/")
    go(ward.get_by_role("main").get_by_role("link", name="Inpatient falls", exact=True))
    expect(ward.get_by_role("heading", level=1)).to_have_text("Inpatient falls, Kingfisher Ward")
    return ward


def test_arrow_keys_read_the_points_aloud(chart: Page) -> None:
    live = chart.get_by_role("application")
    expect(live.locator("canvas")).to_be_visible()
    expect(chart.locator("[data-spc-still]:visible")).to_have_count(0)
    voice = chart.locator("figure [aria-live]")
    live.focus()
    chart.keyboard.press("End")
    expect(voice).to_contain_text(re.compile(r"[A-Z][a-z]+ 20\d\d"))
    last = voice.inner_text()
    chart.keyboard.press("ArrowLeft")
    expect(voice).not_to_have_text(last)
    chart.keyboard.press("ArrowRight")
    expect(voice).to_have_text(last)


@without_scripts
def test_without_scripts_the_picture_and_the_table_say_the_same(chart: Page) -> None:
    expect(chart.get_by_role("application")).to_have_count(0)
    picture = chart.locator(".qms-chart__wide svg").first
    expect(picture).to_be_visible()
    expect(picture).to_contain_text("4.0")  # the target, on the picture itself
    chart.get_by_role("navigation", name="Parts of this chart").get_by_role("link", name="Data").click()
    expect(chart.get_by_role("table").locator("tbody tr").first).to_contain_text("2026")


@on_phone
@without_scripts
def test_a_narrow_window_has_a_narrow_picture(chart: Page) -> None:
    expect(chart.locator(".qms-chart__narrow svg").first).to_be_visible()
    expect(chart.locator(".qms-chart__wide svg").first).to_be_hidden()


def test_paper_gets_the_picture(chart: Page) -> None:
    expect(chart.get_by_role("application")).to_be_visible()
    chart.emulate_media(media="print")
    expect(chart.get_by_role("application")).to_be_hidden()
    expect(chart.locator("[data-spc-still] svg:visible")).to_have_count(1)
    expect(chart.get_by_text("Recalculate limits")).to_be_hidden()
