"""A ward manager asks who differs more than chance in falls, and whether it is her ward."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import look_at
from tests.browser.signing_in import WARD, SignIn
from tests.browser.sizes import on_phone, without_scripts


@pytest.fixture
def ward(page: Page, sign_in_as: SignIn) -> Page:
    return sign_in_as(page, WARD)


def test_from_a_chart_to_the_others_and_to_the_chart_of_the_one_outside(ward: Page) -> None:
    ward.goto("/")
    go(ward.get_by_role("main").get_by_role("link", name="Inpatient falls", exact=True))
    go(ward.get_by_role("link", name="Compare with other units"))
    expect(ward.get_by_role("heading", level=1)).to_contain_text("Inpatient falls by ward or team")
    expect(ward.get_by_text("Kingfisher Ward has")).to_be_visible()
    picture = ward.locator(".qms-chart svg:visible")
    expect(picture).to_have_count(1)
    expect(picture.locator("text", has_text="Kingfisher Ward")).to_have_count(1)
    outside = ward.get_by_role("region", name="Units outside the limits")
    name = outside.get_by_role("link").first.inner_text()
    go(outside.get_by_role("link").first)
    expect(ward.get_by_role("heading", level=1)).to_have_text(f"Inpatient falls, {name}")


@without_scripts
def test_another_level_period_and_unit_are_chosen_without_scripts(ward: Page) -> None:
    ward.goto("/control/funnels")
    ward.get_by_label("Words").fill("hygiene")
    go(ward.get_by_role("button", name="Find"))
    go(ward.get_by_role("link", name="Hand hygiene observed"))
    ward.get_by_label("Compare", exact=True).select_option(label="Divisions (3)")
    ward.get_by_label("From").select_option(label="January 2026")
    ward.get_by_role("button", name="Compare").click()
    expect(ward.get_by_role("heading", level=1)).to_have_text(re.compile(r"by division, January 2026 to \w+ 2026"))
    expect(ward.get_by_role("region", name="Table of all units").locator("tbody tr")).to_have_count(3)


@pytest.mark.parametrize(
    "address", ["/control/funnels", "/control/funnels/1", "/control/funnels/1?overdispersion=yes&limit=95"]
)
def test_pages_are_accessible(ward: Page, address: str) -> None:
    look_at(ward, address, {200})


@on_phone
def test_a_phone_gets_the_narrow_picture_and_cards(ward: Page) -> None:
    ward.goto("/control/funnels/1")
    expect(ward.locator(".qms-chart__narrow svg")).to_be_visible()
    expect(ward.locator(".qms-chart__wide svg")).to_be_hidden()
    assert ward.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_has_the_sentence_the_picture_and_the_table(ward: Page) -> None:
    ward.goto("/control/funnels/1")
    ward.emulate_media(media="print")
    expect(ward.locator(".qms-chart svg:visible")).to_have_count(1)
    expect(ward.get_by_role("button", name="Compare")).to_be_hidden()
    expect(ward.get_by_role("heading", name="All units")).to_be_visible()
