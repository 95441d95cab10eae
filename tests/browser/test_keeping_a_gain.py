"""A team finishes its project, leaves a watch, and says what it was worth; somebody outside the project checks that."""

import re

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import BOARD, QI, SignIn
from tests.browser.sizes import on_phone


def part(page: Page, name: str) -> None:
    go(page.get_by_role("navigation", name="Parts of this project").get_by_role("link", name=name))


@on_phone
def test_from_the_end_of_a_project_to_a_confirmed_benefit_on_a_telephone(page: Page, sign_in_as: SignIn) -> None:
    # given a project that holds its gain
    team = sign_in_as(page, QI)
    team.goto("/improvement")
    go(team.get_by_role("link", name="Falls bundle on Kingfisher Ward").first)
    main = team.get_by_role("main")
    part(team, "Measures")
    expect(main.get_by_role("region", name="Progress score")).to_contain_text("The evidence")
    judge(team)

    # when it is completed
    part(team, "Charter")
    go(main.get_by_role("link", name="Complete it"))
    team.get_by_label("What did you learn?").fill("Bay nursing at night did most of it.")
    go(team.get_by_role("button", name="Store the stage"))
    # then what is still open is shown once
    expect(team.get_by_role("heading", level=1)).to_contain_text("Before you complete it")
    expect(main).to_contain_text("Cycle 8 is running.")
    judge(team)
    go(team.get_by_role("button", name="Complete it all the same"))
    # then its measures are watched for a year, unless the team agrees on more
    part(team, "Measures")
    watch = main.get_by_role("region", name="Control watch")
    expect(watch.get_by_role("listitem").filter(has_text="Inpatient falls")).to_contain_text("Holding")
    expect(watch.get_by_role("listitem").filter(has_text="Length of stay")).to_contain_text("Watched")  # no gain to hold
    watch.get_by_label("Watch the measures for").select_option("18 months from today")
    go(watch.get_by_role("button", name="Store how long"))
    expect(team.get_by_role("alert")).to_contain_text("the measures are watched until")
    judge(team)
    go(main.get_by_role("link", name=re.compile("^All watches of")))
    expect(team.get_by_role("heading", level=1)).to_have_text("Control watches")
    expect(main).to_contain_text("Falls bundle on Kingfisher Ward")
    team.go_back()

    # when the team claims what it is worth, the page asks what that rests on
    part(team, "Benefits")
    main.get_by_text("Claim a benefit").click()
    team.get_by_label("What is gained?").select_option("Staff time freed")
    team.get_by_label("How much?").fill("14")
    go(team.get_by_role("button", name="Store the claim"))
    expect(team.get_by_role("alert").first).to_contain_text("Say how you worked it out")
    judge(team)
    team.get_by_label("How did you work it out?").fill("Two hours of paperwork for each fall, seven falls fewer.")
    team.get_by_label("What do you assume?").fill("The paperwork stays as it is.")
    go(team.get_by_role("button", name="Store the claim"))
    claimed = main.get_by_role("listitem").filter(has_text="14 hours a month")
    expect(claimed).to_contain_text("Nobody outside the project has checked it yet.")
    judge(team)

    # when somebody of the board looks at all benefits
    board = sign_in_as(page, BOARD)
    board.goto("/improvement/benefits?kind=staff-time")
    expect(main).to_contain_text("about 480 hours")
    judge(board)
    go(main.get_by_role("link", name="Falls bundle on Kingfisher Ward"))
    go(claimed.get_by_role("link", name="Write down a check"))
    board.get_by_label("Confirmed", exact=True).check()
    board.get_by_label("Who checked it?").fill("Finance partner, medicine")
    judge(board)
    board.get_by_role("button", name="Store the check").click()
    # then the page says who did
    expect(claimed).to_contain_text("Confirmed by Finance partner, medicine")
    judge(board)
