"""The register: recording a training, narrowing the list, one learner's page."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.capability.models import Learner, Placement, Programme, Training
from qms.improvement.capability.programmes.actions import edit_programme
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.capability.making import programme, trained
from tests.improvement.conftest import Place
from tests.page_client import PageClient

URL = "/improvement/capability/trainings"


def fields(place: Place, taught: Programme, **more: Any) -> dict[str, Any]:
    return {
        "who": "Eve Hart", "unit": place.ward.id, "programme": taught.id, "completed_on": "2026-03-02",
    } | more  # fmt: skip


def names(client: PageClient, query: str = "") -> list[str]:
    text = client.get(f"{URL}.csv?{query}").text.removeprefix("\ufeff")
    return [row["name"] for row in csv.DictReader(io.StringIO(text))]


def test_a_training_is_recorded_and_the_form_is_ready_for_the_next_person(client: PageClient, place: Place) -> None:
    taught = programme()
    answer = client.sign_in(place.coach).submit(f"{URL}/new", fields(place, taught, again="yes"))
    assert answer.status_code == 303
    assert f"programme={taught.id}" in answer.location
    assert "completed_on=2026-03-02" in answer.location
    assert "Eve Hart" in client.get(URL).text


def test_a_colleague_from_the_list_is_known_by_the_account_and_no_address_is_kept_twice(
    client: PageClient, place: Place
) -> None:
    taught = programme()
    client.sign_in(place.coach).submit(f"{URL}/new", fields(place, taught, who=f"Ana Reid ({place.nurse.email})"))
    learner = db.session.query(Learner).one()
    assert (learner.person_id, learner.email) == (place.nurse.id, None)


def test_somebody_entered_by_name_is_found_again_and_takes_the_account_later(client: PageClient, place: Place) -> None:
    first, second = programme("Bronze"), programme("Silver")
    client.sign_in(place.coach).submit(f"{URL}/new", fields(place, first, who="ana reid"))
    client.submit(f"{URL}/new", fields(place, second, who="Ana Reid", email=place.nurse.email.upper()))
    learner = db.session.query(Learner).one()
    assert learner.person_id == place.nurse.id
    assert db.session.query(Training).count() == 2


def test_two_people_of_one_name_on_a_ward_need_an_address(client: PageClient, place: Place) -> None:
    for email in ("eve1@example.org", "eve2@example.org"):
        trained(place.ward, name="Eve Hart", email=email)
    page = client.sign_in(place.coach).submit(f"{URL}/new", fields(place, programme()))
    assert page.status_code == 422
    assert "More than one person on this unit is called Eve Hart. Give the e-mail address." in page.text


def test_whoever_works_somewhere_else_now_counts_there(client: PageClient, place: Place) -> None:
    taught = programme()
    learner = trained(place.other_ward, email="eve@example.org")
    page = client.sign_in(place.coach).submit(
        f"{URL}/new", fields(place, taught, email="eve@example.org"), follow_redirects=True
    )
    assert "no longer at Ward 2" in page.text
    now = db.session.query(Placement).filter_by(learner_id=learner.id, until=None).one()
    assert (now.unit_id, now.since) == (place.ward.id, clock.today())


WRONG = {
    "who": ("", "Enter the name of the person who was trained."),
    "email": ("eve at home", "Enter an e-mail address"),
    "completed_on": ("2027-01-01", "This day is still to come."),
    "programme": ("999", "Choose one from the list."),
    "unit": ("", "Choose where they work."),
}


@pytest.mark.one_database
@pytest.mark.parametrize("field", WRONG)
def test_bad_input(client: PageClient, place: Place, field: str) -> None:
    typed, words = WRONG[field]
    page = client.sign_in(place.coach).submit(f"{URL}/new", fields(place, programme(), **{field: typed}))
    assert page.status_code == 422
    assert words in page.text
    assert db.session.query(Training).count() == 0


@pytest.mark.one_database
def test_a_patients_number_is_refused(client: PageClient, place: Place) -> None:
    page = client.sign_in(place.coach).submit(f"{URL}/new", fields(place, programme(), who="Eve 943 476 5919"))
    assert page.status_code == 422
    assert "looks like an NHS number" in page.text


def test_the_same_training_is_stored_once(client: PageClient, place: Place) -> None:
    taught = programme()
    client.sign_in(place.coach)
    for _ in range(2):
        page = client.submit(f"{URL}/new", fields(place, taught), follow_redirects=True)
    assert "This training of Eve Hart was stored already." in page.text
    assert db.session.query(Training).count() == 1


def test_the_list_is_narrowed_and_sorted(client: PageClient, place: Place) -> None:
    bronze, yearly = programme("Bronze"), programme("Yearly", refresher_months=12)
    today = clock.today()
    trained(place.ward, bronze, name="Finn Moss")
    trained(place.other_ward, yearly, name="Eve Hart", on=today - dt.timedelta(days=380))
    trained(place.other_ward, yearly, name="Gus Lake", on=today - dt.timedelta(days=30))
    client.sign_in(place.coach)
    assert names(client, "sort=name") == ["Eve Hart", "Finn Moss", "Gus Lake"]
    assert names(client, "sort=-name")[0] == "Gus Lake"
    assert names(client, f"unit={place.ward.id}") == ["Finn Moss"]
    assert names(client, "state=due") == ["Eve Hart"]
    assert set(names(client, "state=in-date")) == {"Finn Moss", "Gus Lake"}
    assert names(client, f"programme={yearly.id}&words=gus") == ["Gus Lake"]
    assert "1 refresher overdue or due within 90 days." in client.get(f"{URL}?state=due").text
    assert client.get(f"{URL}.xlsx").data[:2] == b"PK"


def test_a_refresher_that_was_taken_is_not_due_any_more(client: PageClient, place: Place) -> None:
    yearly, today = programme(refresher_months=12), clock.today()
    client.sign_in(place.coach)
    for days in (400, 10):
        client.submit(f"{URL}/new", fields(place, yearly, completed_on=(today - dt.timedelta(days=days)).isoformat()))
    assert db.session.query(Training).count() == 2
    assert names(client, "state=due") == []


def test_other_months_until_the_refresher_apply_to_everybody(client: PageClient, place: Place) -> None:
    taught = programme()
    trained(place.ward, taught)
    edit_programme(taught, refresher_months=6, by=place.coach)
    db.session.commit()
    assert db.session.query(Training).one().refresh_by == dt.date(2026, 9, 2)
    assert names(client.sign_in(place.coach), "state=due") == ["Eve Hart"]


def test_a_keeper_of_one_ward_sees_and_changes_nothing_of_another(client: PageClient, build: Builder, place: Place) -> None:
    taught = programme()
    theirs = trained(place.other_ward, taught, name="Eve Hart", email="eve@example.org")
    keeper = build.person(RoleName.COACH, place.ward)
    client.sign_in(keeper)
    assert names(client) == []
    assert client.get(f"/improvement/capability/learners/{theirs.id}").status_code == 403
    page = client.submit(f"{URL}/new", fields(place, taught, email="eve@example.org"))
    assert "The records of Eve Hart are kept at Ward 2." in page.text


def test_a_learners_page_moves_corrects_and_removes(client: PageClient, place: Place) -> None:
    learner = trained(place.ward, programme())
    url = f"/improvement/capability/learners/{learner.id}"
    client.sign_in(place.coach)
    client.submit(f"{url}/place", {"unit": place.other_ward.id, "since": "2026-06-01"})
    assert "Counts at Ward 2, since 1 June 2026" in client.get(url).text
    client.submit(f"{url}/name", {"name": "Eva Hart", "email": "Eva@Example.org"})
    assert db.session.get_one(Learner, learner.id).email == "eva@example.org"
    refused = client.submit(f"{url}/leave", {"left_on": "2026-03-02"})
    assert refused.status_code == 422
    assert "on or before the first day" in refused.text
    client.submit(f"{url}/leave", {"left_on": "2026-11-01"})
    assert "Left Ward 2 on 1 November 2026" in client.get(url).text
    assert names(client) == []
    assert names(client, "state=left") == ["Eva Hart"]
    client.submit(f"{url}/remove")
    assert (db.session.query(Learner).count(), db.session.query(Placement).count()) == (0, 0)
    kept = [
        str(event.detail)
        for event in db.session.query(AuditEvent).order_by(AuditEvent.id).filter(AuditEvent.event.like("learner.%"))
    ]
    assert kept
    assert not any("Hart" in detail or "example" in detail for detail in kept), "what is removed is nowhere any more"


@pytest.mark.one_database
def test_an_address_that_another_has_is_refused(client: PageClient, place: Place) -> None:
    trained(place.ward, name="Finn Moss", email="finn@example.org")
    learner = trained(place.ward)
    url = f"/improvement/capability/learners/{learner.id}/name"
    client.sign_in(place.coach)
    for address in ("finn@example.org", place.nurse.email):
        page = client.submit(url, {"name": "Eve Hart", "email": address})
        assert page.status_code == 422
        assert "belongs to" in page.text


def test_a_training_recorded_by_mistake_is_taken_back(client: PageClient, place: Place) -> None:
    trained(place.ward, programme())
    training = db.session.query(Training).one()
    client.sign_in(place.coach).submit(f"{URL}/{training.id}/remove")
    assert db.session.query(Training).count() == 0


def test_an_older_training_makes_somebody_known_for_longer(client: PageClient, place: Place) -> None:
    learner = trained(place.ward, programme("Bronze"))
    client.sign_in(place.coach).submit(f"{URL}/new", fields(place, programme("Silver"), completed_on="2025-05-05"))
    assert db.session.query(Placement).filter_by(learner_id=learner.id).one().since == dt.date(2025, 5, 5)


def test_the_number_of_queries_does_not_grow(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    taught = programme()
    trained(place.ward, taught, person=place.nurse)
    client.sign_in(place.coach)

    def queries() -> int:
        with count_queries() as statements:
            client.get(URL)
        return len(statements)

    before = queries()
    for number in range(12):
        trained(place.ward, taught, name=f"Person {number}")
    trained(place.ward, taught, person=place.other_nurse)
    assert queries() == before
