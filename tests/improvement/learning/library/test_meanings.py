"""Tried before and the library by other words for the same; two words of a title want both, or a rare one."""

from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.learning.library import alike
from qms.improvement.learning.library.alike import tried_before
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY, ask
from tests.improvement.making import project
from tests.page_client import PageClient


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Fewer UTIs on our ward", "urinary infections"),
        ("Preventing catheter-associated urinary tract infections", "CAUTI"),
        ("Blood clots after surgery", "VTE"),
        ("Heel pressure injuries", "pressure ulcers heel"),
        ("Shorter length of stay", "LOS"),
        ("Missed appointments in the afternoon", "DNA afternoon"),
        ("Kidney injury alerts", "AKI alert"),
        ("Seeing deterioration early", "NEWS2"),
        ("Safer handover at seven", "handoff at seven"),
        ("TTOs before lunch", "discharge medicines lunch"),
        ("Emergency department triage", "A&E triage"),
    ],
)
def test_another_word_for_the_same_finds_it(place: Place, addresses: None, title: str, typed: str) -> None:
    project(place.ward, place.nurse, title=title, why="It matters to us.")
    project(place.ward, place.nurse, title="Chandeliers", why="They hang low, a long stay in the afternoon.")
    assert ask(typed) == [title]
    assert [each.title for each in tried_before(typed)] == [title]


def test_what_was_found_is_marked_in_the_words_of_the_text(place: Place, reading: PageClient) -> None:
    project(place.ward, place.nurse, title="Fewer UTIs")
    page = reading.get(f"{LIBRARY}?q=urinary+tract+infection").text
    assert '<mark class="qms-found">UTIs</mark>' in page


@pytest.fixture
def falls_everywhere(place: Place) -> Place:
    """A library in which many tell of falls and one of lights."""
    for number in range(5):
        project(place.ward, place.nurse, title=f"Falls in bay {number}", why="Again.")
    project(place.ward, place.nurse, title="Dimmed lights", why="Too bright.")
    return place


def test_of_two_words_both_are_wanted_or_a_rare_one(
    falls_everywhere: Place, addresses: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "FEW_TEXTS", 1)
    assert [each.title for each in tried_before("Falls and lights")] == ["Dimmed lights"], "one of six is rare"
    assert tried_before("Falls and chandeliers") == [], "five of six is not, and nobody wrote of the other"
    both = project(falls_everywhere.ward, falls_everywhere.nurse, title="Lights against falls", why="Both.")
    assert [each.ref_id for each in tried_before("Falls and lights")] == [both.id]
    assert len(tried_before("Falls")) == 3, "a title of one word is like what has it"


def test_the_number_of_queries_stays(falls_everywhere: Place, addresses: None, count_queries: Callable[[], Any]) -> None:
    for title in ("Falls", "Falls, lights, bays, UTIs and pressure ulcers"):
        with count_queries() as queries:
            tried_before(title)
        assert sum(each.startswith("SELECT") for each in queries) == 2, title
