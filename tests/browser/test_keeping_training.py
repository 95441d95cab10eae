"""A coach brings in the list of one course, sees what is wrong with it, corrects it and finds the ward's coverage risen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import COACH, SignIn
from tests.browser.sizes import both_sizes, without_scripts

NAMES = "Name\tE-mail\tDay\nPip {last}\tpip.{last}@example.org\t03/11/2026\nQuentin {last}\t\t{day}\n"


@pytest.fixture
def coach(page: Page, sign_in_as: SignIn) -> Page:
    """The coach's tab."""
    return sign_in_as(page, COACH)


def paste(coach: Page, text: str) -> None:
    """Bring the list in, and say what is the same for all rows."""
    coach.goto("/improvement/capability/imports/new")
    coach.get_by_label("Or paste from Excel").fill(text)
    go(coach.get_by_role("button", name="Continue"))
    coach.get_by_label("Unit, of all rows").fill("Oak Ward")
    coach.get_by_label("Programme, of all rows").fill("Bronze: improvement basics")
    judge(coach)
    go(coach.get_by_role("button", name="Show what would change"))


@both_sizes
def test_from_a_pasted_list_to_the_wards_coverage(coach: Page) -> None:
    # given a list with a day that does not exist; each window has people of its own
    last = f"Ash{(coach.viewport_size or {})['width']}"
    paste(coach, NAMES.format(last=last, day="31/11/2026"))
    expect(coach.locator("table.qms-errors tbody tr")).to_have_count(1)
    expect(coach.get_by_role("button", name="Store")).to_have_count(0)
    judge(coach)
    # when it is corrected and brought in again
    paste(coach, NAMES.format(last=last, day="04/11/2026"))
    expect(coach.get_by_text("Every row could be read. 2 trainings will be stored")).to_be_visible()
    judge(coach)
    coach.get_by_role("button", name="Store").click()
    expect(coach.locator(".qms-lead")).to_contain_text("Stored: 2 trainings")
    # then the register has them, and the page of coverage stands
    coach.goto(f"/improvement/capability/trainings?words={last}")
    expect(coach.get_by_role("rowheader", name=f"Quentin {last}")).to_be_visible()
    coach.goto("/improvement/capability")
    expect(coach.get_by_role("rowheader", name="Oak Ward")).to_be_visible()
    judge(coach)


@without_scripts
def test_a_team_finds_a_coach_without_scripts(coach: Page) -> None:
    coach.goto("/improvement/capability/coaches")
    coach.get_by_label("Who can help with").select_option(label="Working with patients and carers")
    coach.get_by_role("button", name="Find").click()
    expect(coach.get_by_role("heading", name="Anjali Mehta")).to_be_visible()
    expect(coach.get_by_role("heading", name="Daniel Evans")).to_have_count(0)
