"""Cases followed one by one: added on a telephone between two operations, and a signal whose cause is written down."""

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import ANALYST, COACH, SignIn
from tests.browser.sizes import on_phone, without_scripts


@on_phone
def test_a_case_is_added_with_one_press_and_taken_back(page: Page, sign_in_as: SignIn) -> None:
    # given somebody who has come from the operation
    tab = sign_in_as(page, ANALYST)
    tab.goto("/control/cusums")
    go(tab.get_by_role("link", name="Free flaps, head and neck"))
    lead = tab.locator(".qms-lead").inner_text()
    go(tab.get_by_role("button", name="Add a case"))
    # when one button is pressed, because today stands there already
    go(tab.get_by_role("button", name="No, store the case"))
    # then it is stored and can be corrected at once
    expect(tab.get_by_role("alert")).to_contain_text("no event")
    judge(tab)
    go(tab.get_by_role("link", name="Correct or remove").first)
    judge(tab)
    go(tab.get_by_role("button", name="Remove the case"))
    # then the page says what it said before, and offers to put the case back
    expect(tab.locator(".qms-lead")).to_have_text(lead)
    expect(tab.get_by_role("button", name="Put back")).to_be_visible()
    judge(tab)


def test_the_cause_of_a_signal_begins_the_chart_again(page: Page, sign_in_as: SignIn) -> None:
    # given a limit that was reached
    tab = sign_in_as(page, COACH)
    tab.goto("/control/cusums")
    go(tab.get_by_role("link", name="Free flaps, head and neck"))
    expect(tab.locator(".qms-lead")).to_contain_text("Concern: more events than expected")
    # when the cause is forgotten, and then written down
    go(tab.get_by_role("button", name="Store the cause"))
    tab.get_by_role("alert").get_by_role("link").click()
    judge(tab)
    tab.get_by_label("What caused it?").fill("The second microscope is still out for repair.")
    tab.get_by_role("button", name="Store the cause").click()
    # then no limit is reached any more, and the cause stands where everybody reads it
    expect(tab.locator(".qms-lead")).to_contain_text("no limit is reached")
    expect(tab.get_by_role("main")).to_contain_text("The second microscope is still out for repair.")
    judge(tab)


@without_scripts
def test_a_table_with_errors_is_refused_whole(page: Page, sign_in_as: SignIn) -> None:
    tab = sign_in_as(page, ANALYST)
    tab.goto("/control/cusums")
    go(tab.get_by_role("link", name="Hip fracture operations"))
    go(tab.get_by_role("link", name="Upload many cases"))
    tab.get_by_label("Or paste from Excel").fill("date\tevent\trisk\n2026-11-20\tno\t0.05\n2026-11-21\tperhaps\t0.05\n")
    tab.get_by_role("button", name="Store the cases").click()
    expect(tab.get_by_role("main")).to_contain_text("Nothing was stored.")
    expect(tab.get_by_role("row", name="perhaps")).to_be_visible()
