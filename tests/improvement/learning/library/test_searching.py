"""What is found, in which order, and by what it is narrowed."""

import datetime as dt

import pytest

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.library import index
from qms.improvement.learning.library.asking import Asked
from qms.improvement.learning.library.queries import counted
from qms.improvement.learning.library.words import telling_terms, words_of
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Method, Stage
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.learning.library.making import LIBRARY, ask
from tests.improvement.making import project
from tests.page_client import PageClient


def test_words_are_found_in_other_forms_and_titles_come_first(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse, title="Quieter nights", why="Bells wake people who then fall.")
    project(place.ward, place.nurse, title="Falling less often", why="Too many.")
    assert ask("falls") == ["Falling less often", "Quieter nights"]
    assert ask("FALL bell") == ["Quieter nights"]
    assert ask("quieter fall") == ["Quieter nights"]
    assert ask("zebra") == []


def test_what_came_to_something_goes_before_what_is_not_known_yet(place: Place, addresses: None) -> None:
    gone = project(place.ward, place.nurse, title="Fewer falls once")
    gone.stage = Stage.ABANDONED
    db.session.commit()
    project(place.ward, place.nurse, title="Fewer falls now")
    assert ask("falls") == ["Fewer falls once", "Fewer falls now"]


def test_the_beginning_of_the_last_word_is_enough(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse, title="Anticoagulants checked", why="Some were missed.")
    assert ask("antico") == ["Anticoagulants checked"]
    assert ask("antico checked") == []


@pytest.mark.parametrize(
    "typed", ["%", '"', "fall*", "NEAR(a b)", "title:falls", "'; DROP TABLE unit", "fall AND", "(", "\\", "x" * 500, "² ½"]
)
def test_odd_words_break_nothing(place: Place, reading: PageClient, typed: str) -> None:
    project(place.ward, place.nurse)
    assert reading.get(LIBRARY, query_string={"q": typed}).status_code == 200


def test_signs_between_words_part_them(place: Place, addresses: None) -> None:
    project(place.ward, place.nurse, title="Handover day/night", why="Co-designed (with carers); the ward's own.")
    for typed in ("night", "carers", "co-designed", "ward's"):
        assert ask(typed) == ["Handover day/night"], typed


def test_it_is_narrowed_by_unit_kind_method_outcome_and_year(place: Place, addresses: None) -> None:
    here = project(place.ward, place.nurse, title="Here")
    project(place.other_ward, place.other_nurse, title="There")
    edit_charter(here, method=Method.LEAN_A3, started_on=dt.date(2024, 5, 1), by=place.nurse)
    db.session.commit()
    assert sorted(ask()) == ["Here", "There"]
    assert ask(unit=place.ward) == ["Here"]
    assert sorted(ask(unit=place.trust)) == ["Here", "There"]
    assert ask(year=2024) == ["Here"]
    assert ask(method=Method.LEAN_A3) == ["Here"]
    assert ask(kind="cycle") == []
    assert counted(Asked()) == {("project", Outcome.UNKNOWN): 2}


@pytest.mark.one_database
def test_words_to_look_for() -> None:
    assert words_of("The FALLS, the falls & a patient’s 2 beds_x") == ["falls", "patient", "2", "beds", "x"][:4]
    assert words_of("é" * 100) == ["é" * 40]
    assert len(words_of(" ".join(f"word{n}" for n in range(30)))) == 8
    told = telling_terms("Improving heels and pressure sores, or pressure ulcers, on our ward by 2027")
    assert [each.typed for each in told] == ["heels", "pressure ulcers"], "the same thing counts once"


@pytest.mark.one_database
def test_marks_become_runs() -> None:
    assert [(run.text, run.found) for run in index.runs("a \x02fall\x03 b")] == [("a ", False), ("fall", True), (" b", False)]
    assert index.runs("") == []
