"""The harness notices what it is there to notice; without this, a silent guard would let everything pass."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import axe, violations
from tests.browser.guard import Guard
from tests.browser.serving import Server
from tests.browser.sizes import both_sizes, without_scripts


@pytest.fixture
def watched(browser: Browser, server: Server) -> tuple[Page, Guard]:
    """A tab whose guard the test reads itself."""
    page = browser.new_page(base_url=server.url)
    return page, Guard(page, server.url)


def test_the_guard_sees_an_inline_script_being_refused(watched: tuple[Page, Guard]) -> None:
    page, guard = watched
    page.goto("/sign-in")
    with page.expect_console_message():
        page.evaluate(
            "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s) }"
        )
    assert page.evaluate("() => window.ran") is None
    with pytest.raises(AssertionError, match="Content Security Policy"):
        guard.check()
    page.context.close()


def test_the_guard_sees_a_request_to_another_host(watched: tuple[Page, Guard]) -> None:
    page, guard = watched
    page.route("https://elsewhere.example/**", lambda route: route.abort())
    page.goto("/sign-in")
    with page.expect_event("requestfailed"):
        page.evaluate("() => { location.href = 'https://elsewhere.example/page' }")
    with pytest.raises(AssertionError, match="another host"):
        guard.check()
    page.context.close()


def test_the_guard_sees_a_failing_script_and_a_missing_picture(watched: tuple[Page, Guard]) -> None:
    page, guard = watched
    page.goto("/sign-in")
    with page.expect_response("**/static/gone.png"), page.expect_event("pageerror"):
        page.evaluate("() => { new Image().src = '/static/gone.png'; setTimeout(() => { throw new Error('broken') }) }")
    with pytest.raises(AssertionError, match=r"gone\.png answered 404") as failure:
        guard.check()
    assert "a script failed: broken" in str(failure.value)
    page.context.close()


def test_axe_names_the_fault_and_the_place(page: Page) -> None:
    page.goto("/sign-in")
    page.evaluate(
        "() => { document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/favicon.svg\">') }"
    )
    assert any(each.startswith("image-alt (critical)") and "favicon.svg" in each for each in violations(page))


@both_sizes
def test_the_sign_in_page_is_accessible(page: Page) -> None:
    page.goto("/sign-in")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    axe(page)


@both_sizes
def test_an_error_page_is_accessible_to_strangers_and_to_people_signed_in(
    page: Page, sign_in_as: Callable[[Page, str], Page]
) -> None:
    page.goto("/no-such-page")
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_have_count(0)
    axe(page)
    sign_in_as(page, "ward@demo.example").goto("/no-such-page")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    axe(page)


@without_scripts
def test_pages_stand_without_scripts(page: Page) -> None:
    page.goto("/sign-in")
    expect(page.get_by_label("Password", exact=True)).to_be_editable()
