"""Methods change words, never what is kept."""

import pytest

from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.forms import charter_data
from qms.improvement.projects.methods import METHODS, SHARED, words_of
from qms.improvement.projects.models import Method, Project
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


@pytest.mark.parametrize("method", Method)
def test_each_method_names_every_question_and_invents_none(method: Method) -> None:
    words = words_of(method)
    assert all(words.prompt(name).label and words.prompt(name).hint for name in SHARED)
    assert set(words.prompts) <= set(SHARED)


def test_every_method_is_on_offer() -> None:
    assert set(METHODS) == set(Method)


@pytest.mark.one_database
def test_the_method_speaks_on_the_charter_and_its_tabs_and_keeps_what_was_written(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    edit_charter(made, problem="Twelve falls in March.", by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    data = charter_data(made)
    client.submit(f"{url}/edit", data | {"due_on": data["due_on"].isoformat(), "method": "lean-a3"})

    assert db.session.get(Project, made.id).method is Method.LEAN_A3
    page = client.get(f"{url}?tab=charter").text
    for words in ("Present state and root causes", "Twelve falls in March.", "Countermeasures", "What may stand in the way?"):
        assert words in page, words
    assert "Go and see" in client.get(url).text


@pytest.mark.one_database
def test_the_charter_grows_question_by_question_and_hints_at_what_the_aim_leaves_open(
    client: PageClient, place: Place
) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    page = client.get(f"{url}?tab=charter").text
    assert f'href="{url}/edit#scope_out"' in page
    assert "The aim could also say" not in page, "nothing is said of an aim that nobody has written"
    edit_charter(made, aim="Fewer falls", scope_out="Day rooms", by=place.nurse)
    db.session.commit()
    page = client.get(f"{url}?tab=charter").text
    assert "The aim could also say how much, by when and for whom." in page
    assert f'href="{url}/edit#scope_out"' not in page
    assert "Day rooms" in page
