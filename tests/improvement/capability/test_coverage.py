"""Coverage as people see it: the sentence, the table, the line over time, the files."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.capability.coverage.queries import coverage
from qms.improvement.capability.coverage.trend import trend
from qms.improvement.capability.learners.actions import leave, place, remove
from qms.improvement.capability.models import Tier
from qms.improvement.capability.staffing.actions import enter_count, set_target
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.actions import edit_unit, retire_unit
from qms.organisation.models import Unit, UnitKind
from qms.organisation.queries import all_units
from qms.people.queries import system_account
from tests.builder import Builder
from tests.improvement.capability.making import DAY, programme, trained
from tests.improvement.conftest import Place
from tests.page_client import PageClient

URL = "/improvement/capability"


def count(unit: Unit, staff: int, on: dt.date = DAY) -> None:
    enter_count(unit=unit, counted_on=on, staff=staff, by=system_account())
    db.session.commit()


def held(unit: Unit, tier: Tier = Tier.BRONZE) -> tuple[int, int | None]:
    cover = coverage([each for each in all_units() if each.is_within(unit)], tier)[unit.id]
    return cover.all_trained, cover.staff


def test_the_sentence_says_how_many_the_target_and_how_many_are_missing(client: PageClient, place: Place) -> None:
    bronze = programme()
    for name in ("Eve Hart", "Finn Moss"):
        trained(place.ward, bronze, name=name)
    count(place.ward, 20)
    set_target(unit=place.trust, tier=Tier.BRONZE, share=0.2, due_on=dt.date(2027, 3, 31), by=system_account())
    db.session.commit()
    page = client.sign_in(place.reader).get(f"{URL}?unit={place.ward.id}").text
    assert "2 of 20 staff (10.0%) hold bronze or above. The target is 20% by 31 March 2027: 2 more people to train." in page
    assert "2 of 20 staff (10.0%)" in client.get(URL).text, "the trust adds up its counted wards"
    assert "1 unit is not counted" in client.get(URL).text
    assert "Record a training" not in page, "a reader keeps no records"


def test_a_higher_tier_counts_towards_a_lower_one_and_nobody_counts_twice(app: object, place: Place) -> None:
    trained(place.ward, programme("Bronze"), programme("Silver", Tier.SILVER), name="Eve Hart")
    trained(place.ward, programme("Local", Tier.NONE), name="Finn Moss")
    assert held(place.ward)[0] == 1
    assert held(place.ward, Tier.SILVER)[0] == 1
    assert held(place.ward, Tier.GOLD)[0] == 0


def test_an_overdue_refresher_no_longer_counts_until_it_is_taken(app: object, place: Place) -> None:
    bronze = programme(refresher_months=12)
    trained(place.ward, bronze, on=clock.today() - dt.timedelta(days=400))
    assert held(place.ward)[0] == 0
    trained(place.ward, bronze, name="Finn Moss", on=clock.today() - dt.timedelta(days=300))
    assert held(place.ward)[0] == 1


def test_whoever_moves_counts_where_they_work_now_and_whoever_left_nowhere(app: object, place: Place) -> None:
    learner = trained(place.ward, programme())
    count(place.ward, 10)
    count(place.other_ward, 10)
    _move(learner, place.other_ward, dt.date(2026, 8, 1))
    assert (held(place.ward)[0], held(place.other_ward)[0], held(place.trust)[0]) == (0, 1, 1)
    points = trend(place.ward, [place.ward], Tier.BRONZE, clock.today())
    shares = {point.day: point.cover.share for point in points}
    assert (shares[dt.date(2026, 7, 31)], shares[dt.date(2026, 8, 31)]) == (0.1, 0.0), "the past stays as it was"
    leave(learner, on=clock.today(), by=system_account())
    db.session.commit()
    assert held(place.trust)[0] == 0


def _move(learner: Any, unit: Unit, since: dt.date) -> None:
    place(learner, unit=unit, since=since, by=system_account())
    db.session.commit()


def test_a_ward_that_moves_takes_its_people_along_and_a_retired_one_leaves_them_to_the_unit_above(
    build: Builder, place: Place
) -> None:
    division = build.unit("Surgery", kind=UnitKind.DIVISION, parent=place.trust)
    trained(place.ward, programme())
    edit_unit(unit=place.ward, name=place.ward.name, kind=place.ward.kind, parent=division, ods_code=None, by=place.coach)
    db.session.commit()
    assert held(division)[0] == 1
    retire_unit(unit=place.ward, by=place.coach)
    db.session.commit()
    assert held(division)[0] == 1


def test_removing_somebody_removes_everything_about_them(app: object, place: Place) -> None:
    learner = trained(place.ward, programme())
    remove(learner, by=place.coach)
    db.session.commit()
    assert held(place.ward)[0] == 0


@pytest.mark.one_database
def test_a_target_of_a_unit_holds_before_that_of_the_unit_above(client: PageClient, place: Place) -> None:
    for unit, share in ((place.trust, 0.2), (place.ward, 0.5)):
        set_target(unit=unit, tier=Tier.BRONZE, share=share, due_on=None, by=system_account())
    count(place.ward, 10)
    count(place.other_ward, 10)
    rows = csv.DictReader(io.StringIO(client.sign_in(place.reader).get(f"{URL}/coverage.csv").text.removeprefix("\ufeff")))
    targets = {row["unit"]: (row["target"], row["people_to_go"]) for row in rows}
    assert targets["Ward 1"] == ("0.5", "5")
    assert targets["Ward 2"] == ("0.2", "2")
    assert client.get(f"{URL}/coverage.xlsx").data[:2] == b"PK"


@pytest.mark.one_database
def test_bad_addresses(client: PageClient, place: Place) -> None:
    client.sign_in(place.reader)
    assert client.get(f"{URL}?unit=999").status_code == 404
    assert client.get(f"{URL}?unit=x&tier=platinum&sort=upwards").status_code == 200


@pytest.mark.one_database
def test_more_people_trained_than_counted_is_told(client: PageClient, place: Place) -> None:
    for number in range(3):
        trained(place.ward, programme(f"Bronze {number}"), name=f"Person {number}")
    count(place.ward, 2)
    assert "more people are trained than were counted" in client.sign_in(place.reader).get(URL).text.lower()


@pytest.mark.one_database
def test_everybody_sees_their_own_training_and_nobody_elses(client: PageClient, place: Place) -> None:
    trained(place.ward, programme("QSIR Practitioner"), person=place.nurse)
    assert "QSIR Practitioner" in client.sign_in(place.nurse).get(URL).text
    assert "QSIR Practitioner" not in client.sign_in(place.reader).get(URL).text


def test_the_number_of_queries_does_not_grow(
    client: PageClient, build: Builder, place: Place, count_queries: Callable[[], Any]
) -> None:
    bronze = programme()
    trained(place.ward, bronze)
    count(place.ward, 10)
    client.sign_in(place.reader)

    def queries() -> int:
        with count_queries() as statements:
            client.get(URL)
        return len(statements)

    before = queries()
    for number in range(8):
        ward = build.unit(f"Ward {number + 10}", parent=place.ward.parent)
        trained(ward, bronze, name=f"Person {number}")
        count(ward, 12)
    assert queries() == before
