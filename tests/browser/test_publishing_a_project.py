"""A team publishes what it learned: words, a look at the sheet, files, an edition; somebody else reads it."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import BOARD, QI, SignIn
from tests.browser.sizes import on_phone
from tests.improvement.publishing.reading import pages_of

TITLE = "Falls bundle on Kingfisher Ward"


def publishing(page: Page) -> Locator:
    """The way from the list of projects to the page where one is published; what stands there."""
    page.goto("/improvement")
    go(page.get_by_role("link", name=TITLE).first)
    main = page.get_by_role("main")
    go(main.get_by_role("link", name="Publish", exact=True))
    return main


def test_from_the_record_to_a_published_summary(page: Page, sign_in_as: SignIn) -> None:
    # given a project that shows an improvement
    team = sign_in_as(page, QI)
    main = publishing(team)
    # then the page says what the record shows, and what it still lacks
    expect(team.get_by_role("heading", level=1)).to_have_text(f"Publish: {TITLE}")
    expect(main).to_contain_text("No headline")
    judge(team)

    # when the team finds its words, a name in the quote is refused
    team.get_by_label("Headline").fill("Call bells that glow, and fewer falls")
    team.get_by_label("A quote").fill("I can find the bell in the dark.")
    team.get_by_label("Whose words are they?").fill("Tom Whitfield")
    main.get_by_role("button", name="Store your words").click()
    expect(team.get_by_role("alert").first).to_contain_text("is a name")
    judge(team)
    team.get_by_label("Whose words are they?").fill("A patient on the ward")
    main.get_by_role("button", name="Store your words").click()
    expect(team.get_by_role("alert")).to_contain_text("Stored: your words.")

    # then all three can be looked at
    for name in ("See the summary", "See the poster", "See the draft"):
        go(main.get_by_role("link", name=name))
        expect(team.get_by_role("heading", level=1)).to_contain_text("Call bells that glow, and fewer falls")
        judge(team)
        go(main.get_by_role("link", name="Back to publishing"))
    # and the poster is one page on paper
    with team.expect_download() as download:
        main.get_by_role("link", name="Download as PDF, A1").click()
    assert pages_of(Path(download.value.path()).read_bytes()) == 1

    # when it is published
    main.get_by_role("button", name="Publish to the library").click()
    expect(team.get_by_role("alert")).to_contain_text("Published")
    expect(main).to_contain_text("Edition 1, published on")
    judge(team)
    # then the project says so to everybody
    board = sign_in_as(page, BOARD)
    board.goto("/improvement")
    go(board.get_by_role("link", name=TITLE).first)
    go(board.get_by_role("link", name="Call bells that glow, and fewer falls").first)
    expect(board.get_by_role("main")).to_contain_text("I can find the bell in the dark.")
    expect(board.get_by_role("link", name="Take it back")).to_have_count(0)


@on_phone
def test_a_published_summary_reads_on_a_telephone_and_is_taken_back_with_a_reason(page: Page, sign_in_as: SignIn) -> None:
    # given an edition
    team = sign_in_as(page, QI)
    main = publishing(team)
    team.get_by_label("Headline").fill("Call bells that glow, and fewer falls")
    go(main.get_by_role("button", name="Store your words"))
    go(main.get_by_role("button", name="Publish to the library"))
    team.goto("/improvement")
    go(team.get_by_role("link", name=TITLE).first)
    go(main.get_by_role("link", name="Publish another edition"))
    go(main.get_by_role("listitem").get_by_role("link", name="Call bells that glow"))
    judge(team)
    # when its figures turn out wrong
    go(main.get_by_role("link", name="Take it back"))
    judge(team)
    team.get_by_label("Why do you take it back?").fill("A month was counted twice.")
    main.get_by_role("button", name="Take it back").click()
    # then its page says so
    expect(main).to_contain_text("A month was counted twice.")
    expect(main.get_by_role("link", name="Take it back")).to_have_count(0)
    judge(team)
