"""Pages that greet each role in its own way, as everybody sees them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from qms.people.roles import RoleName
from tests.browser.looking import look_at
from tests.browser.serving import ACCOUNTS


@pytest.mark.parametrize("address", ["/", "/board", "/improvement/", "/account"])
@pytest.mark.parametrize("email", ACCOUNTS.values())
def test_page_as_everybody(address: str, email: str, tab_of: Callable[[str | None], Page]) -> None:
    look_at(tab_of(email), address, {200})


@pytest.mark.parametrize("address", ["/control/", "/planning/", "/metrics", "/objectives"])
def test_page_of_somebody_who_only_reads_it(address: str, tab_of: Callable[[str | None], Page]) -> None:
    look_at(tab_of(ACCOUNTS[RoleName.ADMINISTRATOR]), address, {200})
