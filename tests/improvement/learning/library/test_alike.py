"""When nothing has all the words: what has some of them, and what may have been meant."""

import pytest

from qms.improvement.learning.library.alike import closest, did_you_mean
from qms.improvement.learning.library.asking import Asked
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Stage
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY
from tests.improvement.making import project
from tests.page_client import PageClient


def asked(typed: str) -> Asked:
    return Asked(typed=typed)


def test_a_misspelt_word_is_offered_as_one_that_finds_something(place: Place, reading: PageClient) -> None:
    project(place.ward, place.nurse, title="Pressure ulcers on heels")
    page = reading.get(f"{LIBRARY}?q=presure+ulsers").text
    assert "Nothing here tells of “presure ulsers”." in page
    assert "Did you mean" in page
    assert "q=pressure+ulcers" in page
    assert "Did you mean" not in reading.get(f"{LIBRARY}?q=pressure+zebra").text, "nothing is like a zebra"
    assert "Did you mean" not in reading.get(f"{LIBRARY}?q=pressure").text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dischage letters", "discharge letters"),
        ("letters zebra", ""),  # no word is near
        ("dischage zebra", "discharge"),  # nothing is like a zebra, so it is left out
        ("pharmasy", "pharmacy"),  # of a text, not of its title
    ],
)
def test_only_what_finds_something_is_offered(place: Place, addresses: None, typed: str, meant: str) -> None:
    project(place.ward, place.nurse, title="Quicker discharge letters", why="The pharmacy waits for them.")
    assert did_you_mean(asked(typed)) == meant


def test_words_of_a_draft_are_not_given_away(place: Place, addresses: None) -> None:
    draft = project(place.ward, place.nurse, title="Chandeliers")
    assert did_you_mean(asked("chandeleers")) == "chandeliers"
    edit_charter(draft, team_only=True, stage=Stage.IDEA, by=place.nurse)
    db.session.commit()
    assert did_you_mean(asked("chandeleers")) == ""


def test_the_closest_are_shown_where_nothing_has_every_word(place: Place, reading: PageClient) -> None:
    project(place.ward, place.nurse, title="Quieter nights", why="Bells and trolleys wake everybody.")
    project(place.ward, place.nurse, title="Noise on the corridor", why="Nobody can rest.")
    page = reading.get(f"{LIBRARY}?q=noise+bells+sleep+nights").text
    assert "Nothing here tells of" in page
    assert "The closest: with some of these words" in page
    assert "Quieter nights" in page.replace('<mark class="qms-found">', "").replace("</mark>", "")
    assert "corridor" not in page, "one word of four is not close"
    assert closest(asked("zebra")) == []
    assert "The closest" not in reading.get(f"{LIBRARY}?q=zebra").text
