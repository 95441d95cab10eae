"""Files of learning systems: mapped, previewed, stored whole or not at all."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.capability.imports.jobs import tidy_training_imports
from qms.improvement.capability.models import ImportState, Learner, Placement, Programme, Training, TrainingImport
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.capability.making import NEW, bring, brought, previewed, programme, trained
from tests.improvement.conftest import Place
from tests.page_client import PageClient

HEADER = "First name,Surname,E-mail,Department,Course,Date completed,Phone\n"
COLUMNS = {
    "first_name_column": "First name", "name_column": "Surname", "email_column": "E-mail", "unit_column": "Department",
    "programme_column": "Course", "completed_on_column": "Date completed",
}  # fmt: skip
GOOD = HEADER + (
    "Eve,Hart,EVE@example.org,Ward 1,Bronze day,02/03/2026,01632 960001\n"
    "Finn,Moss,,Ward 2,bronze day,3 March 2026,\n"
    "Eve,Hart,eve@example.org,Ward 1,Bronze day,2026-03-02,\n"
)


def stored() -> list[tuple[str, str, dt.date]]:
    found = db.session.query(Training).order_by(Training.id)
    return [(each.learner.called, each.programme.name, each.completed_on) for each in found]


def test_a_file_is_previewed_then_stored_and_its_bytes_are_let_go(client: PageClient, place: Place) -> None:
    programme()
    url, page = previewed(client.sign_in(place.coach), GOOD, **COLUMNS)
    assert "2 new · 1 known already · 2 people new to the records" in page
    assert stored() == [], "nothing is stored before the last button"
    done = client.submit(f"{url}/store", follow_redirects=True)
    assert "Stored: 2 trainings, 1 known already. 2 people are new to the records." in done.text
    assert [name for name, *_ in stored()] == ["Eve Hart", "Finn Moss"]
    found = db.session.query(TrainingImport).one()
    assert found.content is None
    eve = db.session.query(Learner).filter_by(name="Eve Hart").one()
    assert eve.email == "eve@example.org"
    assert db.session.query(Placement).filter_by(learner_id=eve.id).one().since == dt.date(2026, 3, 2)


def test_the_columns_are_guessed_and_remembered(client: PageClient, place: Place) -> None:
    programme()
    client.sign_in(place.coach)
    url = bring(client, GOOD)
    page = client.get(url).text
    for column in ("First name", "Surname", "E-mail", "Department", "Course", "Date completed"):
        assert f'<option selected value="{column}">' in page
    client.submit(f"{url}/columns", COLUMNS)
    client.submit(f"{url}/store")
    again = bring(client, GOOD.replace("Finn,Moss", "Gus,Lake"))
    page = client.get(again).text
    assert "The columns are read as last time." in page
    assert "1 new · 2 known already" in page


def test_every_row_with_an_error_is_told_and_nothing_is_stored(client: PageClient, place: Place) -> None:
    programme()
    rows = (
        "Eve,Hart,eve at home,Ward 1,Bronze day,02/03/2026,\n"
        "Finn,Moss,,Ward 11,Bronze day,02/03/2026,\n"
        "Gus,Lake,,Ward 1,Bronce day,02/03/2026,\n"
        "Hal,,,Ward 1,Bronze day,02/03/2026,\n"
        "Ida,Ness,,Ward 1,Bronze day,31/02/2026,\n"
        "Jo,Pike,,Ward 1,Bronze day,02/03/2027,\n"
        "Kim,Rand,,Ward 1,Bronze day,02/03/2026,\n"
    )
    url, page = previewed(client.sign_in(place.coach), HEADER + rows, **COLUMNS)
    assert "6 errors" in page
    for words in (
        "&#39;eve at home&#39; is not an e-mail address.", "There is no unit &#39;Ward 11&#39;.", "Did you mean",
        "There is no programme &#39;Bronce day&#39;.", "Did you mean Bronze day?", "The Surname is missing.",
        "February 2026 has 28 days.", "is in the future.",
    ):  # fmt: skip
        assert words in page, words
    assert client.submit(f"{url}/store").status_code == 422
    assert stored() == []
    errors = client.get(f"{url}.csv").text
    assert "Finn,Moss" in errors
    assert "Kim" not in errors


def test_one_course_is_a_list_of_names_with_the_rest_the_same_for_all(client: PageClient, place: Place) -> None:
    taught = programme("QSIR Fundamentals")
    said = {
        "name_column": "Name", "unit_constant": "Ward 1", "programme_constant": "QSIR fundamentals",
        "completed_on_constant": "12/10/2026",
    }  # fmt: skip
    client.sign_in(place.coach)
    answer = client.submit(NEW, {"pasted": "Name\tBadge\nEve Hart\t12\nFinn Moss\t13\n"})
    url = answer.location
    client.submit(f"{url}/columns", said)
    client.submit(f"{url}/store")
    assert stored() == [(name, taught.name, dt.date(2026, 10, 12)) for name in ("Eve Hart", "Finn Moss")]
    again = client.submit(NEW, {"pasted": "Name\tBadge\nGus Lake\t14\n"}).location
    assert "What the columns are" in client.get(again).text, "the next course is not taken for the last one"


def test_what_is_in_the_records_is_passed_over_and_addresses_are_taken_up(client: PageClient, place: Place) -> None:
    taught = programme()
    learner = trained(place.ward, taught, name="Eve Hart")
    url, page = previewed(client.sign_in(place.coach), GOOD, **COLUMNS)
    assert "1 new · 2 known already" in page
    client.submit(f"{url}/store")
    assert db.session.query(Learner).count() == 2
    later = GOOD.replace("02/03/2026", "05/10/2026").replace("2026-03-02", "2026-10-05")
    url, _ = previewed(client, later, **COLUMNS)
    client.submit(f"{url}/store")
    assert db.session.get_one(Learner, learner.id).email == "eve@example.org"
    assert db.session.query(Learner).count() == 2


def test_people_with_an_account_are_known_by_it(client: PageClient, place: Place) -> None:
    programme()
    text = HEADER + f"A.,Reid,{place.nurse.email.upper()},Ward 1,Bronze day,02/03/2026,\n"
    url, _ = previewed(client.sign_in(place.coach), text, **COLUMNS)
    client.submit(f"{url}/store")
    assert stored()[0][0] == "Ana Reid"


def test_whoever_works_somewhere_else_is_moved_only_when_told_to(client: PageClient, place: Place) -> None:
    programme()
    learner = trained(place.other_ward, name="Eve Hart", email="eve@example.org")
    url, page = previewed(client.sign_in(place.coach), GOOD, **COLUMNS)
    assert "1 person works somewhere else now than the records say: Eve Hart at Ward 1." in page
    client.submit(f"{url}/options", {"move": "y"})
    client.submit(f"{url}/store")
    now = db.session.query(Placement).filter_by(learner_id=learner.id, until=None).one()
    assert now.unit_id == place.ward.id
    assert db.session.query(TrainingImport).one().moved == 1


def test_missing_programmes_are_made_only_when_told_to(client: PageClient, place: Place) -> None:
    url, page = previewed(client.sign_in(place.coach), GOOD, **COLUMNS)
    assert "2 programmes that are not in the list: Bronze day, bronze day" in page or "1 programme that is not" in page
    assert client.submit(f"{url}/store").status_code == 422
    client.submit(f"{url}/options", {"make": "y"})
    client.submit(f"{url}/store")
    assert [each.name for each in db.session.query(Programme)] == ["Bronze day"]
    assert len(stored()) == 2


def test_units_that_somebody_else_keeps_are_refused(client: PageClient, build: Builder, place: Place) -> None:
    programme()
    _, page = previewed(client.sign_in(build.person(RoleName.COACH, place.ward)), GOOD, **COLUMNS)
    assert "You do not keep the training records of this unit." in page
    assert "1 error" in page


@pytest.mark.one_database
def test_what_looks_like_a_patients_number_is_masked_and_refused(client: PageClient, place: Place) -> None:
    programme()
    text = HEADER + "Eve,Hart,,Ward 1,Bronze day,02/03/2026,9434765919\nFinn,9434765919,,Ward 1,Bronze day,02/03/2026,\n"
    url, page = previewed(client.sign_in(place.coach), text, **COLUMNS)
    assert "This looks like an NHS number: 943" in page
    assert "What is new" not in page
    client.submit(f"{url}/options", {"lookalikes": "y"})
    assert "Every row could be read." in client.get(url).text


@pytest.mark.one_database
@pytest.mark.parametrize("left_out", ["name_column", "unit_column", "programme_column", "completed_on_column"])
def test_every_needed_column_is_asked_for(client: PageClient, place: Place, left_out: str) -> None:
    url = bring(client.sign_in(place.coach), GOOD)
    page = client.submit(f"{url}/columns", {key: value for key, value in COLUMNS.items() if key != left_out})
    assert page.status_code == 422
    assert "No column is" in page.text


@pytest.mark.one_database
def test_what_is_no_table_is_refused(client: PageClient, place: Place) -> None:
    client.sign_in(place.coach)
    assert brought(client, "").status_code == 422
    assert brought(client, "Name,Course\n").status_code == 422
    assert client.submit(NEW, {"pasted": ""}).status_code == 422
    day = {"name_column": "Surname", "unit_constant": "Ward 1", "programme_constant": "X", "completed_on_constant": "soon"}
    page = client.submit(f"{bring(client, GOOD)}/columns", day)
    assert page.status_code == 422
    assert "is not a date" in page.text
    assert stored() == []


def test_a_file_that_waits_is_its_owners_alone_and_is_let_go_after_a_week(
    client: PageClient, build: Builder, place: Place
) -> None:
    url = bring(client.sign_in(place.coach), GOOD)
    other = build.person(RoleName.COACH, place.trust)
    assert client.sign_in(other).get(url).status_code == 404
    assert client.submit(f"{url}/discard").status_code == 404
    with clock.standing_at(clock.now() + dt.timedelta(days=8)):
        assert tidy_training_imports() == "1 file of training records let go."
    found = db.session.query(TrainingImport).one()
    assert (found.state, found.content) == (ImportState.DISCARDED, None)


def test_discarding_stores_nothing(client: PageClient, place: Place) -> None:
    url = bring(client.sign_in(place.coach), GOOD)
    client.submit(f"{url}/discard")
    assert "Nothing of this file was stored." in client.get(url).text
    assert client.get(f"{url}.csv").status_code == 404


@pytest.mark.one_database
def test_reviewing_asks_no_more_of_a_longer_file(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    programme()
    client.sign_in(place.coach)

    def queries(rows: int) -> int:
        text = HEADER + "".join(f"P{at},Hart,p{at}@example.org,Ward 1,Bronze day,02/03/2026,\n" for at in range(rows))
        url, _ = previewed(client, text, **COLUMNS)
        with count_queries() as statements:
            client.get(url)
        return len(statements)

    assert queries(3) == queries(300)
