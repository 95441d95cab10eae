"""Programmes: added, changed, two people at once, names once."""

import pytest

from qms.improvement.capability.models import Programme, Tier
from qms.kernel.db import db
from tests.improvement.capability.making import programme
from tests.improvement.conftest import Place
from tests.page_client import PageClient

URL = "/improvement/capability/programmes"


def test_a_programme_is_added_and_shown_to_everybody(client: PageClient, place: Place) -> None:
    typed = {"name": "QSIR  Practitioner", "tier": "silver", "refresher_months": "36", "about": "Five days."}
    assert client.sign_in(place.coach).submit(f"{URL}/new", typed).status_code == 303
    made = db.session.query(Programme).one()
    assert (made.name, made.tier, made.refresher_months) == ("QSIR Practitioner", Tier.SILVER, 36)
    page = client.sign_in(place.reader).get(URL).text
    assert "After 36 months" in page
    assert "Add a programme" not in page


WRONG = {
    "name": ("", "Enter what the programme is called."),
    "tier": ("platinum", "Choose the tier that it counts towards."),
    "refresher_months": ("0", "Enter a number of months from 1 to 240."),
}


@pytest.mark.one_database
@pytest.mark.parametrize("field", WRONG)
def test_bad_input(client: PageClient, place: Place, field: str) -> None:
    typed, words = WRONG[field]
    data = {"name": "Bronze", "tier": "bronze", "refresher_months": ""} | {field: typed}
    page = client.sign_in(place.coach).submit(f"{URL}/new", data)
    assert page.status_code == 422
    assert words in page.text


def test_no_two_programmes_share_a_name(client: PageClient, place: Place) -> None:
    programme("Bronze day")
    page = client.sign_in(place.coach).submit(f"{URL}/new", {"name": "bronze DAY", "tier": "none"})
    assert page.status_code == 422
    assert "There is a programme called Bronze day already." in page.text


def test_two_people_changing_one_programme_both_see_it(client: PageClient, place: Place) -> None:
    made = programme("Bronze day")
    url, data = f"{URL}/{made.id}/edit", {"name": "Bronze day", "tier": "bronze", "version": str(made.version)}
    client.sign_in(place.coach)
    assert client.submit(url, data | {"about": "Mine."}).status_code == 303
    late = client.submit(url, data | {"about": "Theirs."})
    assert late.status_code == 409
    assert "Mine." in late.text
    assert "Theirs." in late.text


def test_what_is_no_longer_taught_is_not_offered(client: PageClient, place: Place) -> None:
    made = programme("Old course")
    data = {"name": "Old course", "tier": "bronze", "version": str(made.version), "retired": "y"}
    client.sign_in(place.coach).submit(f"{URL}/{made.id}/edit", data)
    assert ">Old course</option>" not in client.get("/improvement/capability/trainings/new").text
    assert "No longer taught" in client.get(URL).text
