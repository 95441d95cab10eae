"""Every page that the application has, opened in a browser at both sizes: a new page joins this test by itself."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from werkzeug.routing import Rule

from qms.app import create_app
from qms.kernel.db import db
from tests.browser.examples import addresses, visitor
from tests.browser.looking import look_at
from tests.browser.serving import Server
from tests.conftest import settings

# Links within the page that never were answer that they are broken; the pages behind true ones have tests of their own.
MAY_ANSWER = {"invitation": {404, 410}, "password_reset": {404, 410}}


def _rules() -> list[Rule]:
    """Every rule that answers to GET."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings("sqlite://", Path(folder)))
    return sorted(
        (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"), key=str
    )


@pytest.mark.parametrize("rule", _rules(), ids=str)
def test_page(rule: Rule, server: Server, tab_of: Callable[[str | None], Page]) -> None:
    with server.app.app_context():
        mark = server.app.view_functions[rule.endpoint].access_mark  # type: ignore[attr-defined]
        visits = [(address, visitor(mark, arguments)) for address, arguments in addresses(server.app, rule)]
        db.session.remove()
    for address, email in visits:
        look_at(tab_of(email), address, MAY_ANSWER.get(rule.endpoint, {200}))
