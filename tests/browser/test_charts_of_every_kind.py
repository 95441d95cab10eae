"""Charts of every kind in people's hands: chosen for a metric, entered by event, pasted, and judged by the trust's rules."""

import pytest
from playwright.sync_api import Page, expect

from qms.control.chart_something.example import REASONS, WARDS
from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import ADMIN, ANALYST, WARD, SignIn


def test_an_analyst_takes_the_chart_that_the_measurements_speak_for(page: Page, sign_in_as: SignIn) -> None:
    # given a metric on an XmR chart with three years of measurements
    analyst = sign_in_as(page, ANALYST)
    analyst.goto("/metrics?q=Seen+within+four+hours")
    go(analyst.get_by_role("link", name="Seen within four hours"))
    go(analyst.get_by_role("button", name="Revise the definition"))
    suggested = analyst.locator("#suggested-chart")
    expect(suggested).to_contain_text("From 36 months")
    judge(analyst)
    # when the suggestion is taken
    suggested.get_by_role("button", name="Use it").click()
    expect(analyst.get_by_label("Chart", exact=True)).to_have_value("pp")
    expect(analyst.get_by_role("status").filter(has_text="not stored yet")).to_be_visible()
    analyst.get_by_label("Why is the definition changing?").fill("A p chart would have limits that are too narrow.")
    go(analyst.get_by_role("button", name="Store as version"))
    # then the definition says so, and the chart is drawn so
    expect(analyst.get_by_role("main")).to_contain_text("p′ chart (Laney)")
    go(analyst.get_by_role("region", name="Charts", exact=True).get_by_role("link").first)
    expect(analyst.get_by_role("main")).to_contain_text("p′ chart")


@pytest.mark.parametrize("scripts", [True, False], indirect=True)
def test_plain_words_fill_a_new_metric_in(page: Page, sign_in_as: SignIn, scripts: bool) -> None:
    analyst = sign_in_as(page, ANALYST)
    analyst.goto("/metrics/new")
    analyst.get_by_label("Name", exact=True).fill("Days between never events")
    analyst.get_by_text("More of the definition").click()
    analyst.get_by_label("Say what your numbers are").select_option(value="t")
    if scripts:
        judge(analyst)
    analyst.get_by_role("button", name="Use that chart").click()
    expect(analyst.get_by_label("Chart", exact=True)).to_have_value("t")
    expect(analyst.get_by_label("How often")).to_have_value("event")
    expect(analyst.get_by_label("What lies between rare events")).to_be_checked()
    expect(analyst.get_by_label("Name", exact=True)).to_have_value("Days between never events")


def test_a_ward_manager_starts_a_metric_of_events_and_enters_them(page: Page, sign_in_as: SignIn) -> None:
    ward = sign_in_as(page, WARD)
    ward.goto("/metrics/new")
    ward.get_by_label("Name", exact=True).fill("Days between needle injuries")
    team = ward.get_by_label("Owning team")
    team.select_option(value=team.locator("option", has_text="Kingfisher Ward").get_attribute("value"))
    ward.get_by_label("Higher is better").check()
    ward.get_by_text("More of the definition").click()
    ward.get_by_label("Say what your numbers are").select_option(value="t")
    ward.get_by_role("button", name="Use that chart").click()
    ward.get_by_label("Unit in words").fill("days")
    go(ward.get_by_role("button", name="Propose this metric"))
    go(ward.get_by_role("region", name="Golden thread").get_by_role("link", name="Add data"))
    card = ward.get_by_role("region", name="Days between needle injuries")
    for place, day in enumerate(("2026-08-02", "2026-09-13", "2026-09-13")):
        card.get_by_label(f"Date, new event {place + 1}").fill(day)
    ward.get_by_role("button", name="Store", exact=True).click()
    expect(ward.get_by_role("alert")).to_contain_text("Nothing lies between two events on one day")
    judge(ward)
    card.get_by_label("Date, new event 3").fill("2026-11-02")
    ward.get_by_role("button", name="Store", exact=True).click()
    expect(card).to_contain_text("42 days")
    expect(card).to_contain_text("50 days")
    expect(ward.locator(".qms-touched")).to_contain_text("Days between needle injuries")


@pytest.mark.parametrize(
    ("pasted", "says"), [(REASONS, "Waiting for medicines to take home"), (WARDS, "outside the 99.8% limits")]
)
def test_groups_are_pasted_and_drawn(page: Page, sign_in_as: SignIn, pasted: str, says: str) -> None:
    ward = sign_in_as(page, WARD)
    ward.goto("/control/chart-something")
    ward.get_by_label("Your data").fill(pasted)
    ward.get_by_role("button", name="Draw the chart").click()
    expect(ward.locator(".qms-lead").first).to_contain_text(says)
    expect(ward.locator(".qms-chart__wide svg")).to_be_visible()
    judge(ward)
    with ward.expect_download() as download:
        ward.get_by_role("button", name="Download SVG").click()
    assert download.value.path().read_text().startswith("<svg")


def test_an_administrator_chooses_the_rules_for_everybody(page: Page, sign_in_as: SignIn) -> None:
    admin = sign_in_as(page, ADMIN)
    admin.goto("/account")
    go(admin.get_by_role("main").get_by_role("link", name="Settings"))
    admin.get_by_label("Nelson: eight rules").check()
    judge(admin)
    admin.get_by_role("button", name="Store the settings").click()
    expect(admin.get_by_role("alert")).to_contain_text("judged anew")
    expect(admin.locator(".qms-lead")).to_contain_text("Charts are judged by Nelson")
    admin.goto("/metrics?q=falls")
    go(admin.get_by_role("link", name="Inpatient falls"))
    expect(admin.get_by_role("main")).to_contain_text("Nelson: eight rules, with 9 points for a shift (the trust’s default)")
