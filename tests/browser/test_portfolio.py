"""Somebody who looks after many projects narrows them, keeps and shares the list, changes several at once, and looks at
them in every view; a coach begins the week."""

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import BOARD, COACH, WARD, SignIn
from tests.browser.sizes import both_sizes, on_phone, without_scripts


def test_a_list_is_narrowed_kept_shared_and_opened_by_somebody_else(page: Page, sign_in_as: SignIn) -> None:
    # given a coach who looks for projects without an aim
    coach = sign_in_as(page, COACH)
    coach.goto("/improvement/")
    coach.get_by_text("More filters and order").click()
    coach.get_by_label("Last entry", exact=True).select_option("60 days ago or more")
    coach.get_by_label("Stage", exact=True).select_option("All that go on")
    coach.get_by_label("Order").select_option("Oldest entry first")
    go(coach.get_by_role("button", name="Show"))
    expect(coach.get_by_role("list", name="Filters that are set")).to_contain_text("Last entry 60 days ago or more")
    found = coach.locator(".qms-heads").inner_text()

    # when the list is kept under a name that is taken, it says so; under another one it is kept
    coach.locator("summary", has_text="Save this filter").click()
    coach.get_by_role("textbox", name="Name", exact=True).fill("stalled, OLDEST first")
    judge(coach)
    go(coach.get_by_role("button", name="Save this filter"))
    expect(coach.get_by_role("alert")).to_contain_text("You have saved a filter as “Stalled, oldest first”.")
    coach.get_by_role("textbox", name="Name", exact=True).fill("Quiet for two months")
    go(coach.get_by_role("button", name="Save this filter"))
    kept = coach.get_by_role("navigation", name="Saved filters")
    expect(kept.get_by_role("link", name="Quiet for two months")).to_have_attribute("aria-current", "page")

    # and when it is shared with everybody
    go(kept.get_by_role("link", name="Rename, share or remove"))
    judge(coach)
    go(coach.get_by_role("link", name="Rename or share Quiet for two months"))
    coach.get_by_label("Everybody who can sign in").check()
    judge(coach)
    coach.get_by_role("button", name="Store").click()
    expect(coach.get_by_role("row", name="Quiet for two months")).to_contain_text("Everybody")

    # then somebody else finds it with its author, and sees the same list
    ward = sign_in_as(page, WARD)
    ward.goto("/improvement/")
    others = ward.get_by_role("navigation", name="Saved filters").get_by_role("listitem").filter(has_text="Quiet for two")
    expect(others).to_contain_text("by Daniel Evans")
    go(others.get_by_role("link"))
    expect(ward.locator(".qms-heads")).to_have_text(found)
    judge(ward)


@without_scripts
def test_the_portfolio_opens_with_a_list_of_ones_own_without_scripts(page: Page, sign_in_as: SignIn) -> None:
    board = sign_in_as(page, BOARD)
    board.goto("/improvement/projects/board?stage=active")
    board.locator("summary", has_text="Save this filter").click()
    board.get_by_role("textbox", name="Name", exact=True).fill("What goes on")
    board.get_by_label("Open the portfolio with this list").check()
    go(board.get_by_role("button", name="Save this filter"))
    board.goto("/improvement/")
    expect(board).to_have_url("/improvement/projects/board?stage=active")
    board.get_by_role("link", name="All projects").click()
    expect(board).to_have_url("/improvement/?all=yes")
    go(board.get_by_role("link", name="Rename, share or remove"))
    go(board.get_by_role("link", name="Remove What goes on"))
    go(board.get_by_role("button", name="Remove it"))
    board.goto("/improvement/")
    expect(board).to_have_url("/improvement/")


