"""What every page is judged by: its source, how it shows at both sizes, and whether everybody can read it."""

import re

from playwright.sync_api import Page

from tests.browser.axe import axe
from tests.browser.sizes import DESKTOP, PHONE
from tests.page_lint import lint

FILES = (".csv", ".ics", ".json", ".xlsx", ".png", ".svg", ".pdf", ".pptx", ".docx")
KEPT = re.compile(r"/improvement/(impact/)?files/\d+(/thumbnail)?")  # what people uploaded
FOR_A_FILE = 120_000  # milliseconds: a busy machine takes its time over a sheet of paper
SMALL_FIELDS = """() =>
  [...document.querySelectorAll('input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea')]
  .filter((field) => field.offsetParent && parseFloat(getComputedStyle(field).fontSize) < 16)
  .map((field) => field.name || field.id)"""


def look_at(page: Page, address: str, may_answer: set[int]) -> None:
    """Open the address once and judge what comes; a file need only be there."""
    if address.endswith(FILES) or KEPT.fullmatch(address) or address == "/healthz":
        file = page.request.get(address, timeout=FOR_A_FILE)
        assert file.status in may_answer, f"{address} answered {file.status}"
        assert file.body(), f"{address} is empty"
        return
    page.set_viewport_size(DESKTOP)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status in may_answer, f"{address} answered {answer.status}"
    lint(answer.text(), where=address)
    judge(page, "at 1280 pixels")
    page.set_viewport_size(PHONE)
    judge(page, "at 390 pixels")
    small = page.evaluate(SMALL_FIELDS)
    assert not small, f"{address}: fields under 16 pixels make a telephone zoom in: {small}"


def judge(page: Page, where: str = "") -> None:
    """Fail where the page is not accessible or wider than its window."""
    page.wait_for_load_state()  # half a page would be judged otherwise
    axe(page)
    width, room = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room, f"{page.url} is {width - room} pixels too wide {where}"
