"""A coach starts a collaborative, sets its measures, ideas and dates; a team starts its project in it; it ends with what was
learned."""

from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import COACH, QI, SignIn
from tests.browser.sizes import both_sizes, without_scripts


def start(page: Page, title: str) -> None:
    """Start a collaborative and stay on its page."""
    page.goto("/improvement/collaboratives")
    go(page.get_by_role("button", name="Start a collaborative"))
    page.get_by_label("What is it called?").fill(title)
    page.get_by_label("Aim", exact=True).fill("A third fewer pressure ulcers by autumn")
    page.get_by_label("Whose collaborative is it?").select_option(label="Alderbrook University Hospitals")
    page.get_by_role("button", name="Start the collaborative").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


@both_sizes
def test_from_the_start_to_the_first_team(page: Page, sign_in_as: SignIn) -> None:
    # given a collaborative that lacks everything
    title = f"Skin together {(page.viewport_size or {})['width']}"
    coach = sign_in_as(page, COACH)
    coach.goto("/improvement/collaboratives/new")
    judge(coach)  # in a browser without scripts nothing can be judged
    start(coach, title)
    own = coach.url.split("?")[0].split("#")[0]
    judge(coach)
    # when its measure, ideas and dates are set
    go(coach.get_by_role("link", name="Choose what every team measures"))
    coach.get_by_label("Metric", exact=True).select_option(
        label="New pressure ulcers, category 2 and above (Alderbrook University Hospitals)"
    )
    coach.get_by_role("button", name="Share the measure").click()
    expect(coach.get_by_text("Leads the page", exact=True)).to_be_visible()
    judge(coach)
    coach.goto(f"{own}?tab=ideas")
    coach.get_by_label("The idea", exact=True).fill("Turning clocks above the bed")
    coach.get_by_role("button", name="Add the idea").click()
    expect(coach.locator("#package li strong", has_text="Turning clocks above the bed")).to_be_visible()
    judge(coach)
    coach.goto(f"{own}?tab=calendar")
    go(coach.get_by_role("link", name="Fill in a breakthrough series"))
    judge(coach)
    coach.get_by_role("button", name="Fill in the calendar").click()
    expect(coach.locator("#calendar li")).to_have_count(9)
    judge(coach)
    # then a team starts its project in it, with nothing typed
    member = sign_in_as(page, QI)
    member.goto(own)
    go(member.get_by_role("link", name="Start a project in it"))
    judge(member)
    member.get_by_role("button", name="Start the project").click()
    expect(member.locator("#collaborative")).to_contain_text(f"Part of {title}")
    judge(member)
    go(member.locator("#collaborative").get_by_role("link", name=title, exact=True))
    expect(member.get_by_role("table")).to_contain_text("Kingfisher Ward")
    judge(member)


@without_scripts
def test_a_team_is_added_leaves_and_the_collaborative_ends(page: Page, sign_in_as: SignIn) -> None:
    coach = sign_in_as(page, COACH)
    start(coach, "Skin without scripts")
    own = coach.url.split("?")[0].split("#")[0]
    coach.goto(f"{own}/teams/add?words=turning+clocks")
    coach.get_by_label("Turning clocks at the bedside on Oak Ward").check()
    coach.get_by_role("button", name="Add the teams").click()
    expect(coach.get_by_role("table")).to_contain_text("Oak Ward")
    coach.get_by_text("A team leaves").click()
    go(coach.get_by_role("link", name="Leave with Turning clocks"))
    coach.get_by_label("Why does the team leave?").fill("The ward moves.")
    coach.get_by_role("button", name="Leave the collaborative").click()
    expect(coach.get_by_text("No team takes part yet.")).to_be_visible()
    go(coach.get_by_role("link", name="End it"))
    coach.get_by_label("What was learned?").fill("Ask two wards first.")
    coach.get_by_role("button", name="End the collaborative").click()
    expect(coach.get_by_text("Ask two wards first.")).to_be_visible()
    coach.get_by_role("button", name="Go on with it").click()
    expect(coach.get_by_role("link", name="End it")).to_be_visible()
