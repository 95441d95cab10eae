"""Pages that greet each role in its own way, as everybody sees them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.looking import look_at
from tests.browser.serving import ACCOUNTS


@pytest.mark.parametrize("address", ["/", "/board", "/control/", "/planning/", "/improvement/", "/account"])
@pytest.mark.parametrize("email", ACCOUNTS.values())
def test_page_as_everybody(address: str, email: str, tab_of: Callable[[str | None], Page]) -> None:
    look_at(tab_of(email), address, {200})
