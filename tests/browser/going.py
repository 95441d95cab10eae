"""Following what leads to another page, where nothing that the page says is waited for next."""

from playwright.sync_api import Locator


def go(link: Locator) -> None:
    """Press the link or button and wait until the page that it leads to has loaded.

    A click alone may return while the old page still stands, or the new one is half read.
    """
    with link.page.expect_navigation():
        link.click()
