"""A QI team writes a driver diagram as an outline: by keyboard alone, or by buttons where no script runs."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import QI, SignIn
from tests.browser.sizes import without_scripts


def new_diagram(team: Page, title: str) -> Locator:
    """Draft a plan, which opens its diagram with an empty aim; the picture."""
    team.goto("/planning/plans/new")
    team.get_by_label("Title").fill(title)
    team.get_by_label("Unit", exact=True).select_option(label="Kingfisher Ward")
    go(team.get_by_role("button", name="Store the draft"))
    expect(team.get_by_role("heading", level=1)).to_have_text(f"Driver diagram: {title}")
    team.wait_for_load_state()  # keys mean something once the script is there
    return team.locator("#drawn svg")


def test_a_diagram_by_keyboard(page: Page, sign_in_as: SignIn) -> None:
    # given a diagram of nothing but an empty aim
    team = sign_in_as(page, QI)
    picture = new_diagram(team, "Delirium seen early")
    boxes = team.locator("#outline [id^=text-]")
    expect(boxes).to_have_count(1)
    boxes.first.focus()
    # when the outline is written without touching the mouse
    keys = team.keyboard
    keys.type("Delirium found within a day of admission")
    keys.press("Enter")
    expect(boxes).to_have_count(2)
    keys.type("Staff know the signs")
    keys.press("Enter")
    expect(boxes).to_have_count(3)
    keys.type("Four questions at admission")
    keys.press("Tab")
    expect(team.locator(".qms-outline__item--2 > .qms-outline__line input[id^=text-]")).to_have_value(
        "Four questions at admission"
    )
    keys.press("Enter")
    expect(boxes).to_have_count(4)
    keys.type("Families are asked")
    keys.press("Alt+ArrowUp")
    # then the outline has the order that was asked for
    expect(boxes.nth(2)).to_have_value("Families are asked")
    expect(boxes.nth(3)).to_have_value("Four questions at admission")
    expect(boxes.nth(2)).to_be_focused()
    # and every box is in the picture
    for words in ("Delirium found within", "Staff know the signs", "Four questions at", "Families are asked"):
        expect(picture).to_contain_text(words)
    judge(team)
    # and the Tab key can be had back
    keys.press("Escape")
    keys.press("Tab")
    expect(boxes.nth(2)).not_to_be_focused()
    # and all of it is stored
    team.reload()
    expect(boxes.nth(2)).to_have_value("Families are asked")


@without_scripts
def test_a_diagram_by_buttons(page: Page, sign_in_as: SignIn) -> None:
    team = sign_in_as(page, QI)
    picture = new_diagram(team, "Delirium seen early, without scripts")
    boxes = team.locator("#outline [id^=text-]")
    boxes.first.fill("Delirium found within a day of admission")
    go(team.get_by_role("button", name=re.compile("^Add ?: aim")))
    boxes.nth(1).fill("Staff know the signs")
    go(team.get_by_role("button", name=re.compile("^Add below ?: 1")))
    boxes.nth(2).fill("Four questions at admission")
    more = team.locator("details").filter(has=team.get_by_text(": 2")).first
    more.locator("summary").click()
    more.get_by_role("button", name="Move deeper").click()
    expect(team.locator(".qms-outline__item--2 input[id^=text-]")).to_have_value("Four questions at admission")
    for words in ("Delirium found within", "Staff know the signs", "Four questions at"):
        expect(picture).to_contain_text(words)
