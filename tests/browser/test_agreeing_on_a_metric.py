"""A metric becomes agreed by three signatures, and only then speaks for its objective on the board."""

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import ANALYST, BOARD, WARD, SignIn

NAME = "Patients who helped to set their own goal"
OBJECTIVE = "Patients help to shape every change"


def test_from_a_proposal_to_the_board(page: Page, sign_in_as: SignIn) -> None:
    # given a metric that the analyst proposes for a ward, with its whole definition
    analyst = sign_in_as(page, ANALYST)
    analyst.goto("/")
    go(analyst.get_by_role("link", name="Propose a metric"))
    analyst.get_by_label("Name", exact=True).fill(NAME)
    team = analyst.get_by_label("Owning team")
    team.select_option(value=team.locator("option", has_text="Kingfisher Ward").get_attribute("value"))
    analyst.get_by_label("Why we measure it").fill("People keep to goals that are their own.")
    analyst.get_by_label("A proportion").check()
    analyst.get_by_label("Higher is better").check()
    analyst.get_by_text("More of the definition").click()
    analyst.get_by_label("What is counted or measured").fill("Patients whose plan records a goal in their own words.")
    analyst.get_by_label("Out of what").fill("Patients discharged in the month.")
    analyst.get_by_label("Who or what is included").fill("All adults.")
    analyst.get_by_label("Who or what is left out").fill("Nobody")
    analyst.get_by_label("Where the data come from").fill("Discharge letters, read on the 5th of the month.")
    owner = analyst.get_by_label("Owner", exact=True)
    owner.select_option(value=owner.locator("option", has_text="Grace Adeyemi").get_attribute("value"))
    judge(analyst)
    analyst.get_by_role("button", name="Propose this metric").click()
    expect(analyst.get_by_role("heading", level=1)).to_have_text(NAME)
    metric = analyst.url

    # and figures for two months
    ward = sign_in_as(page, WARD)
    ward.goto(metric)
    go(ward.get_by_role("region", name="Golden thread").get_by_role("link", name="Add data"))
    boxes = ward.get_by_role("region", name=NAME).get_by_role("textbox")
    for box, figure in ((-4, "12"), (-3, "40"), (-2, "15"), (-1, "41")):
        boxes.nth(box).fill(figure)
    ward.get_by_role("button", name="Store").click()
    expect(ward.locator(".qms-touched")).to_contain_text(NAME)

    # when the board links it to an objective that has no metric
    board = sign_in_as(page, BOARD)
    board.goto("/board")
    card = board.get_by_role("listitem").filter(has=board.get_by_role("heading", name=OBJECTIVE))
    expect(card).to_contain_text("metric tells whether it is being reached")
    go(card.get_by_role("link", name="See the objective"))
    board.get_by_role("main").get_by_text("Choose metrics").click()
    board.get_by_label("Words in its name").fill("own goal")
    go(board.get_by_role("main").get_by_role("button", name="Search"))
    go(board.get_by_role("button", name=f"Add {NAME}"))
    # then the board says that it is not agreed yet, and shows no number
    board.goto("/board")
    expect(card).to_contain_text("agreed")
    expect(card).not_to_contain_text("36.6%")

    # when the three have signed, each for themselves
    for email, part in ((WARD, "the owning team"), (ANALYST, "informatics"), (BOARD, "the executive owner")):
        signer = sign_in_as(page, email)
        signer.goto(metric)
        signer.get_by_role("button", name=f"Sign for {part}").click()
        expect(signer.get_by_role("alert")).to_contain_text(f"you have signed for {part}")
    expect(page.get_by_role("main")).to_contain_text("Agreed")
    # then its number stands on the board
    board.goto("/board")
    expect(card).to_contain_text("36.6%")
    expect(card).to_contain_text(NAME)
