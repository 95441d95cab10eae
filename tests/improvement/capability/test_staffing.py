"""Staff counts for many units at once, and targets."""

import datetime as dt

import pytest

from qms.improvement.capability.models import CoverageTarget, StaffCount
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.page_client import PageClient

STAFF, TARGETS = "/improvement/capability/staff", "/improvement/capability/targets"


def counts() -> dict[str, int]:
    return {each.unit.name: each.staff for each in db.session.query(StaffCount)}


def test_the_units_that_were_counted_are_stored_and_the_others_left(client: PageClient, place: Place) -> None:
    client.sign_in(place.coach)
    typed = {"counted_on": "2026-04-01", f"staff-{place.ward.id}": "1,034", f"staff-{place.other_ward.id}": ""}
    assert client.submit(STAFF, typed).status_code == 303
    assert counts() == {"Ward 1": 1034}
    client.submit(STAFF, typed | {f"staff-{place.ward.id}": "30"})
    assert counts() == {"Ward 1": 30}, "another count of the day replaces it"
    found = db.session.query(StaffCount).one()
    client.submit(f"{STAFF}/counts/{found.id}/remove")
    assert counts() == {}


@pytest.mark.one_database
@pytest.mark.parametrize("typed", ["about 30", "0", "-4", "3.5", "٣", "9" * 30])
def test_what_is_no_number_of_people_is_refused_and_nothing_is_stored(client: PageClient, place: Place, typed: str) -> None:
    data = {"counted_on": "2026-04-01", f"staff-{place.ward.id}": typed, f"staff-{place.other_ward.id}": "20"}
    page = client.sign_in(place.coach).submit(STAFF, data)
    assert page.status_code == 422
    assert "Ward 1: Enter a whole number from 1, such as 34." in page.text
    assert 'value="20"' in page.text, "what was right stays in its box"
    assert counts() == {}


def test_units_of_others_cannot_be_counted(client: PageClient, build: Builder, place: Place) -> None:
    keeper = build.person(RoleName.COACH, place.ward)
    data = {"counted_on": "2026-04-01", f"staff-{place.other_ward.id}": "20"}
    client.sign_in(keeper).submit(STAFF, data)
    assert counts() == {}
    assert client.get(f"{STAFF}?unit={place.other_ward.id}").status_code == 404


def test_a_target_is_set_replaced_and_removed(client: PageClient, place: Place) -> None:
    client.sign_in(place.coach)
    data = {"unit": place.trust.id, "tier": "bronze", "percent": "20%", "due_on": "2027-03-31"}
    client.submit(TARGETS, data)
    client.submit(TARGETS, data | {"percent": "25"})
    found = db.session.query(CoverageTarget).one()
    assert (found.share, found.due_on) == (0.25, dt.date(2027, 3, 31))
    client.submit(f"{TARGETS}/{found.id}/remove")
    assert db.session.query(CoverageTarget).count() == 0


@pytest.mark.one_database
@pytest.mark.parametrize("typed", ["", "0", "101", "many", "-5"])
def test_what_is_no_share_is_refused(client: PageClient, place: Place, typed: str) -> None:
    data = {"unit": place.trust.id, "tier": "bronze", "percent": typed}
    assert client.sign_in(place.coach).submit(TARGETS, data).status_code == 422
    assert db.session.query(CoverageTarget).count() == 0


def test_a_keeper_of_a_ward_sets_no_target_for_the_trust(client: PageClient, build: Builder, place: Place) -> None:
    data = {"unit": place.trust.id, "tier": "bronze", "percent": "20"}
    client.sign_in(build.person(RoleName.COACH, place.ward)).submit(TARGETS, data)
    assert db.session.query(CoverageTarget).count() == 0
