"""Signing in and out, as somebody at a keyboard meets it."""

import datetime as dt

import pytest
from argon2 import PasswordHasher
from flask import Flask
from markupsafe import escape

from qms.kernel import clock, settings
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people import demonstration
from qms.people.models import Person, SignInAttempt
from qms.people.passwords import DEMO_PASSWORD, hash_password
from tests.builder import PASSWORD, Builder
from tests.page_client import PageClient

WRONG = "do not match an account"


def try_to_sign_in(client: PageClient, email: str, password: str = PASSWORD, *, to: str = "/sign-in", **more):
    client.get("/sign-in")
    return client.submit(to, {"email": email, "password": password}, **more)


def attempts() -> int:
    return db.session.query(SignInAttempt).count()


def test_the_right_password_opens_the_home_page(client: PageClient, build: Builder) -> None:
    person = build.person(email="ward@example.org")
    answer = try_to_sign_in(client, " Ward@Example.org ")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/account").status_code == 200
    event = db.session.query(AuditEvent).filter_by(event="person.signed-in").one()
    assert (event.by_id, event.subject_id) == (person.id, person.id)


@pytest.mark.parametrize("email", ["ward@example.org", "nobody@example.org"])
def test_a_wrong_password_and_an_unknown_account_get_the_same_words(client: PageClient, build: Builder, email: str) -> None:
    build.person(email="ward@example.org")
    answer = try_to_sign_in(client, email, "not the password")
    assert answer.status_code == 422
    assert WRONG in answer.text
    assert attempts() == 1
    assert client.get("/account").status_code == 302


def test_a_closed_account_gets_those_words_too(client: PageClient, build: Builder) -> None:
    person = build.person(email="left@example.org")
    person.active = False
    build.commit()
    assert WRONG in try_to_sign_in(client, "left@example.org").text


def test_somebody_invited_but_without_a_password_cannot_sign_in(client: PageClient, build: Builder) -> None:
    build.commit(Person(name="New", email="new@example.org"))
    assert try_to_sign_in(client, "new@example.org", "").status_code == 422
    assert WRONG in try_to_sign_in(client, "new@example.org", "anything at all").text


@pytest.mark.one_database
def test_empty_fields_say_what_to_enter(client: PageClient) -> None:
    answer = try_to_sign_in(client, "", "")
    assert answer.status_code == 422
    assert "Enter your email address." in answer.text
    assert "Enter your password." in answer.text
    assert attempts() == 0


def test_text_that_no_database_stores_is_refused_kindly(client: PageClient) -> None:
    answer = try_to_sign_in(client, "a\x00b@example.org", "some password")
    assert answer.status_code == 422
    assert "\x00" not in answer.text


def test_five_failures_close_the_account_for_a_quarter_of_an_hour(client: PageClient, build: Builder) -> None:
    build.person(email="ward@example.org")
    for _ in range(5):
        assert try_to_sign_in(client, "ward@example.org", "wrong").status_code == 422
    answer = try_to_sign_in(client, "ward@example.org")
    assert answer.status_code == 429
    assert "Too many tries" in answer.text
    assert answer.headers["Retry-After"] == "900"
    with clock.standing_at(clock.now() + dt.timedelta(minutes=16)):
        assert try_to_sign_in(client, "ward@example.org").status_code == 303


def test_an_unknown_account_is_slowed_down_alike(client: PageClient) -> None:
    for _ in range(5):
        try_to_sign_in(client, "nobody@example.org", "wrong")
    assert try_to_sign_in(client, "nobody@example.org", "wrong").status_code == 429


def test_thirty_failures_from_one_address_stop_it_for_every_account(client: PageClient, build: Builder) -> None:
    build.person(email="ward@example.org")
    build.commit(*(SignInAttempt(email=f"{n}@example.org", address="203.0.113.5") for n in range(30)))
    there, elsewhere = ({"REMOTE_ADDR": each} for each in ("203.0.113.5", "203.0.113.6"))
    assert try_to_sign_in(client, "ward@example.org", environ_base=there).status_code == 429
    assert try_to_sign_in(client, "ward@example.org", environ_base=elsewhere).status_code == 303


def test_success_forgets_the_failures_of_the_account_alone(client: PageClient, build: Builder) -> None:
    build.person(email="ward@example.org")
    build.commit(SignInAttempt(email="other@example.org", address="203.0.113.5"))
    for _ in range(4):
        try_to_sign_in(client, "ward@example.org", "wrong")
    try_to_sign_in(client, "ward@example.org")
    assert [each.email for each in db.session.query(SignInAttempt)] == ["other@example.org"]


