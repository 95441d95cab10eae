"""What a browser on a shared computer keeps of words that were typed and not stored."""

from playwright.sync_api import Page, expect

from qms.people.passwords import DEMO_PASSWORD
from tests.browser.going import go
from tests.browser.signing_in import ANALYST, COACH, WARD, SignIn

KEPT = "() => JSON.stringify({...sessionStorage})"


def sign_in(page: Page, email: str) -> None:
    """On the page where the session ended, without a word to the person before."""
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    go(page.get_by_role("main").get_by_role("button", name="Sign in"))


def test_a_form_with_a_field_called_method_has_its_words_again_and_nobody_else_has_them(
    page: Page, sign_in_as: SignIn
) -> None:
    # given words in a charter, whose form asks for the method
    coach = sign_in_as(page, COACH)
    coach.goto("/improvement/")
    go(coach.locator("tbody a[href*='/improvement/projects/']").first)
    address = coach.url.split("?")[0].split("#")[0] + "/edit"
    coach.goto(address)
    coach.locator("[name=barriers]").evaluate("each => { const fold = each.closest('details'); if (fold) fold.open = true; }")
    coach.locator("[name=barriers]").fill("No budget for lamps")
    # when the page is loaded anew
    coach.goto(address)
    # then they are back
    expect(coach.locator("[name=barriers]")).to_have_value("No budget for lamps")
    # and when the session ends and somebody else signs in there, they are gone
    coach.context.clear_cookies()
    coach.goto("/")
    sign_in(coach, WARD)
    expect(coach.get_by_role("button", name="Sign out")).to_be_visible()
    assert "lamps" not in coach.evaluate(KEPT)


def test_a_table_that_was_pasted_is_not_kept(page: Page, sign_in_as: SignIn) -> None:
    analyst = sign_in_as(page, ANALYST)
    analyst.goto("/control/uploads/new")
    analyst.locator("[name=pasted]").evaluate(
        "each => { each.value = 'Unit;Value'; each.dispatchEvent(new InputEvent('input', {bubbles: true})); }"
    )
    assert "Unit;Value" not in analyst.evaluate(KEPT)
