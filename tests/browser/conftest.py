"""Fixtures for tests in a real Chromium against the real application with the demonstration loaded.

`page` is a new tab at 1280 × 900, or at a telephone's size under the mark `both_sizes`; whatever its browser complains
about fails the test. `signed_in` makes such a tab for one account.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.guard import Guard
from tests.browser.serving import Server, running
from tests.browser.sizes import DESKTOP

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser, so it carries the mark."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application, with the demonstration loaded."""
    with running(tmp_path_factory.mktemp("browser")) as server:
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's driver."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, with a profile of its own."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The window's size; see `both_sizes`."""
    return getattr(request, "param", DESKTOP)


@pytest.fixture
def scripts() -> bool:
    """Whether the browser runs scripts; a test may parametrise it with False."""
    return True


@pytest.fixture
def context(browser: Browser, server: Server, size: dict[str, int], scripts: bool) -> Iterator[BrowserContext]:
    """A browser session with no cookies."""
    context = browser.new_context(
        base_url=server.url, viewport=size, locale="en-GB", timezone_id="Europe/London", java_script_enabled=scripts
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, server: Server) -> Iterator[Page]:
    """A guarded tab, nobody signed in."""
    page = context.new_page()
    guard = Guard(page, server.url)
    yield page
    guard.check()


@pytest.fixture
def sign_in_as(server: Server) -> Callable[[Page, str], Any]:
    """`sign_in_as(page, "ward@demo.example")`: the tab is theirs from now on, as after signing in."""

    def sign_in(page: Page, email: str) -> Page:
        page.context.add_cookies(
            [{"name": "session", "value": server.session_cookie(email), "url": server.url, "httpOnly": True}]
        )
        return page

    return sign_in
