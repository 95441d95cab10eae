"""Did it work? A team reads on the page of its project, and on that of a test, what the measures show."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.signing_in import QI, SignIn
from tests.browser.sizes import on_phone


def shown(picture: Locator) -> bool:
    """Whether the picture was loaded and drawn."""
    picture.scroll_into_view_if_needed()
    return picture.evaluate("image => image.decode().then(() => image.naturalWidth > 300)")


@on_phone
def test_what_a_change_did_is_said_shown_and_explained_on_a_telephone(page: Page, sign_in_as: SignIn) -> None:
    # given a project whose change was adopted
    team = sign_in_as(page, QI)
    team.goto("/improvement")
    go(team.get_by_role("link", name="Falls bundle on Kingfisher Ward").first)
    main = team.get_by_role("main")
    # then the first sentences say what it did, and the interval how sure that is
    expect(main).to_contain_text("Since the change on")
    expect(main).to_contain_text(re.compile(r"The difference is −[\d.]+ \(95% interval −[\d.]+ to −[\d.]+\)"))
    expect(main.locator(".qms-sentence").first).to_contain_text("The chart shows a real improvement, sustained for")
    # and the chart has both averages
    picture = main.locator("figure img").first
    assert "/changes/" in (picture.get_attribute("src") or "")
    assert shown(picture)
    expect(picture).to_have_attribute("alt", re.compile("Since the change on"))
    judge(team)

    # when a test of it is opened
    go(team.get_by_role("navigation", name="Parts of this project").get_by_role("link", name="Tests of change"))
    go(team.get_by_role("link", name=re.compile("^Cycle 1:")))
    # then its measures stand beside the prediction
    section = team.get_by_role("region", name="What the measures show")
    expect(main).to_contain_text("Predicted:")
    expect(section).to_contain_text("Since this test began on")
    assert shown(section.locator("figure img"))
    expect(section.locator("figcaption")).to_contain_text("Flag 1: this test began on")
    main.get_by_text("What is this?").click()
    expect(main).to_contain_text("judged by the limits from before")
    judge(team)
