"""Refreshers: everybody is told once before and once after, in one letter, and a lead sees who is due."""

import datetime as dt

import pytest

from qms.golden_thread.strands import Section
from qms.improvement.capability.learners.actions import leave
from qms.improvement.capability.models import Programme, Training
from qms.improvement.capability.programmes.actions import edit_programme
from qms.improvement.capability.refreshers.actions import ask_for_letters, stop_letters
from qms.improvement.capability.refreshers.home import sections
from qms.improvement.capability.refreshers.jobs import remind_of_refreshers
from qms.improvement.capability.trainings.actions import record_training
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.queries import system_account
from tests.builder import Builder
from tests.improvement.capability.making import programme, trained
from tests.improvement.conftest import Place
from tests.outbox import Outbox
from tests.page_client import PageClient

PAGE = "/improvement/capability/refreshers"
LEARNED = dt.date(2025, 3, 10)  # to be refreshed by 10 March 2027


def run(day: dt.date) -> str:
    """What the job says that it did that morning, committed."""
    with clock.standing_at(dt.datetime.combine(day, dt.time(7, 50), dt.UTC)):
        said = remind_of_refreshers()
        db.session.commit()
    return said


@pytest.fixture
def qsir(place: Place) -> Programme:
    """A programme that wants refreshing after two years, which the nurse of Ward 1 completed."""
    made = programme("QSIR Practitioner", refresher_months=24)
    trained(place.ward, made, person=place.nurse, on=LEARNED)
    return made


def test_everybody_is_told_once_before_and_once_after(place: Place, qsir: Programme, letters: Outbox) -> None:
    assert run(dt.date(2027, 1, 8)) == "0 refreshers in 0 letters."
    assert run(dt.date(2027, 1, 9)) == "1 refresher in 1 letter.", "60 days before"
    assert letters[0]["to"] == place.nurse.email
    assert letters[0]["subject"] == "1 training to refresh"
    assert "QSIR Practitioner, completed on 10 March 2025: to be refreshed by 10 March 2027" in letters[0]["body"]
    assert PAGE in letters[0]["body"]
    assert [run(day) for day in (dt.date(2027, 1, 9), dt.date(2027, 1, 10), dt.date(2027, 3, 9))] == [
        "0 refreshers in 0 letters."
    ] * 3
    assert run(dt.date(2027, 3, 10)) == "1 refresher in 1 letter."
    assert "has run out since 10 March 2027" in letters[1]["body"]
    assert run(dt.date(2027, 3, 11)) == run(dt.date(2028, 3, 11)) == "0 refreshers in 0 letters."


def test_all_of_a_day_come_in_one_letter_and_no_second_follows_on_it(place: Place, letters: Outbox) -> None:
    made = [programme(name, refresher_months=12) for name in ("Bronze day", "Human factors", "Coaching")]
    learner = trained(place.ward, *made[:2], person=place.nurse, on=dt.date(2026, 1, 1))
    day = dt.date(2026, 12, 1)
    assert run(day) == "2 refreshers in 1 letter."
    record_training(learner, programme=made[2], completed_on=dt.date(2026, 1, 5), by=system_account())
    db.session.commit()
    assert run(day) == "0 refreshers in 0 letters.", "one letter a person and day"
    assert run(day + dt.timedelta(days=1)) == "1 refresher in 1 letter."
    assert len(letters) == 2


def test_whoever_took_it_again_left_or_has_no_account_is_not_told(
    place: Place, qsir: Programme, build: Builder, letters: Outbox
) -> None:
    gone, again = build.person(name="Gus Holt"), build.person(name="Ada Finch")
    leave(trained(place.ward, qsir, person=gone, on=LEARNED), on=dt.date(2026, 5, 1), by=system_account())
    taken = trained(place.ward, qsir, person=again, on=LEARNED)
    record_training(taken, programme=qsir, completed_on=dt.date(2026, 9, 1), by=system_account())
    trained(place.ward, qsir, name="Without Account", email="without@example.nhs.uk", on=LEARNED)
    place.nurse.active = False
    db.session.commit()
    assert run(dt.date(2027, 2, 1)) == "0 refreshers in 0 letters."
    edit_programme(qsir, retired=True, by=system_account())
    db.session.commit()
    place.nurse.active = True
    db.session.commit()
    assert run(dt.date(2027, 2, 1)) == "0 refreshers in 0 letters.", "nobody teaches it any more"


