"""A board member follows a concern down to the ward that it comes from."""

import csv
import io

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.signing_in import BOARD, SignIn


def test_from_the_concern_to_the_wards_chart_in_three_clicks(page: Page, sign_in_as: SignIn) -> None:
    # given the board page, with an objective that gives concern
    board = sign_in_as(page, BOARD)
    board.goto("/")
    expect(board.get_by_role("main")).to_contain_text("gives concern")
    card = board.locator(".qms-board-card--concern").first
    objective = card.get_by_role("heading").inner_text()
    # when the board member goes to the wards that give concern (1) and opens one of their charts (2)
    go(card.get_by_role("link", name="concern"))
    rows = board.get_by_role("main").get_by_role("table").locator("tbody tr")
    expect(rows.filter(has_text="Oak Ward").first).to_contain_text("Concern")
    go(rows.filter(has_text="Oak Ward").first.get_by_role("link").first)
    # then it is the ward's own chart, it says so in words, and the way back up stands above it
    expect(board.get_by_role("heading", level=1)).to_contain_text("Oak Ward")
    expect(board.locator(".qms-lead").first).to_contain_text("concern")
    expect(board.locator(".qms-strip, .qms-thread").first).to_contain_text(objective)


def test_level_by_level_to_the_same_place(page: Page, sign_in_as: SignIn) -> None:
    board = sign_in_as(page, BOARD)
    board.goto("/board")
    below = board.get_by_role("region", name="The level below")
    go(below.get_by_role("link", name="Surgery and Critical Care"))
    go(below.get_by_role("link", name="Oak Ward"))
    expect(board.get_by_role("heading", level=1)).to_contain_text("Oak Ward")
    go(board.get_by_role("main").locator("a.qms-board-card__value").first)
    expect(board.get_by_role("heading", level=1)).to_contain_text("Oak Ward")
    expect(board.get_by_role("application")).to_be_visible()


def test_the_board_as_a_file(page: Page, sign_in_as: SignIn) -> None:
    board = sign_in_as(page, BOARD)
    board.goto("/board")
    titles = board.locator(".qms-board-card__title").all_inner_texts()
    with board.expect_download() as download:
        board.get_by_role("link", name="Download this page as CSV").click()
    rows = list(csv.reader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))
    written = {cell for row in rows for cell in row}
    assert set(titles) <= written
