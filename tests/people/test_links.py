"""Invitations and forgotten passwords: links that work once, for a while."""

import datetime as dt
import logging

import pytest
from flask import Flask

from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.links import tokens
from qms.people.links.tokens import BrokenLinkError, Purpose, SpentLinkError
from qms.people.models import Person, SignInAttempt
from qms.people.passwords import DEMO_PASSWORD, verify
from tests.builder import PASSWORD, Builder
from tests.page_client import PageClient
from tests.people.mailbox import link_in, mail_server, no_mail_server

NEW = "river kettle orange"


def newcomer(build: Builder, email: str = "new@example.org") -> Person:
    return build.commit(Person(name="Newcomer", email=email))


def path(purpose: Purpose, person: Person) -> str:
    folder = "invitations" if purpose is Purpose.INVITATION else "password"
    return f"/{folder}/{tokens.make(purpose, person)}"


def ask(client: PageClient, email: str, **more):
    client.get("/password/forgotten")
    answer = client.submit("/password/forgotten", {"email": email}, **more)
    answer.close()  # what is to be done after the answer is done when it is closed
    return answer


def test_an_invitation_lets_somebody_choose_a_password_and_signs_in(client: PageClient, build: Builder) -> None:
    person = newcomer(build)
    link = path(Purpose.INVITATION, person)
    page = client.get(link)
    assert "Welcome, Newcomer" in page.text
    assert client.submit(link, {"password": NEW}).status_code == 303
    assert client.get("/account").status_code == 200
    db.session.refresh(person)
    assert verify(person.password_hash, NEW)
    event = db.session.query(AuditEvent).filter_by(event="person.password-chosen").one()
    assert (event.by_id, event.detail) == (person.id, {"way": "invitation"})


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_link_works_once(client: PageClient, build: Builder, purpose: Purpose) -> None:
    link = path(purpose, newcomer(build))
    client.get(link)
    client.submit(link, {"password": NEW})
    again = client.get(link)
    assert again.status_code == 410
    assert "This link no longer works" in again.text
    assert client.submit(link, {"password": "another good password"}).status_code == 410


@pytest.mark.one_database
@pytest.mark.parametrize(("purpose", "hours"), [(Purpose.INVITATION, 7 * 24), (Purpose.RESET, 2)])
def test_a_link_expires(client: PageClient, build: Builder, purpose: Purpose, hours: int) -> None:
    link, now = path(purpose, newcomer(build)), clock.now()
    with clock.standing_at(now + dt.timedelta(hours=hours, seconds=-10)):
        assert client.get(link).status_code == 200
    with clock.standing_at(now + dt.timedelta(hours=hours, seconds=10)):
        expired = client.get(link)
    assert expired.status_code == 410
    assert "too old" in expired.text


@pytest.mark.one_database
def test_a_link_cut_off_by_a_mail_program_says_so(client: PageClient, build: Builder) -> None:
    cut = client.get(path(Purpose.RESET, newcomer(build))[:-4])
    assert cut.status_code == 404
    assert "Copy the whole link" in cut.text


def test_a_token_serves_its_own_purpose_person_and_key_only(app: Flask, build: Builder) -> None:
    person = newcomer(build)
    invitation = tokens.make(Purpose.INVITATION, person)
    assert tokens.read(Purpose.INVITATION, invitation) is person
    with pytest.raises(BrokenLinkError):
        tokens.read(Purpose.RESET, invitation)
    with pytest.raises(BrokenLinkError):
        tokens.read(Purpose.INVITATION, "made.up.token")
    key = app.config["SECRET_KEY"]
    try:
        app.config["SECRET_KEY"] = "y" * 32
        with pytest.raises(BrokenLinkError):
            tokens.read(Purpose.INVITATION, invitation)
    finally:
        app.config["SECRET_KEY"] = key


def test_a_closed_account_cannot_use_its_link(build: Builder) -> None:
    person = newcomer(build)
    token = tokens.make(Purpose.INVITATION, person)
    person.active = False
    build.commit()
    with pytest.raises(SpentLinkError):
        tokens.read(Purpose.INVITATION, token)


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Enter a new password."),
        ("short", "Use 12 characters or more."),
        ("aaaaaaaaaaaaaaaa", "Use more different characters."),
        (DEMO_PASSWORD, "which everybody knows"),
        ("ab cd ef" * 200, "Use 1,000 characters or fewer."),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(client: PageClient, build: Builder, password: str, said: str) -> None:
    link = path(Purpose.RESET, newcomer(build))
    client.get(link)
    answer = client.submit(link, {"password": password})
    assert answer.status_code == 422
    assert said in answer.text
    assert client.get(link).status_code == 200, "the link still works"


