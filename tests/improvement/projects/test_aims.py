"""What an aim says and what it leaves open."""

import pytest

from qms.improvement.projects.aims import check_aim

WHOLE = [
    "From 5.9 to 4.0 falls per 1,000 bed days on Ward 7 by March 2027.",
    "Halve the falls of older patients within six months.",
    "By 3 March 2027 every patient with sepsis gets antibiotics within the hour.",
    "No grade 3 pressure ulcers among our residents by 31/03/2027.",
    "90% of letters reach people in 2026/27.",
]
PARTIAL = {
    "Fewer falls": ["how much", "by when", "for whom"],
    "Fewer falls by 3 March 2027": ["how much", "for whom"],
    "Fewer falls on Ward 7 by spring": ["how much"],
    "Halve the falls": ["by when", "for whom"],
    "10% fewer falls for patients": ["by when"],
    "": ["how much", "by when", "for whom"],
}


@pytest.mark.parametrize("aim", WHOLE)
def test_an_aim_that_answers_all_three_needs_no_hint(aim: str) -> None:
    assert check_aim(aim).missing == []
    assert check_aim(aim).hint == ""


@pytest.mark.parametrize(("aim", "open_questions"), PARTIAL.items())
def test_what_is_left_open_is_named(aim: str, open_questions: list[str]) -> None:
    assert check_aim(aim).missing == open_questions


def test_the_units_own_name_says_for_whom_and_its_number_is_no_amount() -> None:
    assert check_aim("Fewer falls on Elm 4 by spring", unit="Elm 4").missing == ["how much"]


def test_the_hint_is_a_sentence() -> None:
    assert check_aim("Fewer falls").hint == "The aim could also say how much, by when and for whom."
    assert check_aim("Halve the falls").hint == "The aim could also say by when and for whom."
    assert check_aim("10% fewer falls for patients").hint == "The aim could also say by when."


def test_a_very_long_text_is_read_in_no_time() -> None:
    assert check_aim("in " * 2000 + "1 " * 2000).missing == ["by when", "for whom"]
