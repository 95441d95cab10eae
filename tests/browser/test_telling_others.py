"""A team tells others what it did, agrees on what follows, and the year's report says so."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import BOARD, QI, WARD, SignIn
from tests.browser.sizes import both_sizes, without_scripts
from tests.improvement.files.making import picture

PROJECT = "Falls bundle on Kingfisher Ward"


def impact_of(page: Page) -> None:
    page.goto("/improvement")
    go(page.get_by_role("link", name=PROJECT).first)
    go(page.get_by_role("navigation", name="Parts of this project").get_by_role("link", name="Impact"))


@both_sizes
def test_from_a_meeting_to_the_yearly_report(page: Page, sign_in_as: SignIn, request: pytest.FixtureRequest) -> None:
    # given a project of the team
    title = f"Falls and the ambulance crews, {request.node.callspec.id}"
    team = sign_in_as(page, QI)
    main = team.get_by_role("main")
    impact_of(team)
    judge(team)

    # when a meeting is written down without saying who was met
    main.get_by_text("Add to the impact log").click()
    judge(team)
    go(main.get_by_role("link", name="Meeting with stakeholders", exact=True).last)
    judge(team)
    team.get_by_label("What was the meeting about?").fill(title)
    team.get_by_label("What was discussed?").fill("Crews know of falls at home that we never hear of.")
    team.get_by_role("button", name="Store the entry").click()
    # then the page says what is missing and keeps the words
    expect(team.get_by_role("alert").first).to_contain_text("Say which organisations or roles were met.")
    expect(team.get_by_label("What was the meeting about?")).to_have_value(title)
    judge(team)
    team.get_by_label("Who was met?").fill("Ambulance service, falls lead")
    go(team.get_by_role("button", name="Store the entry"))

    # when two actions are agreed, one by a colleague and one outside
    agreed = main.get_by_role("region", name="What was agreed")
    team.get_by_label("What was agreed?").fill(f"Ring the control room, {request.node.callspec.id}")
    team.get_by_label("Who does it?").fill("ward@demo.example")
    team.get_by_label("By when?").fill("2026-11-24")
    judge(team)
    go(team.get_by_role("button", name="Store the action"))
    agreed.get_by_text("Add an agreed action").click()
    team.get_by_label("What was agreed?").fill("Send the list of repeat falls")
    team.get_by_label("Or who does it outside?").fill("Ambulance service, falls lead")
    team.get_by_role("button", name="Store the action").click()
    expect(agreed).to_contain_text("2 actions agreed: none done yet.")
    judge(team)
    go(agreed.get_by_role("button", name="Done Send the list of repeat falls"))
    expect(agreed).to_contain_text("2 actions agreed: 1 done.")

    # then the colleague finds theirs at home and ticks it off
    ward = sign_in_as(page, WARD)
    ward.goto("/")
    mine = main.get_by_role("region", name="Agreed with others")
    mine.get_by_role("button", name=f"Done Ring the control room, {request.node.callspec.id}").click()
    expect(main).to_contain_text("2 actions agreed: 2 done.")
    judge(ward)

    # when somebody of the board narrows the log to the meetings of this year
    board = sign_in_as(page, BOARD)
    board.goto("/improvement/impact")
    judge(board)
    board.get_by_label("Kind", exact=True).select_option("Meeting with stakeholders")
    board.get_by_label("Financial year").select_option("2026/27")
    go(board.get_by_role("button", name="Show"))
    expect(main.get_by_role("link", name=title)).to_be_visible()
    # then the year's report counts it, and leads back to the year before
    go(main.get_by_role("link", name="for its report"))
    expect(main.get_by_role("link", name=title)).to_be_visible()
    judge(board)
    go(main.get_by_role("link", name="Previous: 2025/26"))
    expect(board.get_by_role("heading", level=1)).to_contain_text("in 2025/26")
    expect(main.get_by_role("link", name=title)).to_have_count(0)
    judge(board)


@both_sizes
def test_a_department_s_talks_and_its_year_for_the_board(
    page: Page, sign_in_as: SignIn, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    # given the log of a ward, from which its manager adds without choosing the ward again
    title = f"What the audit found, {request.node.callspec.id}"
    poster = tmp_path / "poster.png"
    poster.write_bytes(picture())
    ward = sign_in_as(page, WARD)
    main = ward.get_by_role("main")
    ward.goto("/improvement/impact")
    go(main.get_by_role("button", name="Add an entry for a unit"))
    go(main.get_by_role("link", name="Presentation or poster", exact=True).last)
    judge(ward)
    # when a poster is stored and another entry follows
    ward.get_by_label("What was its title?").fill(title)
    ward.get_by_label("At which event?").fill("Regional falls day")
    ward.get_by_label("Add photos or files that show it").set_input_files(poster)
    ward.get_by_role("button", name="Store, and add another").click()
    expect(main).to_contain_text("What was the next?")
    # then it is found by a word of it, with its poster, and the next year's is begun from it
    ward.goto("/improvement/impact")
    ward.get_by_label("Words in it").fill(title)
    ward.get_by_role("button", name="Show").click()
    expect(main.get_by_role("img", name="poster.png")).to_be_visible()
    judge(ward)
    go(main.get_by_role("link", name=title, exact=True))
    judge(ward)
    go(main.get_by_role("link", name="Add one like it"))
    expect(ward.get_by_label("At which event?")).to_have_value("Regional falls day")

    # when the ward's year is kept, then it stays with its day and leads to today's
    ward.goto("/improvement/impact")
    units = ward.get_by_label("Unit and below")
    units.select_option(label=units.locator("option", has_text="Kingfisher Ward").inner_text())
    ward.get_by_role("button", name="Show").click()
    main.get_by_role("link", name="for its report").click()
    judge(ward)
    ward.get_by_role("button", name="Keep this year as it stands").click()
    expect(main).to_contain_text("how things stood on that day")
    judge(ward)
    main.get_by_role("link", name="Take it back").click()
    judge(ward)
    ward.get_by_label("Why do you take it back?").fill("The talk was counted twice.")
    ward.get_by_role("button", name="Take it back").click()
    expect(main).to_contain_text("The talk was counted twice.")
    go(main.get_by_role("link", name="The year as it stands today"))
    expect(ward.get_by_role("region", name="Kept editions")).to_contain_text("The talk was counted twice.")


@without_scripts
def test_what_patients_said_is_written_down_without_scripts(page: Page, sign_in_as: SignIn) -> None:
    team = sign_in_as(page, QI)
    main = team.get_by_role("main")
    impact_of(team)
    main.get_by_text("Add to the impact log").click()
    go(main.get_by_role("link", name="Patient and public involvement", exact=True).last)
    team.get_by_label("What was it?").fill("Tea with the forum")
    team.get_by_label("Which group?").fill("Four members of the patients’ forum")
    team.get_by_label("How were they involved?").fill("An hour over tea")
    team.get_by_label("What did they say?").fill("The leaflet frightens people.")
    team.get_by_label("What changed because of it?").fill("Nothing yet: the printer has a thousand left.")
    go(team.get_by_role("button", name="Store the entry"))
    expect(main).to_contain_text("Nothing yet: the printer has a thousand left.")


@both_sizes
def test_the_local_paper_wrote_about_the_ward(
    page: Page, sign_in_as: SignIn, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    title = f"Nurses hear every step, {request.node.callspec.id}"
    cutting = tmp_path / "cutting.png"
    cutting.write_bytes(picture())
    team = sign_in_as(page, QI)
    main = team.get_by_role("main")
    impact_of(team)
    main.get_by_text("Add to the impact log").click()
    go(main.get_by_role("link", name="Media", exact=True).last)
    judge(team)
    team.get_by_label("What was the headline?").fill(title)
    team.get_by_label("Where?", exact=True).fill("Alderbrook Evening News")
    team.get_by_label("Add a photo or a file that shows it").set_input_files(cutting)
    go(team.get_by_role("button", name="Store the entry"))
    main.get_by_role("link", name=title, exact=True).click()
    expect(main.get_by_role("link", name=f"Media: {title}")).to_be_visible()
    judge(team)
