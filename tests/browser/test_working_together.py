"""A team plans its work, photographs it, and calls a colleague."""

import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import QI, SignIn
from tests.browser.sizes import on_phone


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 1600), "darkseagreen").save(out, "JPEG")
    return out.getvalue()


@on_phone
def test_a_task_a_photo_and_a_call_on_a_telephone(page: Page, sign_in_as: SignIn) -> None:
    # given a project of the team
    team = sign_in_as(page, QI)
    team.goto("/")
    go(team.get_by_role("link", name="Look for delirium on every admission").first)

    # when a photo goes with an entry in the log
    team.get_by_label("What happened today?").fill("The poster is up in the doctors' room.")
    team.get_by_text("Add photos or files").click()
    judge(team)
    team.get_by_label("Photos or files").set_input_files({"name": "poster.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    go(team.get_by_role("button", name="Store entry"))
    # then it is seen there
    entry = team.locator("#log .qms-log__entry").first
    expect(entry).to_contain_text("The poster is up")
    entry.locator("img").scroll_into_view_if_needed()
    expect(entry.locator("img")).to_have_js_property("complete", True)
    judge(team)

    # when a task and a milestone are planned
    go(team.get_by_role("link", name="Plan", exact=True))
    team.get_by_text("Add a task").click()
    team.get_by_label("What is to be done?").fill("Print ten more posters")
    team.get_by_label("Who?").fill("Tom Whitfield")
    go(team.get_by_role("button", name="Add the task"))
    team.get_by_text("Set a milestone").click()
    team.get_by_label("What will be there to see?").fill("A poster in every bay")
    team.locator("#milestone-due_on").fill("2027-01-15")
    team.get_by_role("button", name="Set the milestone").click()
    # then the line of time shows it, and one tap ticks the task off
    expect(team.locator(".qms-timeline__narrow")).to_be_visible()
    expect(team.locator(".qms-timeline__wide")).to_be_hidden()
    judge(team)
    team.get_by_role("button", name="Done Print ten more posters").click()
    expect(team.get_by_role("main")).to_contain_text("Stored: done. Print ten more posters")

    # when a colleague is picked from the list
    go(team.get_by_role("link", name="Comments", exact=True))
    team.get_by_label("Your comment").fill("Could you bring tape,")
    team.get_by_label("Mention a colleague").fill("Peter Lindqvist (peter.lindqvist@demo.example)")
    # then the name goes into the words, and the field is free for the next
    expect(team.get_by_label("Your comment")).to_have_value("Could you bring tape, @Peter Lindqvist ")
    expect(team.get_by_label("Mention a colleague")).to_be_empty()
    team.get_by_role("button", name="Store comment").click()
    expect(team.locator(".qms-talk")).to_contain_text("Could you bring tape, @Peter Lindqvist")
    judge(team)
