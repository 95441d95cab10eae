"""A ward manager types the month's figures on a telephone and reads at once what the charts say."""

from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import delete, func, select

from qms.control.measurements.models import Measurement
from qms.golden_thread.metrics.models import Metric, Series
from qms.kernel.db import db
from qms.organisation.models import Unit
from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.serving import Server
from tests.browser.signing_in import WARD, SignIn
from tests.browser.sizes import on_phone


def last_month_is_still_to_come(server: Server, *names: str) -> None:
    """Take the last figures of these metrics of Kingfisher Ward away."""
    with server.app.app_context():
        wanted = select(Series.id).join(Metric, Series.metric_id == Metric.id).join(Unit, Series.unit_id == Unit.id)
        ids = db.session.scalars(wanted.where(Metric.name.in_(names), Unit.name == "Kingfisher Ward")).all()
        last = db.session.scalar(select(func.max(Measurement.period)).where(Measurement.series_id.in_(ids)))
        db.session.execute(delete(Measurement).where(Measurement.series_id.in_(ids), Measurement.period == last))
        db.session.commit()
        db.session.remove()


@on_phone
def test_two_figures_are_stored_and_two_verdicts_read(page: Page, server: Server, sign_in_as: SignIn) -> None:
    # given two charts whose last month is still to come
    last_month_is_still_to_come(server, "Inpatient falls", "Formal complaints")
    ward = sign_in_as(page, WARD)
    ward.goto("/")
    go(ward.get_by_role("link", name="Enter figures for Kingfisher Ward"))
    falls = ward.get_by_role("region", name="Inpatient falls").get_by_role("textbox")
    complaints = ward.get_by_role("region", name="Formal complaints").get_by_role("textbox")
    # when the figures are typed and stored, the Enter key moving on
    falls.nth(-2).fill("3")
    falls.nth(-2).press("Enter")
    falls.last.fill("812")
    complaints.last.fill("0")
    judge(ward)
    ward.get_by_role("button", name="Store").click()
    # then both charts say in a sentence what they show now
    expect(ward.get_by_role("heading", name="What the charts say now")).to_be_visible()
    said = ward.locator(".qms-touched")
    for name in ("Inpatient falls, Kingfisher Ward", "Formal complaints, Kingfisher Ward"):
        expect(said.get_by_role("listitem").filter(has_text=name)).to_contain_text(" in a row below the average")
    expect(falls.last).to_have_value("812")
    judge(ward)


@on_phone
def test_what_cannot_be_is_said_beside_its_box_and_nothing_is_lost(page: Page, sign_in_as: SignIn) -> None:
    ward = sign_in_as(page, WARD)
    ward.goto("/")
    go(ward.get_by_role("link", name="Enter figures for Kingfisher Ward"))
    hygiene = ward.get_by_role("region", name="Hand hygiene observed").get_by_role("textbox")
    stay = ward.get_by_role("region", name="Length of stay").get_by_role("textbox")
    stay.first.fill("twelve")
    hygiene.nth(0).fill("500")  # more than were observed
    go(ward.get_by_role("button", name="Store"))
    problem = ward.get_by_role("alert")
    expect(problem.get_by_role("listitem")).to_have_count(2)
    problem.get_by_role("link", name="Length of stay").click()
    expect(stay.first).to_be_focused()
    expect(stay.first).to_have_value("twelve")
    judge(ward)


@on_phone
def test_leaving_with_figures_not_stored_asks_first(page: Page, sign_in_as: SignIn) -> None:
    ward = sign_in_as(page, WARD)
    ward.goto("/")
    go(ward.get_by_role("link", name="Enter figures for Kingfisher Ward"))
    stay = ward.get_by_role("region", name="Length of stay").get_by_role("textbox").first
    stay.fill("12.5")
    asked: list[str] = []

    def stay_here(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    ward.on("dialog", stay_here)
    with ward.expect_event("dialog"):
        ward.get_by_role("link", name="See the metrics").click(no_wait_after=True)
    expect(stay).to_have_value("12.5")
    assert asked == ["beforeunload"]
