"""Security headers on every answer."""

import pytest

from tests.builder import Builder
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/healthz", "/account"])
def test_every_answer_is_protected(client: PageClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_only_https_asks_for_https(client: PageClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/healthz").headers
    assert "Strict-Transport-Security" in client.get("/healthz", base_url="https://qms.test").headers


def test_the_session_cookie_is_out_of_reach_of_scripts(client: PageClient, build: Builder) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
