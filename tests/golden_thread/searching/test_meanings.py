"""Other words for the same: what a search understands, on every database alike."""

import pytest

from qms.golden_thread.searching import meanings, queries
from qms.golden_thread.searching.meanings import terms_of
from qms.improvement.learning.library.words import LITTLE
from tests.builder import Builder

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("UTIs", "urinary tract infection"),
        ("Urinary infections", "uti"),
        ("blood clot", "vte"),
        ("pressure injuries", "pressure ulcer"),
        ("LOS", "length of stay"),
        ("did not attend", "missed appointment"),
        ("AKI", "kidney injury"),
        ("NEWS2", "deterioration"),
        ("handoff", "handover"),
        ("TTOs", "discharge medicine"),
        ("A&E", "emergency department"),
        ("broken hips", "neck of femur"),
    ],
)
def test_what_is_typed_is_understood(typed: str, also: str) -> None:
    (term,) = terms_of(typed)
    assert also in term.phrases


def test_what_is_typed_comes_first_as_it_was_typed() -> None:
    assert terms_of("Pressure ulcers")[0].phrases[0] == "pressure ulcers"
    assert terms_of("PU")[0].phrases[:3] == ("pu", "pus", "pressure ulcer")
    assert "pu" not in terms_of("pressure ulcer")[0].phrases, "alone it also means something else"
    assert "a e" not in terms_of("A&E")[0].phrases, "two single letters say nothing"


def test_the_longest_expression_counts_and_other_words_stay_what_they_are() -> None:
    terms = terms_of("Fewer catheter-associated urinary tract infections at night")
    assert [each.typed for each in terms] == ["fewer", "catheter associated urinary tract infections", "at", "night"]
    assert [each.known for each in terms] == [False, True, False, False]
    assert terms_of("") == []
    assert terms_of("%") == []


def test_every_expression_can_be_looked_for_alike_on_every_database() -> None:
    groups = meanings._GROUPS.strip().splitlines()
    assert len(groups) >= 40
    for line in groups:
        said = [each.strip() for each in line.split("|")]
        assert sum(each[0] not in "([" for each in said) >= 1, line
        assert len(said) >= 2, line
        for each in said:
            words = each.strip("()[]").split()
            assert each.startswith("[") or not {words[0], words[-1]} & LITTLE, f"{each}: a database leaves little words out"


def test_metrics_are_found_by_another_word_for_them(build: Builder) -> None:
    trust = build.trust()
    build.metric(trust, name="Urinary tract infections per 1,000 bed days")
    build.metric(trust, name="Beds closed at night")
    assert [each.name for each in queries.metrics("uti", 10).items] == ["Urinary tract infections per 1,000 bed days"]
    assert queries.metrics("length of stay", 10).items == [], "“los” in “closed” is no length of stay"
    assert len(queries.metrics("infections urinary", 10).items) == 1
    assert queries.metrics("%", 10).items == []
