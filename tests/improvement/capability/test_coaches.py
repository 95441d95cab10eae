"""Finding a coach or fellow, who is on which project, and the card on a coach's home page."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.capability.models import CoachProfile, Tier
from qms.improvement.capability.staffing.actions import enter_count, set_target
from qms.improvement.projects.actions import edit_charter
from qms.improvement.team.actions import add_member
from qms.kernel.db import db
from qms.people.queries import system_account
from tests.improvement.capability.making import DAY, bring, programme, trained
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient

FINDER, PEOPLE = "/improvement/capability/coaches", "/improvement/capability/people"
OFFER = {"part": "fellow", "availability": "willing", "skills": ["measurement", "pdsa"], "about": "On Tuesdays."}


def test_whoever_coaches_is_found_and_whoever_offers_help_too(client: PageClient, place: Place) -> None:
    page = client.sign_in(place.reader).get(FINDER).text
    assert "1 person coaches or offers help." in page
    assert "Has not said" in page
    client.sign_in(place.nurse).submit(f"{FINDER}/mine", OFFER | {"unit": place.ward.id})
    page = client.get(FINDER).text
    assert "2 people coach or offer help." in page
    assert "Testing with PDSA cycles" in page
    assert "On Tuesdays." in page


def test_the_finder_is_narrowed(client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse).submit(f"{FINDER}/mine", OFFER | {"unit": place.ward.id})

    def found(query: str) -> set[str]:
        page = client.get(f"{FINDER}?{query}").text
        return {name for name in ("Ana Reid", "Cora Lind") if f">{name}</h2>" in page}

    assert found("") == {"Ana Reid", "Cora Lind"}
    assert found("skill=pdsa") == {"Ana Reid"}
    assert found("skill=lean") == set()
    assert found("part=fellow") == {"Ana Reid"}
    assert found("part=coach") == {"Cora Lind"}
    assert found("willing=yes") == {"Ana Reid"}
    assert found("words=tuesdays") == {"Ana Reid"}
    assert found(f"unit={place.ward.id}") == {"Ana Reid", "Cora Lind"}, "a coach of the trust helps every ward"
    assert found(f"unit={place.other_ward.id}") == {"Cora Lind"}
    assert client.get(f"{FINDER}?unit=999").status_code == 404


def test_what_somebody_says_is_changed_and_taken_back(client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    client.submit(f"{FINDER}/mine", OFFER | {"unit": place.ward.id})
    client.submit(f"{FINDER}/mine", OFFER | {"unit": place.ward.id, "skills": ["lean"], "availability": "full"})
    profile = db.session.query(CoachProfile).one()
    assert ([each.skill for each in profile.skills], profile.availability) == (["lean"], "full")
    client.submit(f"{FINDER}/mine/remove")
    assert db.session.query(CoachProfile).count() == 0


@pytest.mark.one_database
@pytest.mark.parametrize("wrong", [{"skills": ["magic"]}, {"part": "guru"}, {"availability": ""}, {"about": "9434765919"}])
def test_bad_input(client: PageClient, place: Place, wrong: dict[str, Any]) -> None:
    page = client.sign_in(place.nurse).submit(f"{FINDER}/mine", OFFER | {"unit": place.ward.id} | wrong)
    assert page.status_code == 422
    assert db.session.query(CoachProfile).count() == 0


def test_how_many_projects_somebody_is_on(client: PageClient, place: Place) -> None:
    first, second = project(place.ward, place.nurse, title="Fewer falls"), project(place.ward, place.coach, title="Hands")
    edit_charter(first, coach=place.coach, by=place.nurse)
    add_member(first, person=place.reader, part="Nurse", by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.reader).get(FINDER).text
    assert "Coaches 1 project, on 2 in all" in page
    listed = client.get(PEOPLE).text
    assert "3 people are on a project that goes on." in listed
    assert "on the team, Ward 1" in listed
    second.stage, second.ended_on = "completed", DAY
    db.session.commit()
    assert "Coaches 1 project<" in client.get(FINDER).text
    rows = list(csv.DictReader(io.StringIO(client.get(f"{PEOPLE}.csv").text.removeprefix("\ufeff"))))
    assert {(row["name"], row["part"]) for row in rows} == {
        ("Ana Reid", "lead"),
        ("Cora Lind", "coach"),
        ("Dan Wood", "team"),
    }


def test_a_draft_that_its_team_keeps_to_itself_is_not_listed_for_others(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse, title="Secret")
    made.team_only = True
    db.session.commit()
    assert "Secret" not in client.sign_in(place.reader).get(PEOPLE).text
    assert "Secret" in client.sign_in(place.nurse).get(PEOPLE).text


def test_keepers_see_who_leads_without_training(client: PageClient, place: Place) -> None:
    project(place.ward, place.nurse)
    project(place.other_ward, place.other_nurse)
    trained(place.ward, programme("Silver", Tier.SILVER), person=place.nurse)
    page = client.sign_in(place.coach).get(PEOPLE).text
    assert "Silver" in page
    untrained = client.get(f"{PEOPLE}?untrained=yes").text
    assert "Ben Shaw" in untrained
    assert "Ana Reid" not in untrained
    assert "Silver" not in client.sign_in(place.reader).get(PEOPLE).text, "others do not see what somebody learned"


def test_a_coachs_home_page_says_how_far_it_is_and_what_waits(client: PageClient, place: Place) -> None:
    yearly = programme(refresher_months=6)
    trained(place.ward, yearly)
    enter_count(unit=place.ward, counted_on=DAY, staff=10, by=system_account())
    set_target(unit=place.trust, tier=Tier.BRONZE, share=0.2, due_on=None, by=system_account())
    db.session.commit()
    bring(client.sign_in(place.coach), "Name,Course\nEve Hart,Bronze\n")
    page = client.get("/").text
    assert "0 of 10 staff (0.0%) hold bronze or above. The target is 20%: 2 more people to train." in page
    assert "1 refresher overdue or due within 90 days" in page
    assert "1 file of training records waits" in page
    assert "Improvement capability" not in client.sign_in(place.nurse).get("/").text


def test_the_number_of_queries_does_not_grow(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    project(place.ward, place.nurse)
    client.sign_in(place.coach)

    def queries(url: str) -> int:
        with count_queries() as statements:
            client.get(url)
        return len(statements)

    before = {url: queries(url) for url in (FINDER, PEOPLE)}
    for person in (place.other_nurse, place.coach, place.reader):
        project(place.ward, person)
    assert {url: queries(url) for url in before} == before
