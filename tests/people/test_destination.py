"""Where signing in may lead."""

import pytest
from flask import Flask

from qms.people.signing_in.destination import own_page


@pytest.mark.one_database
@pytest.mark.parametrize("asked_for", ["/\t/elsewhere.example", "/\n/elsewhere.example", "/a\\b", "///elsewhere.example"])
def test_what_a_browser_would_read_as_another_host_leads_home(app: Flask, asked_for: str) -> None:
    with app.test_request_context():
        assert own_page(asked_for) == "/"


@pytest.mark.one_database
def test_pages_of_ours_keep_their_query(app: Flask) -> None:
    with app.test_request_context():
        assert own_page("/metrics?q=a//b") == "/metrics?q=a//b"
        assert own_page(None) == "/"
