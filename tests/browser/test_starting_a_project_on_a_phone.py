"""A nurse starts a project between two bells, on a telephone: few taps, nothing twice, nothing lost."""

import io

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from qms.people.passwords import DEMO_PASSWORD
from tests.browser.approving import sponsor_approves
from tests.browser.going import go
from tests.browser.looking import judge
from tests.browser.serving import Server
from tests.browser.signing_in import QI, WARD, SignIn
from tests.browser.sizes import on_phone

SMALL = """() => [...document.querySelectorAll(
    'main :is(button, summary, textarea, select, nav a, .nhsuk-button, '
    + 'input:not([type=hidden], [type=radio], [type=checkbox]))'
  )].filter((each) => each.checkVisibility() && (each.offsetHeight < 43.5 || each.offsetWidth < 43.5))
  .map((each) => `${each.innerText || each.name}: ${each.offsetWidth} × ${each.offsetHeight}`)"""


def photo() -> bytes:
    """A picture that lies on its side, as a telephone stores it, with its maker in it."""
    picture, out = Image.new("RGB", (800, 600), "darkseagreen"), io.BytesIO()
    hidden = picture.getexif()
    hidden[0x010F], hidden[0x0112] = "Phone of Nurse Reid", 6
    picture.save(out, "JPEG", exif=hidden)
    return out.getvalue()


def from_a_signal(page: Page) -> None:
    """Start a project from the first concern: three taps, and nothing is typed."""
    page.goto("/")
    concern = page.get_by_role("region", name="Signals to answer").get_by_role("listitem").filter(has_text="Concern").first
    go(concern.get_by_role("link", name="React"))
    go(page.get_by_role("button", name="Start a project"))
    go(page.get_by_role("button", name="Start the project"))
    expect(page.get_by_role("alert")).to_contain_text("your project has started")


