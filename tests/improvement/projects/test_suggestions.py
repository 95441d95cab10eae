"""What a project is offered to serve: its unit's own objectives need no words."""

from qms.improvement.projects.suggestions import suggestions_for
from tests.improvement.conftest import Place
from tests.improvement.making import objective


def offered(place: Place, title: str) -> list[str]:
    return [each.words for each in suggestions_for(place.ward, title, "")]


def test_the_unit_alone_offers_its_own_objectives(place: Place) -> None:
    objective(place.ward, "Nobody falls here")
    objective(place.trust, "Safe medicines")
    assert offered(place, "") == ["Nobody falls here"]
    assert offered(place, "Bells out of reach") == ["Nobody falls here"]


def test_what_the_title_speaks_of_comes_first_and_there_are_never_more_than_three(place: Place) -> None:
    for number in range(4):
        objective(place.ward, f"Aim {number}")
    objective(place.trust, "Safe medicines")
    found = offered(place, "Medicines on time")
    assert found[0] == "Safe medicines"
    assert len(found) == 3
