"""A QI team answers a signal with a project, writes down what happens, and learns from a test."""

from playwright.sync_api import Page, expect

from tests.browser.approving import sponsor_approves
from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.serving import Server
from tests.browser.signing_in import QI, SignIn
from tests.browser.sizes import on_phone


@on_phone
def test_a_project_from_a_signal_to_an_adapted_test_on_a_telephone(page: Page, server: Server, sign_in_as: SignIn) -> None:
    # given a concern that nobody acts on
    team = sign_in_as(page, QI)
    team.goto("/")
    concern = team.get_by_role("region", name="Signals to answer").get_by_role("listitem").filter(has_text="Concern").first
    sentence = concern.locator("p").first.inner_text()
    go(concern.get_by_role("link", name="React"))
    # when a project is started with five answers
    go(team.get_by_role("button", name="Start a project"))
    expect(team.get_by_role("main")).to_contain_text(sentence)
    team.get_by_label("What will you improve?").fill("Turning every two hours at night")
    team.get_by_label("Why?").fill("Skin breaks down on nights when nobody has time to turn people.")
    expect(team.get_by_label("Who leads it?")).not_to_be_empty()
    expect(team.get_by_label("By when?")).not_to_be_empty()
    judge(team)
    team.get_by_role("button", name="Start the project").click()
    # then it stands on its own page, with its chart in sight, on a telephone too
    expect(team.get_by_role("heading", level=1)).to_have_text("Turning every two hours at night")
    team.get_by_text("Scores and dates").click()
    expect(team.locator("figure").first).to_be_visible()
    judge(team)

    # when somebody writes down what happened today
    team.get_by_label("What happened today?").fill("Night staff asked for a clock at each bedside.")
    team.get_by_role("button", name="Store entry").click()
    expect(team.locator("#log .qms-log__entry").first).to_contain_text("Night staff asked for a clock")

    # when its sponsor agrees and a test is planned, its prediction is asked for
    sponsor_approves(server, team.url)
    go(team.get_by_role("main").get_by_role("link", name="Plan a test"))
    team.get_by_label("What are you testing?").fill("Does a turning clock in bay 2 help for three nights?")
    team.get_by_role("button", name="Store the plan").click()
    expect(team.get_by_role("alert")).to_contain_text("Write down what you predict")
    team.get_by_label("What do you predict").fill("Eight turns of ten will be on time.")
    team.get_by_text("More, now or later").click()
    team.get_by_label("How: who").fill("Night nurse ticks each turn.")
    judge(team)
    team.get_by_role("button", name="Store the plan").click()
    expect(team.get_by_role("heading", level=1)).to_contain_text("Cycle 1: Does a turning clock")

    # when the result differs and the team adapts
    team.get_by_text("Study and act: what did you find").click()
    judge(team)
    team.get_by_label("Study: what did you find").fill("Five turns of ten. The clock could not be read in the dark.")
    team.get_by_label("No, otherwise").check()
    team.get_by_label("Adapt").check()
    team.get_by_label("Why?").fill("A clock that lights up may do.")
    team.get_by_role("button", name="Store", exact=True).click()
    # then the next cycle begins where this one ended, and is predicted anew
    expect(team.get_by_role("heading", level=1)).to_have_text("Plan a test")
    expect(team.get_by_role("main")).to_contain_text("The clock could not be read in the dark")
    expect(team.get_by_label("What are you testing?")).to_have_value("Does a turning clock in bay 2 help for three nights?")
    expect(team.get_by_label("How: who")).to_have_value("Night nurse ticks each turn.")
    expect(team.get_by_label("What do you predict")).to_be_empty()
    judge(team)
    # and the first one stands on the project with what was decided, and why
    go(team.get_by_role("link", name="Back to Turning every two hours"))
    ramp = team.locator(".qms-ramp__cycle").first
    expect(ramp).to_contain_text("Five turns of ten")
    expect(ramp).to_contain_text("A clock that lights up may do.")
