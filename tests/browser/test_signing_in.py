"""Everybody gets in by the form, and to the page that is theirs."""

import pytest
from playwright.sync_api import Page, expect

from qms.people.passwords import DEMO_PASSWORD
from tests.browser.looking import judge
from tests.browser.signing_in import ADMIN, ANALYST, BOARD, COACH, QI, WARD

# What each account's first page shows that others' do not.
FIRST_SIGHT = {
    WARD: "Signals to answer",
    QI: "My projects",
    COACH: "Projects I coach",
    ANALYST: "Last uploads",
    BOARD: "Alderbrook University Hospitals: our objectives",
    ADMIN: "People and roles",
}


@pytest.mark.parametrize("email", FIRST_SIGHT)
def test_each_account_lands_on_its_own_page_and_leaves_again(page: Page, email: str) -> None:
    # given the sign-in page, reached by asking for the start page
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    # when they sign in
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    # then the page is theirs
    expect(page.get_by_role("main").get_by_text(FIRST_SIGHT[email]).first).to_be_visible()
    # and when they sign out, nothing is left open
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.goto("/board")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_wrong_password_is_explained_and_the_address_kept(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(WARD)
    page.get_by_label("Password", exact=True).fill("not the password")
    page.keyboard.press("Enter")
    problem = page.get_by_role("alert")
    expect(problem).to_be_visible()
    expect(page.get_by_label("Email address")).to_have_value(WARD)
    expect(page.get_by_label("Password", exact=True)).to_be_empty()
    judge(page)


def test_a_page_asked_for_before_signing_in_opens_after(page: Page) -> None:
    page.goto("/metrics?q=falls")
    page.get_by_label("Email address").fill(WARD)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Metrics")
    expect(page.get_by_role("link", name="Inpatient falls")).to_be_visible()
