"""A ward manager answers what a chart says, and keeps the chart itself in order."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import WARD, SignIn


@pytest.fixture
def ward(page: Page, sign_in_as: SignIn) -> Page:
    """The ward manager's tab."""
    return sign_in_as(page, WARD)


def test_a_concern_is_explained_and_leaves_the_list(ward: Page) -> None:
    # given a concern among the signals of the start page
    ward.goto("/")
    signals = ward.get_by_role("region", name="Signals to answer")
    concern = signals.get_by_role("listitem").filter(has_text="Concern").first
    sentence = concern.locator("p").first.inner_text()
    before = signals.get_by_role("listitem").count()
    # when the ward manager says what caused it
    go(concern.get_by_role("link", name="React"))
    expect(ward.get_by_role("main")).to_contain_text(sentence)
    ward.get_by_label("What caused it?").fill("The survey went to one bay only while the printer was broken.")
    ward.get_by_role("button", name="Store the cause").click()
    # then it waits for nobody any more
    expect(ward.get_by_role("heading", level=1, name="Home")).to_be_visible()
    expect(ward.get_by_role("alert")).to_contain_text("Stored")
    expect(signals.get_by_role("listitem")).to_have_count(before - 1)
    expect(signals).not_to_contain_text(sentence)
    # and the cause stands where everybody reads it
    ward.goto("/control/signals?state=all")
    expect(ward.get_by_role("main")).to_contain_text("The survey went to one bay only")


def test_an_answer_without_words_is_asked_for_again(ward: Page) -> None:
    ward.goto("/")
    go(ward.get_by_role("link", name="React").first)
    go(ward.get_by_role("button", name="Store the decision"))
    ward.get_by_role("alert").get_by_role("link", name="Say what you decided.").click()
    expect(ward.locator("textarea[name=decision]")).to_be_focused()
    judge(ward)


def test_limits_are_tried_out_recalculated_and_put_back(ward: Page) -> None:
    # given a chart with one set of limits
    ward.goto("/")
    go(ward.get_by_role("main").get_by_role("link", name="Formal complaints", exact=True))
    chart = ward.url
    sentence = ward.locator(".qms-lead").first.inner_text()
    # when the ward manager looks at what new limits would do
    ward.get_by_role("button", name="Recalculate").click()
    ward.get_by_label("anew from").select_option(index=6)
    ward.get_by_role("button", name="Show what it would do").click()
    # then both are side by side, and nothing has changed yet
    expect(ward.locator(".qms-side")).to_have_count(2)
    judge(ward)
    # when they are stored with a reason
    ward.get_by_label("reason").or_(ward.get_by_label("Why")).first.fill(
        "A named nurse answers families the same day since April."
    )
    ward.get_by_role("button", name="Recalculate the").click()
    expect(ward.get_by_role("alert")).to_contain_text("Stored")
    ward.goto(f"{chart}?tab=history")
    expect(ward.get_by_role("main")).to_contain_text("A named nurse answers families the same day")
    expect(ward.get_by_role("table", name="Limits over time").locator("tbody tr")).to_have_count(2)
    # then undoing it, once confirmed, brings the first sentence back
    ward.get_by_role("button", name="Undo").first.click()
    go(ward.get_by_role("dialog").get_by_role("button", name="Undo"))
    expect(ward.get_by_role("alert")).to_be_visible()
    ward.goto(chart)
    expect(ward.locator(".qms-lead").first).to_have_text(sentence)


def test_a_note_becomes_flag_1_of_the_chart(ward: Page) -> None:
    ward.goto("/")
    go(ward.get_by_role("main").get_by_role("link", name="Readmitted within 30 days", exact=True))
    expect(ward.locator(".qms-flags")).to_have_count(0)
    ward.get_by_role("button", name="Add a note").click()
    ward.get_by_label("When").select_option(index=3)
    ward.get_by_label("What happened").fill("Ward pharmacist rings people after two days")
    ward.get_by_role("button", name="Store the note").click()
    expect(ward.locator(".qms-flags li")).to_have_text("1 Ward pharmacist rings people after two days")
    expect(ward.get_by_role("application")).to_be_visible()
    judge(ward)
