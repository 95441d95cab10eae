"""Every page that the application has, opened in a browser at both sizes: a new page joins this test by itself."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy.exc import NoResultFound
from werkzeug.routing import Rule

from qms.app import create_app
from qms.kernel.db import db
from tests.browser.axe import axe
from tests.browser.examples import NoExampleError, addresses, visitor
from tests.browser.serving import ACCOUNTS, Server, has_demonstration
from tests.browser.sizes import DESKTOP, PHONE
from tests.conftest import settings
from tests.page_lint import lint

SignIn = Callable[[Page, str], Page]

# Links within the page that never were answer that they are broken; the pages behind true ones have tests of their own.
MAY_ANSWER = {"invitation": {404, 410}, "password_reset": {404, 410}}
# Pages that greet each role in its own way.
FOR_EVERYBODY = ("home", "board", "control.index", "planning.index", "improvement.index")


def _rules() -> list[Rule]:
    """Every rule that answers to GET."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings("sqlite://", Path(folder)))
    return sorted(
        (rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint != "static"), key=str
    )


RULES = _rules()


def look_at(page: Page, address: str, may_answer: set[int]) -> None:
    """Open the address and judge what comes: its source, and how it shows at both sizes."""
    answer = page.request.get(address)
    assert answer.status in may_answer, f"{address} answered {answer.status}"
    if not answer.headers.get("content-type", "").startswith("text/html"):
        assert answer.body(), f"{address} is empty"
        return
    lint(answer.text(), where=address)
    page.set_viewport_size(DESKTOP)
    page.goto(address)
    _judge(page, "at 1280 pixels")
    page.set_viewport_size(PHONE)
    _judge(page, "at 390 pixels")
    small = page.evaluate(
        "() => [...document.querySelectorAll('input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea')]"
        ".filter(e => e.offsetParent && parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.name || e.id)"
    )
    assert not small, f"{address}: fields under 16 pixels make a telephone zoom in: {small}"


def _judge(page: Page, where: str) -> None:
    axe(page)
    width, room = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room, f"{page.url} is {width - room} pixels too wide {where}"


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_page(rule: Rule, page: Page, server: Server, sign_in_as: SignIn) -> None:
    with server.app.app_context():
        mark = server.app.view_functions[rule.endpoint].access_mark  # type: ignore[attr-defined]
        try:
            visits = [(address, visitor(mark, arguments)) for address, arguments in addresses(server.app, rule)]
        except (NoExampleError, NoResultFound) as error:
            if has_demonstration():
                raise
            pytest.skip(str(error))
        finally:
            db.session.remove()
    for address, email in visits:
        if email:
            sign_in_as(page, email)
        look_at(page, address, MAY_ANSWER.get(rule.endpoint, {200}))


@pytest.mark.parametrize("email", ACCOUNTS.values())
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.endpoint in FOR_EVERYBODY and not rule.arguments], ids=str)
def test_page_as_everybody(rule: Rule, email: str, page: Page, sign_in_as: SignIn) -> None:
    look_at(sign_in_as(page, email), rule.rule, {200})