def test_old_failures_are_forgotten(client: PageClient, build: Builder) -> None:
    old = SignInAttempt(email="old@example.org", address="203.0.113.5", at=clock.now() - dt.timedelta(minutes=20))
    build.commit(old)
    try_to_sign_in(client, "new@example.org", "wrong")
    assert [each.email for each in db.session.query(SignInAttempt)] == ["new@example.org"]


def test_a_hash_of_weaker_parameters_is_made_anew(client: PageClient, build: Builder) -> None:
    person = build.person(email="ward@example.org")
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, hash_len=16).hash(PASSWORD)
    person.password_hash = weak
    build.commit()
    try_to_sign_in(client, "ward@example.org")
    db.session.refresh(person)
    assert person.password_hash != weak
    assert try_to_sign_in(app_client(client), "ward@example.org").status_code == 303


def app_client(client: PageClient) -> PageClient:
    """Another browser on the same application."""
    other = client.application.test_client()
    assert isinstance(other, PageClient)
    return other


@pytest.mark.one_database
def test_the_session_of_before_is_thrown_away(client: PageClient, build: Builder) -> None:
    build.person(email="ward@example.org")
    client.get("/sign-in")
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        token = session["csrf_token"]
    try_to_sign_in(client, "ward@example.org")
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session.get("csrf_token") != token
        assert session.permanent


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("asked_for", "given"),
    [
        ("/metrics?q=falls", "/metrics?q=falls"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("metrics", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_to_pages_of_ours_only(client: PageClient, build: Builder, asked_for: str, given: str) -> None:
    build.person(email="ward@example.org")
    client.get("/sign-in")
    data = {"email": "ward@example.org", "password": PASSWORD}
    assert client.submit("/sign-in", data, query_string={"next": asked_for}).location == given


@pytest.mark.one_database
def test_the_page_that_was_asked_for_comes_after_signing_in(client: PageClient, build: Builder) -> None:
    build.person(email="ward@example.org")
    asked = client.get("/roles?x=1")
    assert asked.status_code == 302
    page = client.get(asked.location)
    assert "next=/roles?x%3D1" in page.text or "next=%2Froles" in page.text
    assert try_to_sign_in(client, "ward@example.org", to=asked.location).location == "/roles?x=1"


@pytest.mark.one_database
def test_whoever_is_signed_in_needs_no_sign_in_page(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person())
    assert client.get("/sign-in").location == "/"


def test_sign_out_ends_the_session_and_only_by_post(client: PageClient, build: Builder) -> None:
    client.sign_in(build.person())
    assert client.get("/sign-out").status_code == 405
    assert client.get("/account").status_code == 200
    assert client.post("/sign-out").status_code == 400, "a post without its token is refused"
    assert client.submit("/sign-out").location == "/sign-in"
    assert client.get("/account").status_code == 302
    assert "You have signed out." in client.get("/sign-in").text


def test_the_demonstration_offers_its_accounts_and_takes_its_password(client: PageClient, build: Builder) -> None:
    settings.write(settings.DEMONSTRATION, "yes")
    person = build.person(email="ward@demo.example")
    person.password_hash = hash_password(DEMO_PASSWORD)
    build.commit()
    page = client.get("/sign-in").text
    assert len(demonstration.ACCOUNTS) == 6
    assert all(each.email in page and str(escape(each.sentence)) in page for each in demonstration.ACCOUNTS)
    assert DEMO_PASSWORD in page
    assert try_to_sign_in(client, "ward@demo.example", DEMO_PASSWORD).status_code == 303


def test_elsewhere_the_demonstration_password_is_refused(client: PageClient, build: Builder, app: Flask) -> None:
    person = build.person(email="ward@demo.example")
    person.password_hash = hash_password(DEMO_PASSWORD)
    build.commit()
    assert DEMO_PASSWORD not in client.get("/sign-in").text
    assert WRONG in try_to_sign_in(client, "ward@demo.example", DEMO_PASSWORD).text
    assert attempts() == 1


@pytest.mark.parametrize("address", ["/static/favicon.svg", "/account"])
def test_an_answer_on_its_way_while_somebody_signs_out_does_not_bring_them_back(
    client: PageClient, build: Builder, address: str
) -> None:
    build.person(email="ward@example.org")
    try_to_sign_in(client, "ward@example.org")
    client.get("/account")  # the first page brings what forms need
    assert "Set-Cookie" not in client.get(address).headers, "it would be stored after the sign-out that overtook it"
