"""A coach looks who is behind before a session; a team sees what others found, tests it, and writes its storyboard."""

import re

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import COACH, QI, WARD, SignIn
from tests.browser.sizes import PHONE, both_sizes, on_phone, without_scripts

TITLE = "Fewer falls together"


def opened(page: Page, part: str) -> Page:
    """The demonstration's collaborative at one of its parts."""
    page.goto("/improvement/collaboratives")
    go(page.get_by_role("link", name=TITLE).first)
    go(page.get_by_label("Parts of this collaborative").get_by_role("link", name=part))
    return page


def team_by_team(page: Page) -> None:
    """Unfold the table of who has reported, which is folded away on a telephone."""
    if page.viewport_size == PHONE:
        page.get_by_text("Team by team, month by month").click()
    expect(page.get_by_role("table").filter(has_text="Birch Ward")).to_be_visible()


@both_sizes
def test_who_is_behind_is_asked_once(page: Page, sign_in_as: SignIn) -> None:
    # given the results of a programme in which one ward has gone quiet
    coach = opened(sign_in_as(page, COACH), "Results")
    expect(coach.locator("#together")).to_contain_text("teams together")
    expect(coach.locator("#beside .qms-multiple")).to_have_count(6)
    expect(coach.locator("#reported")).to_contain_text("Overdue: Birch Ward")
    judge(coach)
    # when its lead is asked for the figures
    team_by_team(coach)
    ask = coach.get_by_role("button", name="Ask for figures of Birch Ward")
    go(ask)
    expect(coach.get_by_role("main")).to_contain_text("is asked for October 2026")
    # then nobody asks twice
    team_by_team(coach)
    expect(coach.locator("#reported")).to_contain_text("Asked")
    expect(ask).to_have_count(0)
    # and another measure is one press away
    go(coach.get_by_role("link", name="Falls with moderate or severe harm"))
    expect(coach.locator("#reported")).to_contain_text("Who has reported Falls with moderate or severe harm")
    judge(coach)


@on_phone
def test_an_idea_that_others_tested_is_tested_here(page: Page, sign_in_as: SignIn) -> None:
    # given an idea that this ward has not tried
    team = opened(sign_in_as(page, QI), "Ideas")
    expect(team.locator("#spread")).to_contain_text("has spread furthest")
    judge(team)
    go(team.locator("#package").get_by_role("link", name="Blood pressure lying and standing"))
    expect(team.locator(".qms-spread-drawing__narrow")).to_be_visible()
    expect(team.locator(".qms-spread-drawing__wide")).to_be_hidden()
    expect(team.get_by_role("heading", name="What teams found")).to_be_visible()
    judge(team)
    # when its test is planned from there
    go(team.get_by_role("button", name="Test it on Kingfisher Ward"))
    expect(team.get_by_label("Idea of the change package").locator("option:checked")).to_contain_text("Blood pressure")
    team.get_by_label("What are you testing?").fill("Does a standing blood pressure find who gets dizzy?")
    team.get_by_label("What do you predict will happen?").fill("One in ten drops by 20 or more.")
    judge(team)
    go(team.get_by_role("button", name="Store the plan"))
    # then the others see it
    go(team.get_by_role("link", name="What other teams found"))
    expect(team.get_by_role("main")).to_contain_text("Kingfisher Ward, cycle")
    expect(team.get_by_role("main")).to_contain_text("testing it")
    judge(team)


@without_scripts
def test_a_team_says_that_it_uses_an_idea(page: Page, sign_in_as: SignIn) -> None:
    team = opened(sign_in_as(page, WARD), "Ideas")  # in a browser without scripts nothing can be judged
    go(team.locator("#package").get_by_role("link", name="Blood pressure lying and standing"))
    go(team.get_by_role("link", name="We use it on Kingfisher Ward"))
    team.get_by_label("Since when?").fill("2026-10-05")
    team.get_by_role("button", name="Store").click()
    expect(team.get_by_role("main")).to_contain_text("Stored: Kingfisher Ward uses")
    expect(team.get_by_role("row").filter(has_text="Kingfisher Ward")).to_contain_text("In use, not tested")
    team.get_by_role("button", name="Undo that Kingfisher Ward uses it").click()
    expect(team.get_by_role("link", name="We use it on Kingfisher Ward")).to_be_visible()


@both_sizes
def test_a_storyboard_is_written_and_walked_through(page: Page, sign_in_as: SignIn) -> None:
    # given a session to come
    team = opened(sign_in_as(page, WARD), "Storyboards")
    judge(team)
    go(team.get_by_role("link", name=re.compile(r"^Write\s*: Kingfisher Ward, Learning session 3$")))
    expect(team.get_by_role("main")).to_contain_text("Last time you planned")
    judge(team)
    # when nothing is written it is refused, and a line is enough
    team.get_by_label("In one line").fill("")
    for label in ("What we tried", "What we learned", "What we need help with", "What we do next"):
        team.get_by_label(label).fill("")
    go(team.get_by_role("button", name="Store the storyboard"))
    expect(team.get_by_role("main")).to_contain_text("Write a line in one of these.")
    judge(team)
    team.get_by_label("In one line").fill("Bank nurses are the next step")
    go(team.get_by_role("button", name="Store the storyboard"))
    expect(team.get_by_role("main")).to_contain_text("Bank nurses are the next step")
    judge(team)
    # then it stands with the others on one page
    go(team.get_by_role("link", name="All storyboards of Learning session 3"))
    expect(team.locator(".qms-storyboard")).to_have_count(6)
    expect(team.get_by_role("main")).to_contain_text("Bank nurses are the next step")
    judge(team)
