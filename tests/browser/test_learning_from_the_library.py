"""A newcomer asks what was tried, learns before the start, takes over what works elsewhere, and sees how that went."""

import re

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import QI, WARD, SignIn
from tests.browser.sizes import both_sizes, on_phone, without_scripts


def look_for(page: Page, words: str) -> None:
    page.get_by_label("Has anybody tried this?").fill(words)
    go(page.get_by_role("button", name="Search", exact=True).last)


@both_sizes
def test_a_misspelt_question_and_one_with_too_many_words_still_find_something(page: Page, sign_in_as: SignIn) -> None:
    # given somebody who has never been in the library
    reader = sign_in_as(page, WARD)
    reader.goto("/improvement/library")
    main = reader.get_by_role("main")
    expect(main.locator(".qms-lead")).to_contain_text("things to learn from")
    judge(reader)

    # when a word is misspelt
    look_for(reader, "antibotics")
    judge(reader)
    go(main.get_by_role("link", name="antibiotics", exact=True))
    # then one tap finds what was meant
    expect(main.locator(".qms-lead")).to_contain_text("tell of “antibiotics”")
    expect(main.get_by_role("link", name="Sepsis grab bag in the Emergency Department")).to_be_visible()

    # when nothing has every word, the closest is shown
    look_for(reader, "quiet wards at night so that people sleep")
    expect(main.get_by_role("heading", name="The closest")).to_be_visible()
    judge(reader)

    # when somebody asks what explained such a chart
    look_for(reader, "length of stay")
    go(main.get_by_role("link", name=re.compile("^Causes")))
    expect(main.get_by_role("listitem").filter(has_text="Cause of a signal").first).to_contain_text("Saturday trauma list")
    judge(reader)
    main.get_by_role("link", name="Length of stay, Oak Ward").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Length of stay")


@on_phone
def test_what_did_not_work_is_read_while_the_title_is_typed(page: Page, sign_in_as: SignIn) -> None:
    team = sign_in_as(page, QI)
    team.goto("/improvement/projects/new")
    # when a title is typed that is like one that was given up
    team.get_by_label("What will you improve?").press_sequentially("Coloured doors help people find their room")
    # then it stands below, and one sentence of it is read out
    tried = team.locator("#tried-before")
    expect(tried).to_contain_text("Colour helps only where it sets one door apart")
    expect(team.locator("#tried-before-said")).to_have_text(re.compile(r"tried or thought of: teams abandoned 2"))
    judge(team)


@on_phone
@without_scripts
def test_a_button_looks_first_where_no_script_runs(page: Page, sign_in_as: SignIn) -> None:
    team = sign_in_as(page, QI)
    team.goto("/improvement/projects/new")
    team.get_by_label("What will you improve?").fill("Coloured doors help people find their room")
    team.get_by_role("button", name="Look first: was it tried before?").click()
    expect(team.locator("#tried-before")).to_contain_text("Colour helps only where it sets one door apart")
    expect(team.get_by_label("What will you improve?")).to_have_value("Coloured doors help people find their room")


@both_sizes
def test_a_ward_takes_over_what_works_elsewhere_and_everybody_sees_how_it_goes(page: Page, sign_in_as: SignIn) -> None:
    # given a project that worked elsewhere
    team = sign_in_as(page, QI)
    main = team.get_by_role("main")
    team.goto("/improvement/library?q=sepsis&outcome=worked")
    go(main.get_by_role("link", name="Sepsis grab bag in the Emergency Department"))

    # when it is taken over
    go(main.get_by_role("link", name="Take it over to another unit"))
    judge(team)
    taken = main.get_by_label("Where?")
    ward = "Swallow Ward" if team.viewport_size and team.viewport_size["width"] > 600 else "Kingfisher Ward"
    taken.select_option(taken.locator("option").filter(has_text=ward).get_attribute("value"))
    main.get_by_role("button", name="Take it over").click()
    # then the new team knows where it came from and what to measure first
    expect(team.get_by_role("alert")).to_contain_text(f"Stored: {ward} has taken it over.")
    expect(main).to_contain_text("Taken over from Sepsis grab bag in the Emergency Department")
    judge(team)

    # when either side asks how it went, both projects stand in one tree
    go(main.get_by_role("link", name="See how it went elsewhere"))
    expect(main.locator(".qms-spread")).to_contain_text("Testing has not begun.")
    expect(main.locator(".qms-lead")).to_contain_text("it is not known yet")
    judge(team)

    # when the month is looked back on
    team.goto("/improvement/round-up?month=2026-11")
    expect(main).to_contain_text("Taken over from others")
    judge(team)
