"""One's own account."""

import pytest
from flask import Flask

from qms.kernel import settings
from qms.kernel.db import db
from qms.people.passwords import verify
from qms.people.roles import RoleName
from tests.builder import PASSWORD, Builder
from tests.page_client import PageClient

NEW = "river kettle orange"


def test_the_page_says_who_one_is_and_what_one_may_do(client: PageClient, build: Builder) -> None:
    trust = build.trust()
    page = client.sign_in(build.person(RoleName.COACH, trust, name="Cara")).get("/account").text
    assert "Cara" in page
    assert "Improvement coach, Riverside Trust" in page
    assert "scores progress independently" in page


@pytest.mark.one_database
def test_without_a_role_the_page_says_what_that_means(client: PageClient, build: Builder) -> None:
    assert "You have no role yet" in client.sign_in(build.person()).get("/account").text


def test_name_and_job_title_are_stored(client: PageClient, build: Builder) -> None:
    person = build.person()
    client.sign_in(person).get("/account")
    data = {"name": "Grace Adeyemi", "job_title": "Ward manager", "version": person.version}
    assert client.submit("/account", data).status_code == 303
    page = client.get("/account").text
    assert "Stored: your name and job title." in page
    assert 'value="Grace Adeyemi"' in page


@pytest.mark.one_database
def test_an_empty_name_or_an_nhs_number_is_refused(client: PageClient, build: Builder) -> None:
    person = build.person()
    client.sign_in(person).get("/account")
    empty = client.submit("/account", {"name": " ", "version": person.version})
    assert empty.status_code == 422
    assert "Enter your name." in empty.text
    number = client.submit("/account", {"name": "943 476 5919", "version": person.version})
    assert number.status_code == 422
    assert "looks like an NHS number" in number.text


def test_an_edit_of_an_old_version_shows_both(client: PageClient, build: Builder) -> None:
    person = build.person(name="First")
    old = person.version
    person.name = "Second"
    build.commit()
    client.sign_in(person).get("/account")
    answer = client.submit("/account", {"name": "Third", "job_title": "", "version": old})
    assert answer.status_code == 409
    assert "Second" in answer.text
    assert "Third" in answer.text
    db.session.refresh(person)
    assert person.name == "Second"
    again = client.submit("/account", {"name": "Third", "job_title": "", "version": person.version})
    assert again.status_code == 303


def test_a_changed_password_ends_other_sessions_and_keeps_this_one(app: Flask, client: PageClient, build: Builder) -> None:
    person = build.person()
    elsewhere = app.test_client()
    assert isinstance(elsewhere, PageClient)
    elsewhere.sign_in(person)
    client.sign_in(person).get("/account/password")
    assert client.submit("/account/password", {"current": PASSWORD, "password": NEW}).status_code == 303
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    db.session.refresh(person)
    assert verify(person.password_hash, NEW)


def test_the_present_password_must_be_right_and_tries_are_counted(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person()).get("/account/password")
    for _ in range(5):
        wrong = client.submit("/account/password", {"current": "wrong", "password": NEW})
        assert wrong.status_code == 422
        assert "That is not your present password." in wrong.text
    assert client.submit("/account/password", {"current": PASSWORD, "password": NEW}).status_code == 429


@pytest.mark.one_database
def test_a_poor_new_password_is_refused(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person()).get("/account/password")
    answer = client.submit("/account/password", {"current": PASSWORD, "password": "short"})
    assert answer.status_code == 422
    assert "Use 12 characters or more." in answer.text


@pytest.mark.one_database
def test_strangers_are_asked_to_sign_in(client: PageClient) -> None:
    assert client.get("/account").location.startswith("/sign-in?next=")
    assert client.get("/account/password").location.startswith("/sign-in?next=")


def test_visitors_cannot_lock_each_other_out_of_the_demonstration(client: PageClient, build: Builder) -> None:
    ward = build.unit()
    visitor = build.person(RoleName.WARD_MANAGER, ward, email="ward@demo.example")
    settings.write(settings.DEMONSTRATION, "yes")
    db.session.commit()
    new = "three random words"
    page = client.sign_in(visitor).submit("/account/password", {"current": PASSWORD, "password": new, "again": new})
    assert page.status_code == 422
    assert "Visitors share this account" in page.text
