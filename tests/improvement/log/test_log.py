"""What happened, in the team's words."""

import datetime as dt

import pytest

from qms.improvement.log.actions import add_entry
from qms.improvement.projects.models import LogEntry
from qms.improvement.projects.queries import project as project_by_id
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.page_client import PageClient


def entry(text: str = "Moved the bell.", on: dt.date | None = None) -> dict[str, str]:
    return {"text": text, "happened_on": (on or clock.today()).isoformat()}


def test_an_entry_is_stored_and_stands_first(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"

    client.submit(f"{url}/entries", entry("Asked the night staff.", clock.today() - dt.timedelta(days=3)))
    response = client.submit(f"{url}/entries", entry("Moved the bell."))

    assert response.location.endswith(f"{url}#log")
    page = client.get(url).text
    assert page.index("Moved the bell.") < page.index("Asked the night staff.")


def test_an_nhs_number_is_refused_and_the_text_kept(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    response = client.sign_in(place.nurse).submit(
        f"/improvement/projects/{made.id}/entries", entry("Patient 943 476 5919 fell again.")
    )
    assert response.status_code == 422
    assert "looks like an NHS number" in response.text
    assert "Patient 943 476 5919 fell again.</textarea>" in response.text
    assert db.session.query(LogEntry).count() == 0


@pytest.mark.one_database
def test_an_empty_entry_and_one_from_tomorrow_are_refused(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/entries"
    assert "Write what happened" in client.submit(url, entry("  ")).text
    tomorrow = clock.today() + dt.timedelta(days=1)
    assert "This day is still to come." in client.submit(url, entry("Moved the bell.", tomorrow)).text
    assert db.session.query(LogEntry).count() == 0


def test_the_author_corrects_and_deletes_and_the_audit_keeps_both(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    client.submit(f"/improvement/projects/{made.id}/entries", entry("Moved the bel."))
    stored = db.session.query(LogEntry).one()

    client.submit(f"/improvement/entries/{stored.id}/edit", entry("Moved the bell."))
    assert db.session.query(LogEntry).one().text == "Moved the bell."
    assert "Moved the bell." in client.get(f"/improvement/entries/{stored.id}/delete").text, "it asks first"
    assert db.session.query(LogEntry).count() == 1
    client.submit(f"/improvement/entries/{stored.id}/delete")

    assert db.session.query(LogEntry).count() == 0
    kept = {each.event: each.detail for each in db.session.query(AuditEvent).filter(AuditEvent.subject == "log-entry")}
    assert kept["log-entry.edited"]["was_text"] == "Moved the bel."
    assert kept["log-entry.deleted"]["text"] == "Moved the bell."


def test_a_colleague_reads_an_entry_but_leaves_it_as_it_is(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    stored = add_entry(made, text="Moved the bell.", happened_on=clock.today(), by=place.nurse)
    db.session.commit()
    client.sign_in(place.coach)
    url = f"/improvement/entries/{stored.id}"

    assert "Only Ana Reid, who wrote this entry, can change it." in client.get(f"{url}/edit").text
    assert client.submit(f"{url}/edit", entry("Something else.")).status_code == 422
    assert client.submit(f"{url}/delete").status_code == 422
    assert db.session.query(LogEntry).one().text == "Moved the bell."
    assert f"{url}/edit" not in client.get(f"/improvement/projects/{made.id}").text


@pytest.mark.one_database
def test_other_wards_read_the_log_but_do_not_write_in_it(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.other_nurse)
    assert "What happened today?" not in client.get(f"/improvement/projects/{made.id}").text
    assert client.submit(f"/improvement/projects/{made.id}/entries", entry()).status_code == 403


def test_an_entry_leaves_the_version_alone_so_that_an_open_charter_still_stores(place: Place) -> None:
    made = project(place.ward, place.nurse)
    version = made.version
    add_entry(made, text="Moved the bell.", happened_on=clock.today(), by=place.nurse)
    db.session.commit()
    assert project_by_id(made.id).version == version


def test_an_entry_about_the_past_does_not_make_the_last_one_older(place: Place) -> None:
    made = project(place.ward, place.nurse)
    before = made.last_entry_at
    add_entry(made, text="We met in spring.", happened_on=clock.today() - dt.timedelta(days=200), by=place.nurse)
    db.session.commit()
    assert project_by_id(made.id).last_entry_at == before


@pytest.mark.one_database
def test_a_long_log_is_paged(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    for number in range(25):
        add_entry(made, text=f"Entry {number:02}.", happened_on=clock.today(), by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    assert "Entry 24." in client.get(f"/improvement/projects/{made.id}").text
    second = client.get(f"/improvement/projects/{made.id}?page=2").text
    assert "Entry 00." in second
    assert "Entry 24." not in second
