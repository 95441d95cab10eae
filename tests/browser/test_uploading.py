"""An analyst brings in a month of figures: errors named, corrected, previewed, stored, and harmless a second time."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import ANALYST, SignIn

HEADER = "Measure,Ward,Month,Events,Bed days\n"
COLUMNS = {"Metric": "Measure", "Unit": "Ward", "Period": "Month", "Numerator": "Events", "Denominator": "Bed days"}
# A new month for four wards; the first file has four faults in it.
FAULTY = HEADER + (
    "Inpatient falls,Kingfisher Ward,2026-11-31,3,810\n"
    "Inpatient falls,Heron Ward,2026-10-01,four,790\n"
    "Inpatient falls,Swalow Ward,2026-10-01,2,760\n"
    "Inpatient fals,Oak Ward,2026-10-01,2,720\n"
    "Inpatient falls,Birch Ward,2026-10-01,1,560\n"
)
CORRECTED = HEADER + (
    "Inpatient falls,Heron Ward,2026-10-01,40,790\n"
    "Inpatient falls,Birch Ward,2026-09-01,2,555\n"
    "Inpatient falls,Birch Ward,2026-10-01,1,560\n"
)


@pytest.fixture
def analyst(page: Page, sign_in_as: SignIn) -> Page:
    """The analyst's tab."""
    return sign_in_as(page, ANALYST)


def choose(analyst: Page, folder: Path, text: str) -> None:
    """Upload a file of this text under the same source, as every month."""
    file = folder / "falls-october.csv"
    file.write_text(text, encoding="utf-8-sig")
    analyst.goto("/control/uploads/new")
    analyst.get_by_label("File", exact=True).set_input_files(file)
    analyst.get_by_label("Where does it come from?").fill("Incident system")
    go(analyst.get_by_role("button", name="Continue"))


def say_which_is_which(analyst: Page) -> None:
    """Name the file's column for each part of a measurement."""
    for field, column in COLUMNS.items():
        analyst.get_by_label(field, exact=True).select_option(label=column)


def test_from_four_errors_to_a_new_point_on_the_chart(analyst: Page, tmp_path: Path) -> None:
    # given a file with four faults, whose columns have names of their own
    choose(analyst, tmp_path, FAULTY)
    expect(analyst.get_by_role("heading", level=1)).to_have_text("What the columns are")
    say_which_is_which(analyst)
    judge(analyst)
    go(analyst.get_by_role("button", name="Show what would change"))
    # then each is named with its row, its column, what stands there and what to do; nothing can be stored
    errors = analyst.locator("table.qms-errors tbody tr")
    expect(errors).to_have_count(4)
    for row, said in {
        "2": ("Month", "2026-11-31"), "3": ("Events", "four"), "4": ("Ward", "Swallow Ward"), "5": ("Measure", "falls"),
    }.items():  # fmt: skip
        line = errors.filter(has=analyst.get_by_role("rowheader", name=row, exact=True))
        for words in said:
            expect(line).to_contain_text(words)
        expect(line.locator("td").last).not_to_have_text("–")
    expect(analyst.get_by_role("button", name="Store")).to_have_count(0)
    judge(analyst)
    # and the rows can be sent back to whoever made the file, with the reasons
    with analyst.expect_download() as download:
        analyst.get_by_role("link", name="Download all rows with errors").click()
    assert len(download.value.path().read_text(encoding="utf-8-sig").splitlines()) == 5

    # when the corrected file comes, it says what it would do
    analyst.get_by_role("button", name="Discard this upload").click()
    analyst.get_by_role("dialog").get_by_role("button", name="Discard this upload").click()
    expect(analyst.get_by_role("alert")).to_contain_text("Discarded")
    choose(analyst, tmp_path, CORRECTED)
    say_which_is_which(analyst)
    go(analyst.get_by_role("button", name="Show what would change"))
    expect(analyst.locator("p.qms-counts")).to_contain_text("2 new")
    expect(analyst.locator("p.qms-counts")).to_contain_text("1 changed")
    judge(analyst)
    analyst.get_by_role("button", name="Store").click()
    # then the charts say what they show now, and the new point is on the ward's chart
    expect(analyst.get_by_role("alert")).to_contain_text("Stored")
    judge(analyst)
    go(analyst.get_by_role("link", name="Inpatient falls, Birch Ward"))
    expect(analyst.get_by_role("main")).to_contain_text("October 2026")
    go(analyst.get_by_role("navigation", name="Parts of this chart").get_by_role("link", name="Data"))
    newest = analyst.get_by_role("table").locator("tbody tr").first
    expect(newest).to_contain_text("October 2026")
    expect(newest).to_contain_text("1 of 560")

    # and the same file once more is read as last time, and says that nothing would change
    choose(analyst, tmp_path, CORRECTED)
    expect(analyst.locator("p.qms-counts")).to_contain_text("3 the same")
    expect(analyst.get_by_role("main")).to_contain_text("Nothing changes")
    expect(analyst.get_by_role("button", name="Store")).to_have_count(0)


def test_what_is_no_table_is_refused_in_words(analyst: Page, tmp_path: Path) -> None:
    picture = tmp_path / "ward.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    analyst.goto("/control/uploads/new")
    analyst.get_by_label("File", exact=True).set_input_files(picture)
    analyst.get_by_role("button", name="Continue").click()
    expect(analyst.get_by_role("heading", level=1)).to_have_text("Upload measurements")
    expect(analyst.get_by_role("alert")).to_be_visible()
    judge(analyst)