def test_whoever_wants_no_letters_has_none_until_they_ask(place: Place, qsir: Programme, letters: Outbox) -> None:
    stop_letters(by=place.nurse)
    stop_letters(by=place.nurse)
    db.session.commit()
    assert run(dt.date(2027, 2, 1)) == "0 refreshers in 0 letters."
    ask_for_letters(by=place.nurse)
    db.session.commit()
    assert run(dt.date(2027, 2, 2)) == "1 refresher in 1 letter."


def test_another_day_is_told_anew(place: Place, qsir: Programme, letters: Outbox) -> None:
    run(dt.date(2027, 2, 1))
    edit_programme(qsir, refresher_months=36, by=system_account())
    db.session.commit()
    assert run(dt.date(2027, 3, 11)) == "0 refreshers in 0 letters."
    assert run(dt.date(2028, 2, 1)) == "1 refresher in 1 letter."
    assert "10 March 2028" in letters[1]["body"]


def shown(person: Person, day: dt.date) -> list[Section]:
    with clock.standing_at(dt.datetime.combine(day, dt.time(9), dt.UTC)):
        return sections(person)


def test_the_home_page_says_it_until_it_is_done(place: Place, qsir: Programme) -> None:
    assert shown(place.nurse, dt.date(2027, 1, 8)) == []
    (soon,) = shown(place.nurse, dt.date(2027, 1, 9))
    assert soon.context["lines"] == ["QSIR Practitioner, completed on 10 March 2025: to be refreshed by 10 March 2027"]
    assert soon.needs == ""
    assert shown(place.nurse, dt.date(2027, 4, 1))[0].needs == "1 training has run out"
    learner_id = db.session.query(Training).one().learner_id
    again = Training(learner_id=learner_id, programme_id=qsir.id, completed_on=dt.date(2027, 1, 20), by_id=place.coach.id)
    db.session.add(again)
    db.session.commit()
    assert shown(place.nurse, dt.date(2027, 4, 1)) == []


@pytest.mark.one_database
def test_a_lead_sees_who_is_due_on_their_unit_alone(client: PageClient, place: Place) -> None:
    bronze = programme("Bronze day", refresher_months=12)
    other = programme("Human factors", refresher_months=12)
    trained(place.ward, bronze, name="Eve Hart", on=dt.date(2025, 11, 1))
    trained(place.other_ward, other, name="Gus Holt", on=dt.date(2025, 12, 1))
    trained(place.ward, bronze, name="In Date", on=dt.date(2026, 10, 1))
    client.sign_in(place.nurse)  # the ward's manager keeps no training records
    page = client.get(PAGE).text
    assert "Eve Hart" in page
    assert "No account" in page
    assert "Gus Holt" not in page
    assert "In Date" not in page
    file = client.get(f"{PAGE}.csv").text
    assert "Eve Hart" in file
    assert "Gus Holt" not in file
    client.sign_in(place.coach)
    assert "Gus Holt" in client.get(PAGE).text
    narrowed = client.get(f"{PAGE}?programme={other.id}&unit=").text
    assert "Gus Holt" in narrowed
    assert "Eve Hart" not in narrowed
    client.sign_in(place.reader)
    assert "Who is due" not in client.get(PAGE).text
    assert "Hart" not in client.get(f"{PAGE}.csv").text


@pytest.mark.one_database
def test_letters_are_ended_and_asked_for_on_the_page(client: PageClient, place: Place) -> None:
    client.sign_in(place.reader)
    ended = client.submit(f"{PAGE}/letters", {"letters": "no"}, follow_redirects=True).text
    assert "You are not mailed when a training of yours runs out." in ended
    assert "You are mailed once" in client.submit(f"{PAGE}/letters", {"letters": "yes"}, follow_redirects=True).text
