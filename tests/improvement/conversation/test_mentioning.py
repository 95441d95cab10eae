"""Whom a text means by an @."""

import pytest
from wtforms import ValidationError

from qms.improvement.conversation.mentioning import calls, find_mentioned
from qms.improvement.conversation.presenters import pieces
from tests.builder import Builder
from tests.improvement.conftest import Place


@pytest.mark.parametrize("text", ["Five @ ten", "mail a@b.example", "@ 5 pm", "@5", "", "a@Ana"])
def test_not_every_at_calls_somebody(text: str) -> None:
    assert calls(text) == []


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("@Ana Reid, how did you do it?", "@Ana Reid, how did you do it?"),
        ("Thanks @ana reid", "Thanks @Ana Reid"),
        ("(@Ana Reid's idea)", "(@Ana Reid's idea)"),
        ("@ana.reid@ward.example: thanks", "@Ana Reid: thanks"),
        ("Ask @ana.reid@ward.example.", "Ask @Ana Reid."),
        ("@Ana Reid\nthank you", "@Ana Reid\nthank you"),
    ],
)
@pytest.mark.one_database
def test_a_name_or_an_address_is_enough(build: Builder, text: str, stored: str) -> None:
    ana = build.person(name="Ana Reid", email="ana.reid@ward.example")
    assert find_mentioned(text, []) == (stored, [ana])


def test_several_are_found_each_once_and_the_longest_name_wins(build: Builder) -> None:
    short, long = build.person(name="Ann Lee"), build.person(name="Ann Lee Green")
    text, found = find_mentioned("@Ann Lee Green and @Ann Lee and @ann lee: look", [])
    assert found == [long, short]
    assert pieces(text, [each.name for each in found]) == [
        ("@Ann Lee Green", True),
        (" and ", False),
        ("@Ann Lee", True),
        (" and ", False),
        ("@Ann Lee", True),
        (": look", False),
    ]


@pytest.mark.one_database
def test_a_first_name_is_enough_on_the_team_and_nowhere_else(place: Place) -> None:
    assert find_mentioned("Thanks @Ana!", [place.nurse]) == ("Thanks @Ana Reid!", [place.nurse])
    with pytest.raises(ValidationError, match="Did you mean Ana Reid"):
        find_mentioned("Thanks @Ana!", [])


@pytest.mark.one_database
def test_nobody_is_called_that(place: Place) -> None:
    with pytest.raises(ValidationError, match=r"Nobody here is called “@Dan Woods”\. Did you mean Dan Wood"):
        find_mentioned("@Dan Woods knows", [])
    with pytest.raises(ValidationError, match="Use the name or e-mail address"):
        find_mentioned("@nobody@else.example", [])


@pytest.mark.one_database
def test_two_of_one_name_are_told_apart_by_their_addresses(build: Builder) -> None:
    one = build.person(name="Ann Lee", email="ann@a.example")
    build.person(name="Ann Lee", email="ann@b.example")
    with pytest.raises(ValidationError, match="More than one person here is called Ann Lee"):
        find_mentioned("@Ann Lee", [])
    assert find_mentioned("@ann@a.example", []) == ("@Ann Lee", [one])


@pytest.mark.one_database
def test_who_has_left_is_not_called(build: Builder, place: Place) -> None:
    place.reader.active = False
    build.commit(place.reader)
    with pytest.raises(ValidationError, match="Nobody here is called"):
        find_mentioned("@Dan Wood", [])
