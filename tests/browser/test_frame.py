"""The frame around every page, used by keyboard, on a telephone, and without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.sizes import on_phone, without_scripts

SignIn = Callable[[Page, str], Page]

# A page that is there whatever else the application has, and that shows the whole frame.
ANY_PAGE = "/no-such-page"
ASK = "(sentence) => { document.querySelector('.nhsuk-header__account-form').dataset.confirm = sentence }"


# How what has focus looks, and how it looks without: where both are the same, nobody can see where they are.
FOCUS = """() => {
  const element = document.activeElement;
  const look = () => ['outline', 'boxShadow', 'backgroundColor', 'borderColor', 'textDecoration']
    .map((name) => getComputedStyle(element)[name] + getComputedStyle(element, '::after')[name]).join();
  const focused = look();
  element.blur();
  const blurred = look();
  element.focus();
  return [element.outerHTML.slice(0, 120), focused !== blurred];
}"""


@pytest.fixture
def signed_in(page: Page, sign_in_as: SignIn) -> Page:
    """A tab of the ward manager's on some page."""
    sign_in_as(page, "ward@demo.example").goto(ANY_PAGE)
    return page


def test_the_first_key_offers_to_skip_to_the_content(signed_in: Page) -> None:
    signed_in.keyboard.press("Tab")
    skip = signed_in.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    signed_in.keyboard.press("Enter")
    expect(signed_in.get_by_role("main")).to_be_focused()


def test_what_has_focus_can_be_seen(page: Page, sign_in_as: SignIn) -> None:
    sign_in_as(page, "ward@demo.example").goto("/")
    page.wait_for_load_state("networkidle")
    for _ in range(25):
        page.keyboard.press("Tab")
        element, shows = page.evaluate(FOCUS)
        assert shows, f"Nobody can see that this has focus: {element}"


def test_a_form_that_asks_first_can_be_left_alone(signed_in: Page) -> None:
    signed_in.evaluate(ASK, "Sign out now?")
    leave = signed_in.get_by_role("button", name="Sign out")
    leave.click()
    dialog = signed_in.get_by_role("dialog", name="Sign out now?")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    signed_in.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(leave).to_be_focused()
    expect(signed_in).to_have_url(re.compile(ANY_PAGE + "$"))


def test_a_form_that_asks_first_does_it_once_agreed(signed_in: Page) -> None:
    signed_in.evaluate(ASK, "Sign out now?")
    signed_in.get_by_role("button", name="Sign out").click()
    signed_in.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(signed_in.get_by_role("heading", name="Sign in")).to_be_visible()


@without_scripts
def test_without_scripts_the_same_form_posts_at_once(signed_in: Page) -> None:
    signed_in.get_by_role("button", name="Sign out").click()
    expect(signed_in.get_by_role("heading", name="Sign in")).to_be_visible()


@on_phone
def test_the_whole_navigation_is_at_hand_on_a_telephone(signed_in: Page) -> None:
    navigation = signed_in.get_by_role("navigation", name="Main")
    for word in ("Home", "Planning", "Control", "Improvement", "Board"):
        expect(navigation.get_by_role("link", name=word)).to_be_in_viewport()


def test_paper_leaves_out_what_is_pressed(signed_in: Page) -> None:
    signed_in.emulate_media(media="print")
    expect(signed_in.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(signed_in.get_by_role("heading", level=1)).to_be_visible()