def tab_to(page: Page, wanted: Locator, most: int = 40) -> None:
    """Go on with the key alone until the wanted control has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"{wanted} was not reached by {most} tabs")


@on_phone
def test_three_taps_from_a_signal_then_a_photo_and_a_test_that_is_taken_back(
    page: Page, server: Server, sign_in_as: SignIn
) -> None:
    # given a project started from a signal without a word typed
    nurse = sign_in_as(page, QI)
    from_a_signal(nurse)
    assert nurse.evaluate(SMALL) == [], "too small for a thumb"

    # when an entry is written with a photo
    nurse.get_by_role("link", name="Write in the log").click()
    expect(nurse.get_by_label("What happened today?")).to_be_focused()
    nurse.keyboard.type("Turning clock above bed 4.")
    nurse.get_by_text("Add photos or files").click()
    nurse.get_by_label("Photos or files").set_input_files({"name": "clock.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    nurse.get_by_role("button", name="Store entry").click()
    # then it is said where the log is, and the photo is told in words, stands upright and keeps nothing of the camera
    expect(nurse.get_by_role("alert")).to_be_focused()
    expect(nurse.get_by_role("alert")).to_be_in_viewport()
    picture = nurse.get_by_role("img", name="Photo with this entry: Turning clock above bed 4.")
    picture.scroll_into_view_if_needed()
    judge(nurse)
    go(picture)
    kept = nurse.request.get(nurse.locator(".qms-whole-picture").get_attribute("src") or "")
    seen = Image.open(io.BytesIO(kept.body()))
    assert seen.height > seen.width
    assert not dict(seen.getexif())
    nurse.go_back()

    # when its sponsor agrees, and a test is planned and decided too early
    sponsor_approves(server, nurse.url)
    go(nurse.get_by_role("main").get_by_role("link", name="Plan a test"))
    nurse.get_by_label("What are you testing?").fill("Does a clock in bay 2 help for three nights?")
    nurse.get_by_label("What do you predict").fill("Eight turns of ten on time.")
    go(nurse.get_by_role("button", name="Store the plan"))
    nurse.get_by_text("Study and act: what did you find").click()
    nurse.get_by_label("Study: what did you find").fill("Nine of ten.")
    nurse.get_by_label("Yes, as predicted").check()
    nurse.get_by_label("Adopt").check()
    nurse.get_by_label("Why?").fill("It works.")
    go(nurse.get_by_role("button", name="Store", exact=True))
    go(nurse.get_by_role("link", name="Cycle 1: Does a clock"))
    # then the decision can be taken back, and what was found stays
    go(nurse.get_by_role("button", name="Undo the decision"))
    nurse.get_by_text("Study and act: what did you find").click()
    expect(nurse.get_by_label("Study: what did you find")).to_have_value("Nine of ten.")
    assert nurse.evaluate(SMALL) == [], "too small for a thumb"


def test_with_the_keyboard_alone(page: Page, sign_in_as: SignIn) -> None:
    # given the form of a new project
    nurse = sign_in_as(page, QI)
    nurse.goto("/improvement/projects/new")
    # when it is filled in and sent without a mouse
    tab_to(nurse, nurse.get_by_label("What will you improve?"))
    nurse.keyboard.type("Quieter nights")
    tab_to(nurse, nurse.get_by_label("Why?"))
    nurse.keyboard.type("Noise keeps people awake.")
    tab_to(nurse, nurse.get_by_role("button", name="Start the project"))
    nurse.keyboard.press("Enter")
    # then the answer has the focus, and the log is near
    expect(nurse.get_by_role("alert")).to_be_focused()
    tab_to(nurse, nurse.get_by_role("link", name="Write in the log"))
    nurse.keyboard.press("Enter")
    expect(nurse.get_by_label("What happened today?")).to_be_focused()
    nurse.keyboard.type("Ear plugs offered.")
    tab_to(nurse, nurse.get_by_role("button", name="Store entry"))
    nurse.keyboard.press("Enter")
    expect(nurse.get_by_role("alert")).to_contain_text("Stored: your entry in the log.")
    expect(nurse.get_by_role("alert")).to_be_focused()
    tab_to(nurse, nurse.get_by_label("What happened today?"), most=2)

    # when an ending is chosen, its form has the focus; without a lesson it is refused beside the field
    for name in ("Charter", "Pause it"):
        with nurse.expect_navigation():
            nurse.get_by_role("link", name=name, exact=True).press("Enter")
    expect(nurse.get_by_role("combobox", name="Stage")).to_be_focused()
    tab_to(nurse, nurse.get_by_role("button", name="Store the stage"))
    nurse.keyboard.press("Enter")
    expect(nurse.locator(".nhsuk-error-summary")).to_be_focused()
    tab_to(nurse, nurse.locator(".nhsuk-error-summary a"), most=1)
    nurse.keyboard.press("Enter")
    expect(nurse.get_by_label("What did you learn?")).to_be_focused()


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(DEMO_PASSWORD)
    go(page.get_by_role("main").get_by_role("button", name="Sign in"))


@on_phone
def test_words_typed_while_the_session_ended_come_back_once_and_to_their_writer_alone(page: Page, sign_in_as: SignIn) -> None:
    # given words in the log of a project whose session has ended meanwhile
    nurse = sign_in_as(page, QI)
    from_a_signal(nurse)
    address = nurse.url
    nurse.get_by_label("What happened today?").fill("Night staff asked for a clock.")
    nurse.context.clear_cookies()
    # when they are stored
    go(nurse.get_by_role("button", name="Store entry"))
    # then the page says so and leads back over signing in
    expect(nurse.get_by_role("heading", level=1)).to_have_text("Your session has ended")
    judge(nurse)
    go(nurse.get_by_role("link", name="Sign in and go back"))
    sign_in(nurse, QI)
    expect(nurse.get_by_label("What happened today?")).to_have_value("Night staff asked for a clock.")
    expect(nurse.get_by_role("status").filter(has_text="is back")).to_be_visible()
    judge(nurse)
    # and once stored they are forgotten
    go(nurse.get_by_role("button", name="Store entry"))
    expect(nurse.locator("#log .qms-log__entry").first).to_contain_text("Night staff asked for a clock.")
    expect(nurse.get_by_label("What happened today?")).to_be_empty()

    # when somebody else signs in at the same telephone, nothing of what the first one typed is there
    nurse.get_by_label("What happened today?").fill("Half a sentence")
    go(nurse.get_by_role("button", name="Sign out"))
    nurse.goto(address)
    sign_in(nurse, WARD)
    expect(nurse.get_by_role("heading", level=1)).to_be_visible()
    assert "Half a sentence" not in nurse.evaluate("() => JSON.stringify({...sessionStorage})")
