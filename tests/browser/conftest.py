"""Fixtures for tests in a real Chromium against the real application with the demonstration loaded.

`page` is a new tab at 1280 × 900, or at a telephone's size under the marks of `sizes.py`; whatever its browser complains
about fails the test. `sign_in_as` makes it the tab of one account. The data are the demonstration's, fresh for every test.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.axe import script
from tests.browser.guard import Guard
from tests.browser.serving import Server, running
from tests.browser.sizes import DESKTOP

CHROMIUM = "/usr/bin/chromium"
# Pages of the browser's own, below its line of addresses: made for every new window, seen by nobody, and half of the work.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
# What Playwright turns off itself. A second list takes the place of the first, so these stand here too.
UNWANTED = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
)  # fmt: skip
FLAGS = [
    f"--disable-features={','.join(UNSEEN + UNWANTED)}",
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE = 60_000  # milliseconds: a busy machine is slow, not wrong; only what fails takes as long
expect.set_options(timeout=PATIENCE)


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


@pytest.fixture(autouse=True)
def _fresh_data(server: Server) -> None:
    """What another test wrote is gone, so that each stands for itself, in any order."""
    server.restore()


@pytest.fixture
def size(request: pytest.FixtureRequest) -> dict[str, int]:
    """The window's size; see `both_sizes`."""
    return getattr(request, "param", DESKTOP)


@pytest.fixture
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs scripts; see `without_scripts`."""
    return getattr(request, "param", True)


@pytest.fixture
def context(browser: Browser, server: Server, size: dict[str, int], scripts: bool) -> Iterator[BrowserContext]:
    """A browser session with no cookies."""
    context = browser.new_context(
        base_url=server.url, viewport=size, locale="en-GB", timezone_id="Europe/London", java_script_enabled=scripts
    )
    context.set_default_timeout(PATIENCE)
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
        enter(page.context, server, email)
        return page

    return sign_in


def enter(context: BrowserContext, server: Server, email: str) -> None:
    """Give the browser session this account's cookie."""
    cookie = {"name": "session", "value": server.session_cookie(email), "url": server.url, "httpOnly": True}
    context.add_cookies([cookie])  # type: ignore[list-item]  # a dict of these keys is what it takes


@pytest.fixture(scope="module")
def _tabs(browser: Browser, server: Server) -> Iterator[dict[str | None, tuple[Page, Guard]]]:
    """Tabs kept open, by account, so that files shared by all pages come once."""
    tabs: dict[str | None, tuple[Page, Guard]] = {}
    yield tabs
    for page, _ in tabs.values():
        page.context.close()


@pytest.fixture
def tab_of(
    browser: Browser, server: Server, _tabs: dict[str | None, tuple[Page, Guard]]
) -> Iterator[Callable[[str | None], Page]]:
    """`tab_of("ward@demo.example")`: their guarded tab, kept for the module; for tests that only read. None is a stranger."""
    used: list[Guard] = []

    def tab(email: str | None) -> Page:
        if email not in _tabs:
            context = browser.new_context(base_url=server.url, viewport=DESKTOP, locale="en-GB", timezone_id="Europe/London")
            context.set_default_timeout(PATIENCE)
            context.add_init_script(script())
            if email:
                enter(context, server, email)
            page = context.new_page()
            _tabs[email] = page, Guard(page, server.url)
        page, guard = _tabs[email]
        guard.complaints.clear()
        used.append(guard)
        return page

    yield tab
    for guard in used:
        guard.check()
