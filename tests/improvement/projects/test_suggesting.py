"""Which objective a project seems to serve, by words and nearness alone."""

from hypothesis import given
from hypothesis import strategies as st

from qms.improvement.projects.suggesting import Candidate, stems, suggest

FALLS = Candidate("objective-1", "Fewer falls on older people’s wards. Fewer than 4 falls per 1,000 bed days.", 1)
ULCERS = Candidate("objective-2", "No avoidable pressure ulcers", 1)
SEPSIS = Candidate("objective-3", "Antibiotics within the hour in sepsis", 1)
SAFE = Candidate("objective-4", "Safe care every time", 2)
ALL = [ULCERS, SEPSIS, FALLS, SAFE]


def keys(text: str, candidates: list[Candidate]) -> list[str]:
    return [each.key for each in suggest(text, candidates)]


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
    assert stems("stopped stopping stops") == stems("stop")
    assert stems("medication medications") == stems("medication")


@given(
    st.text(max_size=300),
    st.lists(st.builds(Candidate, st.text(max_size=5), st.text(max_size=80), st.integers(0, 9)), max_size=8),
)
def test_any_text_gets_at_most_three_of_the_candidates(text: str, candidates: list[Candidate]) -> None:
    found = suggest(text, candidates)
    assert len(found) <= 3
    assert all(each in candidates for each in found)
