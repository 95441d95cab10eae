"""What a ward's own page says of its training, so that a huddle knows without looking for it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.capability.models import Tier
from qms.improvement.capability.staffing.actions import enter_count, set_target
from qms.kernel.db import db
from qms.people.queries import system_account
from tests.improvement.capability.making import DAY, programme, trained
from tests.improvement.conftest import Place
from tests.page_client import PageClient


def test_the_wards_page_says_how_many_are_trained_and_leads_to_the_numbers(client: PageClient, place: Place) -> None:
    trained(place.ward, programme())
    enter_count(unit=place.ward, counted_on=DAY, staff=20, by=system_account())
    set_target(unit=place.trust, tier=Tier.BRONZE, share=0.2, due_on=dt.date(2027, 3, 31), by=system_account())
    db.session.commit()
    page = client.sign_in(place.reader).get(f"/control/units/{place.ward.id}").text
    assert "1 of 20 staff (5.0%) hold bronze or above. The target is 20% by 31 March 2027: 3 more people to train." in page
    assert f'href="/improvement/capability?unit={place.ward.id}"' in page
    assert page.index('id="unit-projects"') < page.index('id="unit-training"')


@pytest.mark.one_database
def test_a_ward_that_keeps_no_records_is_not_told_so_at_every_huddle(client: PageClient, place: Place) -> None:
    assert "Trained in improvement" not in client.sign_in(place.reader).get(f"/control/units/{place.ward.id}").text


@pytest.mark.one_database
def test_the_queries_do_not_grow_with_people(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    bronze = programme()
    trained(place.ward, bronze)
    client.sign_in(place.reader)
    url = f"/control/units/{place.trust.id}"

    def opened() -> int:
        with count_queries() as queries:
            assert "hold" in client.get(url).text
        return len(queries)

    few = opened()
    for number in range(5):
        trained(place.ward if number % 2 else place.other_ward, bronze, name=f"Nurse {number}")
    assert opened() == few