def test_a_forgotten_password_is_replaced_by_mail(app: Flask, client: PageClient, build: Builder) -> None:
    person = build.person(email="ward@example.org")
    build.commit(*(SignInAttempt(email="ward@example.org", address="203.0.113.5") for _ in range(5)))
    with mail_server(app) as mails:
        assert ask(client, " WARD@example.org").location == "/sign-in"
    (mail,) = mails
    assert "To: ward@example.org" in mail
    client.get(link_in(mail))
    assert client.submit(link_in(mail), {"password": NEW}).status_code == 303
    client.submit("/sign-out")
    client.get("/sign-in")
    assert client.submit("/sign-in", {"email": person.email, "password": NEW}).status_code == 303, "no longer held up"


def test_the_answer_is_the_same_for_accounts_and_others(app: Flask, client: PageClient, build: Builder) -> None:
    build.person(email="ward@example.org")
    closed = build.person(email="left@example.org")
    closed.active = False
    build.commit()
    with mail_server(app) as mails:
        pages = []
        for email in ("ward@example.org", "nobody@example.org", "left@example.org", "system@qms.invalid"):
            assert ask(client, email).status_code == 303
            pages.append(client.get("/sign-in").text.replace(email, "…"))
    tokenless = {page.split("If …")[1].split("</p>")[0] for page in pages}
    assert len(tokenless) == 1
    assert len(mails) == 1


def test_nobody_is_flooded_with_mail(app: Flask, client: PageClient, build: Builder) -> None:
    build.person(email="ward@example.org")
    with mail_server(app) as mails:
        for _ in range(5):
            assert ask(client, "ward@example.org").status_code == 303
        assert len(mails) == 3
        with clock.standing_at(clock.now() + dt.timedelta(minutes=16)):
            ask(client, "ward@example.org")
    assert len(mails) == 4


def test_a_mail_server_that_fails_shows_nothing_to_strangers(
    app: Flask, client: PageClient, build: Builder, caplog: pytest.LogCaptureFixture
) -> None:
    build.person(email="ward@example.org")
    with no_mail_server(app):
        assert ask(client, "ward@example.org").status_code == 303
    assert "could not be mailed" in caplog.text


def test_a_false_host_never_gets_into_a_mail(
    app: Flask, client: PageClient, build: Builder, caplog: pytest.LogCaptureFixture
) -> None:
    build.person(email="ward@example.org")
    with mail_server(app, BASE_URL="") as mails:
        client.get("/password/forgotten", base_url="http://evil.example")
        asked = client.submit("/password/forgotten", {"email": "ward@example.org"}, base_url="http://evil.example")
        asked.close()
    assert mails == []
    assert "QMS_BASE_URL" in caplog.text


@pytest.mark.one_database
def test_without_a_mail_server_the_link_is_in_the_log(
    client: PageClient, build: Builder, caplog: pytest.LogCaptureFixture
) -> None:
    build.person(email="ward@example.org")
    with caplog.at_level(logging.WARNING):
        ask(client, "ward@example.org")
    assert "/password/" in caplog.text
    assert "sends no mail yet" in client.get("/password/forgotten").text


@pytest.mark.one_database
def test_an_empty_request_says_what_to_enter(client: PageClient) -> None:
    answer = ask(client, "")
    assert answer.status_code == 422
    assert "Enter your email address." in answer.text


def test_choosing_a_password_by_link_ends_sessions_elsewhere(app: Flask, client: PageClient, build: Builder) -> None:
    person = build.person()
    elsewhere = app.test_client()
    assert isinstance(elsewhere, PageClient)
    elsewhere.sign_in(person)
    assert elsewhere.get("/account").status_code == 200
    link = path(Purpose.RESET, person)
    client.get(link)
    client.submit(link, {"password": NEW})
    assert elsewhere.get("/account").status_code == 302
    assert client.get("/account").status_code == 200
    db.session.refresh(person)
    assert not verify(person.password_hash, PASSWORD)
