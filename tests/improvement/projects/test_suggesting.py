"""Which objective a project seems to serve, by words and nearness alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.improvement.projects.suggesting import Candidate, stems, suggest

FALLS = Candidate("objective-1", "Fewer falls on older people’s wards. Fewer than 4 falls per 1,000 bed days.", 1)
ULCERS = Candidate("objective-2", "No avoidable pressure ulcers", 1)
SEPSIS = Candidate("objective-3", "Antibiotics within the hour in sepsis", 1)
SAFE = Candidate("objective-4", "Safe care every time", 2)
ALL = [ULCERS, SEPSIS, FALLS, SAFE]


def keys(text: str, candidates: list[Candidate]) -> list[str]:
    return [each.key for each in suggest(text, "", candidates)]


def test_the_objective_that_shares_the_telling_words_comes_first() -> None:
    assert keys("Preventing falls at night. Patients fall on the way to the toilet.", ALL) == ["objective-1"]
    assert keys("Pressure ulcer rounds", ALL) == ["objective-2"]
    assert keys("Giving antibiotic drugs sooner when sepsis is suspected", ALL) == ["objective-3"]


def test_nothing_is_suggested_without_a_shared_word() -> None:
    assert keys("Quicker discharge letters", ALL) == []
    assert keys("", ALL) == []
    assert keys("Falls", []) == []


def test_of_two_alike_the_nearer_one_wins() -> None:
    far, near = Candidate("far", "Fewer falls", 3), Candidate("near", "Fewer falls", 0)
    assert keys("Falls at night", [far, near]) == ["near", "far"]


def test_words_that_every_objective_has_do_not_decide() -> None:
    many = [
        Candidate(f"o-{number}", f"Patients on the ward get {word} care", 0) for number, word in enumerate(("kind", "calm"))
    ]
    assert keys("Patients on the ward get calm care", many) == ["o-1"]


def test_words_meet_whatever_their_endings() -> None:
    assert stems("Falling") == stems("falls") == stems("Fall")
    assert stems("tripped tripping trips") == stems("trip")
    assert stems("medication medications") == stems("medication")


TRUST = [
    Candidate("falls", "Fewer falls. Fewer than 4.0 falls per 1,000 bed days on every ward by March.", 1),
    Candidate("skin", "Healthy skin in our care. No more than 1.5 new pressure ulcers per 1,000 bed days.", 1),
    Candidate("four", "Seen within four hours. 95% of people who come to the Emergency Department leave in four hours.", 1),
    Candidate("sepsis", "Sepsis treated within the hour. 90% of people with red-flag sepsis have antibiotics in an hour.", 1),
    Candidate("hands", "Clean hands, fewer infections. Hands cleaned at 95% of opportunities on every ward.", 1),
    Candidate("recommend", "Care that people would recommend. 93% of patients would recommend their ward.", 1),
    Candidate("food", "Nobody goes hungry. 90% of patients screened within a day.", 1),
    Candidate("safe", "Safe care everywhere in Three Rivers. Fewer people harmed in any of our hospitals.", 2),
    Candidate("waits", "Urgent care without long waits. 95% of people seen, treated or sent home within four hours.", 2),
]


@pytest.mark.parametrize(
    ("title", "why", "first"),
    [
        ("Fewer falls at night", "Three patients fell in October on the way to the toilet.", "falls"),
        ("Nobody fell this winter", "", "falls"),
        ("Bed sores on heels", "We found two last month.", "skin"),
        ("Antibiotics in time", "They wait too long for the first dose.", "sepsis"),
        ("Hand hygiene", "We are below the standard.", "hands"),
        ("Friends and family test: more answers", "Only a few answer.", "recommend"),
        ("Weight loss noticed sooner", "Meals go back untouched.", "food"),
        ("Shorter waits in A&E", "People wait more than four hours.", "waits"),
        ("Staff wellbeing: breaks taken", "Nobody takes breaks, and sickness is high.", None),
        ("Stop the clutter in the treatment room", "We cannot find dressings.", None),
        ("Fewer missed doses of insulin", "Insulin was late for five patients.", None),
        ("Standing blood pressure for everybody", "We forget it.", None),
    ],
)
def test_titles_as_people_write_them(title: str, why: str, first: str | None) -> None:
    found = [each.key for each in suggest(title, why, TRUST)]
    assert (found[0] if found else None) == first, found


def test_a_title_says_more_than_a_long_reason() -> None:
    why = "Trolleys stand in the corridor, hands are full and the infections nurse asked us to look at all of it again."
    assert suggest("Falls in the corridor", why, TRUST)[0].key == "falls"


@given(
    st.text(max_size=300),
    st.lists(st.builds(Candidate, st.text(max_size=5), st.text(max_size=80), st.integers(0, 9)), max_size=8),
)
def test_any_text_gets_at_most_three_of_the_candidates(text: str, candidates: list[Candidate]) -> None:
    found = suggest(text, text, candidates)
    assert len(found) <= 3
    assert all(each in candidates for each in found)