def test_several_projects_get_a_coach_with_the_keyboard_alone(page: Page, sign_in_as: SignIn) -> None:
    # given a list that is narrowed to projects that go on
    coach = sign_in_as(page, COACH)
    coach.goto("/improvement/?stage=testing&sort=title")
    first, second = (coach.get_by_role("checkbox", name="Choose").nth(place) for place in (0, 1))
    for box in (first, second):
        box.focus()
        coach.keyboard.press("Space")
    coach.get_by_role("button", name="Name a coach").focus()
    coach.keyboard.press("Enter")
    # when the change is shown and confirmed
    expect(coach.get_by_role("heading", level=1)).to_have_text("Name a coach: 2 projects")
    judge(coach)
    coach.get_by_label("Who coaches them?").fill("Ruth Hargreaves")
    coach.keyboard.press("Enter")
    # then both have one, and the list is as narrow as before
    expect(coach.get_by_role("main")).to_contain_text("2 projects changed.")
    expect(coach).to_have_url("/improvement/?stage=testing&sort=title")
    coach.goto("/improvement/caseload")
    expect(coach.get_by_role("row", name="Ruth Hargreaves").get_by_role("cell").first).to_have_text("2")


@both_sizes
def test_every_view_keeps_the_filters(page: Page, sign_in_as: SignIn) -> None:
    coach = sign_in_as(page, COACH)
    coach.goto("/improvement/?stage=active")
    views = coach.get_by_role("navigation", name="Views of the projects")
    for view in ("Board", "Over time", "Bubbles"):
        go(views.get_by_role("link", name=view))
        expect(coach.get_by_label("Stage", exact=True)).to_have_value("active")
        judge(coach)
    coach.get_by_label("Across").select_option("Bed days saved")
    coach.get_by_label("Area of a bubble").select_option("The benefit that runs across")
    go(coach.get_by_role("button", name="Draw"))
    expect(coach.get_by_label("Stage", exact=True)).to_have_value("active")
    expect(coach.get_by_role("main")).to_contain_text("“Bed days saved”")
    judge(coach)


@on_phone
def test_on_a_phone_a_project_is_a_few_lines_and_the_rest_is_a_tap_away(page: Page, sign_in_as: SignIn) -> None:
    coach = sign_in_as(page, COACH)
    coach.goto("/improvement/?all=yes")
    cards = coach.locator(".qms-portfolio tbody tr")
    first, how_many = cards.first, cards.count()
    heights = cards.evaluate_all("(rows) => rows.map((row) => row.getBoundingClientRect().height)")
    assert sum(heights) / how_many < 120, "fifty of them are fewer than ten screens"
    expect(first.locator("td[data-label='Next step']")).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator("td[data-label='Next step']")).to_be_visible()
    judge(coach)
    # paper has every column, whatever the screen that it comes from
    coach.emulate_media(media="print")
    expect(cards.last.locator("td[data-label='Next step']")).to_be_visible()
    expect(first.locator("summary")).to_be_hidden()
    # and the list begins on the first sheet
    expect(coach.locator(".qms-portfolio")).to_have_css("break-inside", "auto")


@on_phone
def test_a_coach_begins_the_week_on_a_telephone(page: Page, sign_in_as: SignIn) -> None:
    coach = sign_in_as(page, COACH)
    coach.goto("/improvement/caseload")
    expect(coach.locator(".qms-lead")).to_contain_text("need")
    judge(coach)
    # one tap notes a contact, another takes it back
    button = coach.get_by_role("button", name="Note a contact").first
    title = (button.inner_text()).removeprefix("Note a contact").strip().removeprefix("today with ")
    button.click()
    expect(coach.get_by_role("main")).to_contain_text(f"Stored: you were in touch with “{title}”.")
    back = coach.locator("button", has_text=f"the contact noted today with {title}")
    expect(back).to_have_count(1)
    back.evaluate("(button) => button.closest('details')?.setAttribute('open', '')")
    back.click()
    expect(coach.get_by_role("main")).to_contain_text("Taken back")
    # a day and words
    go(coach.get_by_role("link", name="Another day").first)
    coach.get_by_label("When were you in touch?").fill("2026-11-20")
    coach.get_by_label("What about?").fill("How to count on nights.")
    judge(coach)
    coach.get_by_role("button", name="Note the contact").click()
    expect(coach.get_by_role("main")).to_contain_text("Stored: you were in touch")
