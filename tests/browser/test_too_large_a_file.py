"""Somebody chooses a film in place of a photo: told before it is sent, and afterwards too, without losing a word."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import judge
from tests.browser.signing_in import WARD, SignIn

WORDS = "Clocks are up in bay two."


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """More than a file may have, and more than the server takes at once."""
    path = tmp_path / "ward round.jpg"
    path.write_bytes(b"\xff\xd8\xff" + b"x" * 26_000_000)
    return path


def test_words_outlive_a_file_that_is_too_large(page: Page, sign_in_as: SignIn, film: Path) -> None:
    nurse = sign_in_as(page, WARD)
    nurse.goto("/improvement/projects/1?tab=log")
    address = nurse.url
    entry = nurse.locator("form[action$='/entries']")
    entry.get_by_role("textbox").first.fill(WORDS)
    entry.get_by_text("Add photos or files").click()
    entry.get_by_label("Photos or files").set_input_files(film)
    expect(entry.get_by_role("alert")).to_have_text(
        "ward round.jpg has 26.0 MB. Choose 15 MB each at most: save it smaller, or as PDF."
    )
    judge(nurse)
    entry.get_by_role("button", name="Store entry").click()
    expect(entry.get_by_label("Photos or files")).to_be_focused()
    assert nurse.url == address, "nothing was sent"

    # A browser whose script did not arrive sends it all the same.
    nurse.evaluate("for (const field of document.querySelectorAll('[data-most]')) field.removeAttribute('data-most')")
    entry.evaluate("form => form.requestSubmit()")  # a button that is pressed twice within a second counts once
    expect(nurse.get_by_role("heading", level=1)).to_have_text("That file is too large")
    nurse.get_by_role("link", name="Go back and choose again").click()
    expect(nurse.locator("form[action$='/entries']").get_by_role("textbox").first).to_have_value(WORDS)
