"""Anybody pastes two columns, sees a chart, and keeps it only when asked."""

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from qms.control.measurements.models import Measurement
from qms.kernel.db import db
from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.serving import Server
from tests.browser.signing_in import BOARD, WARD, SignIn

FALLING = [34, 30, 37, 31, 36, 29, 35, 31, 30, 36, 32, 35, 27, 28, 26, 29, 27, 26, 28, 27]
PASTED = "Month\tMinutes\n" + "\n".join(
    f"{2025 + month // 12}-{month % 12 + 1:02}-01\t{value}" for month, value in enumerate(FALLING)
)


def stored(server: Server) -> int:
    """How many measurements there are."""
    with server.app.app_context():
        count = db.session.scalar(select(func.count()).select_from(Measurement))
        db.session.remove()
    return int(count or 0)


def test_a_board_member_charts_two_columns_and_nothing_stays(page: Page, server: Server, sign_in_as: SignIn) -> None:
    before = stored(server)
    board = sign_in_as(page, BOARD)
    board.goto("/control/chart-something")
    board.get_by_label("Your data").fill(PASTED)
    board.get_by_label("What is it?").fill("Minutes to the first analgesia")
    board.get_by_label("Which way is better").select_option(label="Lower is better")
    go(board.get_by_role("button", name="Draw the chart"))
    expect(board.get_by_role("heading", name="Minutes to the first analgesia")).to_be_visible()
    expect(board.locator(".qms-lead").first).to_contain_text("8 months in a row below the average")
    expect(board.get_by_role("application")).to_be_visible()
    judge(board)
    assert stored(server) == before
    with board.expect_download() as download:
        board.get_by_role("button", name="Download CSV").click()
    assert len(download.value.path().read_text(encoding="utf-8-sig").splitlines()) == 1 + len(FALLING)


def test_a_ward_manager_keeps_it_as_a_metric(page: Page, server: Server, sign_in_as: SignIn) -> None:
    before = stored(server)
    ward = sign_in_as(page, WARD)
    ward.goto("/")
    go(ward.get_by_role("main").get_by_role("link", name="Chart something"))
    ward.get_by_label("Your data").fill(PASTED)
    ward.get_by_label("Which way is better").select_option(label="Lower is better")
    go(ward.get_by_role("button", name="Draw the chart"))
    go(ward.get_by_role("button", name="Keep this as a metric"))
    ward.get_by_label("Name of the metric").fill("Minutes to the first analgesia")
    judge(ward)
    ward.get_by_role("button", name="Keep it").click()
    expect(ward.get_by_role("heading", level=1)).to_have_text("Minutes to the first analgesia, Kingfisher Ward")
    expect(ward.get_by_role("main")).to_contain_text("roposed")
    assert stored(server) > before


def test_a_row_that_cannot_be_read_is_named_and_the_data_stay(page: Page, sign_in_as: SignIn) -> None:
    ward = sign_in_as(page, WARD)
    ward.goto("/control/chart-something")
    ward.get_by_label("Your data").fill(PASTED.replace("2025-03-01\t37", "3rd of spring\t37"))
    go(ward.get_by_role("button", name="Draw the chart"))
    row = ward.get_by_role("table").locator("tbody tr").first
    expect(row).to_contain_text("3rd of spring")
    expect(row).to_contain_text("2026-03-03")
    expect(ward.get_by_label("Your data")).to_have_value(PASTED.replace("2025-03-01\t37", "3rd of spring\t37"))
    judge(ward)
