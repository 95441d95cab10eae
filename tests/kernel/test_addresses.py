"""What an address may hold."""

import pytest

from tests.builder import Builder
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("query", ["q=%00", "q=a%1bb", "q=a%0d%0aSet-Cookie:b", "page=1&q=%7f"])
def test_control_characters_are_refused(client: PageClient, build: Builder, query: str) -> None:
    client.sign_in(build.person())
    assert client.get(f"/units?{query}").status_code == 400


def test_other_texts_pass(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person())
    assert client.get("/units?q=Ward+7+%E2%80%93+%C3%A9+%25").status_code == 200
