"""What the chart advises and people decide: new limits or not, another kind of chart, a baseline."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.signing_in import WARD, SignIn
from tests.browser.sizes import on_phone, without_scripts

FALLS = "Inpatient falls"
CHECKED = "Falls risk assessed within 6 hours"


@pytest.fixture
def ward(page: Page, sign_in_as: SignIn) -> Page:
    """The ward manager's tab, on the page of the ward."""
    sign_in_as(page, WARD).goto("/")
    return page


def open_chart(tab: Page, name: str) -> None:
    tab.goto("/")
    go(tab.get_by_role("main").get_by_role("link", name=name, exact=True).first)
    expect(tab.get_by_role("heading", level=1)).to_have_text(f"{name}, Kingfisher Ward")


def test_a_suggestion_is_set_aside_and_brought_back(ward: Page) -> None:
    open_chart(ward, FALLS)
    box = ward.get_by_role("complementary", name="The process may have changed")
    expect(box).to_contain_text("The values have been lower since December 2025")
    go(box.get_by_role("link", name="It is not a change of the process"))
    ward.get_by_label("Why not").fill("Two bays were closed over the winter")
    ward.get_by_role("button", name="Set it aside").click()
    expect(ward.get_by_role("alert")).to_contain_text("the suggestion is set aside")
    expect(box).to_have_count(0)
    go(ward.get_by_role("link", name="History"))
    entry = ward.get_by_role("listitem").filter(has_text="Suggestion of new limits from December 2025 set aside")
    expect(entry).to_contain_text("Two bays were closed over the winter")
    entry.get_by_role("button", name="Undo").click()
    ward.get_by_role("dialog").get_by_role("button", name="Undo").click()
    expect(box).to_be_visible()


def test_a_suggestion_is_looked_at_and_followed(ward: Page) -> None:
    open_chart(ward, FALLS)
    go(ward.get_by_role("link", name="Look at it before and after"))
    expect(ward.get_by_role("heading", name="Limits from December 2025 on")).to_be_visible()
    expect(ward.get_by_role("figure")).to_have_count(2)
    ward.get_by_label("Why").fill("Falls bundle in use on all bays")
    ward.get_by_role("button", name="Recalculate the limits").click()
    expect(ward.get_by_role("alert")).to_contain_text("the limits are recalculated from December 2025")
    expect(ward.get_by_role("complementary", name="The process may have changed")).to_have_count(0)


@without_scripts
def test_the_figures_are_seen_as_another_chart_and_the_way_back_is_found(ward: Page) -> None:
    open_chart(ward, CHECKED)
    ward.get_by_label("See it as").select_option(label="CUSUM chart")
    ward.get_by_role("button", name="Show", exact=True).click()
    expect(ward.get_by_role("main")).to_contain_text("You see these figures as a CUSUM chart.")
    picture = ward.locator(".qms-chart__wide svg").first
    expect(picture).to_contain_text("standard deviations, added up")
    ward.get_by_role("link", name="Back to the agreed chart").click()
    expect(ward.get_by_text(re.compile(r"chart\. Rules: Making Data Count\."))).to_be_visible()
    expect(ward.get_by_role("main")).not_to_contain_text("You see these figures as")


@on_phone
def test_a_baseline_is_chosen_on_a_phone(ward: Page) -> None:
    open_chart(ward, CHECKED)
    ward.get_by_role("link", name="Choose a baseline").or_(ward.get_by_role("button", name="Choose a baseline")).click()
    ward.get_by_role("button", name="Show what it would do").click()
    expect(ward.get_by_role("heading", name=re.compile("^Limits from .* to ")).first).to_be_visible()
    ward.get_by_label("Why").fill("The two years before the checklist")
    ward.get_by_role("button", name="Rest the limits on these points").click()
    expect(ward.get_by_role("alert")).to_contain_text("Stored: the limits rest on")
    expect(ward.get_by_text(re.compile("Limits rest on .* to .*2025"))).to_be_visible()
