"""Who may open what: every route × every role × the own unit and another, and nobody signed in.

What is expected follows from each view's mark and from the roles as data, never from the code that decides. New routes
join by themselves; a new kind of argument needs an example in access_examples.py."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.access import Mark
from qms.people.models import Person
from qms.people.roles import ROLES, RoleName
from tests.access_examples import Examples, missing
from tests.builder import Builder

pytestmark = pytest.mark.one_database

METHODS = ("GET", "POST")  # reading first: what a button changes must not stand in the way of a page


@dataclass(frozen=True)
class Door:
    """One route by one method, with its mark."""

    rule: Rule
    method: str
    mark: Mark

    def __str__(self) -> str:
        return f"{self.method} {self.rule} ({self.rule.endpoint})"


def doors(app: Flask) -> Iterator[Door]:
    """Every route but the static files, GET before POST, and the ends of sessions last."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint == "sign_out", rule.rule))
    for method in METHODS:
        for rule in rules:
            if rule.endpoint != "static" and method in (rule.methods or ()) and not missing(rule):
                yield Door(rule, method, app.view_functions[rule.endpoint].access_mark)  # type: ignore[attr-defined]


class Visitor:
    """Somebody, or nobody, who knocks at doors without looking at the pages' details."""

    def __init__(self, app: Flask, person: Person | None) -> None:
        self.app, self.person, self.browser, self.token = app, person, FlaskClient(app), ""

    def knock(self, door: Door, examples: Examples) -> TestResponse:
        """Open the door with empty fields and a valid token."""
        url = self.app.url_map.bind("qms.test").build(door.rule.endpoint, examples.values(door.rule))
        if door.method == "POST":
            return self._open(url, method="POST", data={"csrf_token": self._token()})
        return self._open(url)

    def _token(self) -> str:
        with self.browser.session_transaction() as session:
            known = session.get("csrf_token")
        if not known or not self.token:
            page = self._open("/sign-in" if self.person is None else "/account").text
            self.token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        return self.token

    def _open(self, url: str, **more: object) -> TestResponse:
        # The application context is the test's own: what the last request kept in it must not reach this one.
        db.session.rollback()
        g.__dict__.clear()
        if self.person is not None:
            with self.browser.session_transaction() as session:
                session["_user_id"], session["_fresh"] = self.person.get_id(), True
        return self.browser.open(url, **more)


@dataclass(frozen=True)
class Places:
    """A ward where the visitor has the role, and one where not."""

    own: Examples
    other: Examples


@pytest.fixture(autouse=True)
def _failures_are_pages(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A view that fails answers 500, as it would for a person, so that one failure does not hide the others."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)


@pytest.fixture
def places(build: Builder) -> Places:
    wards = build.trust() and [db.session.query(Unit).filter_by(name=name).one() for name in ("Ward 1", "Ward 2")]
    return Places(*(Examples(build, ward) for ward in wards))


def sent_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code in {302, 303} and "/sign-in" in (answer.location or "")


def fault_when_open(door: Door, answer: TestResponse) -> str:
    """What is wrong with the answer to somebody who may enter; "" when nothing is."""
    if sent_to_sign_in(answer) and door.rule.endpoint != "sign_out":
        return "leads to the sign-in page"
    if answer.status_code == 403:
        return "is refused to somebody who may"
    if answer.status_code >= 500:
        return f"fails with {answer.status_code}"
    if door.method == "GET" and answer.status_code >= 400 and not door.mark.open_to_all:
        return f"is {answer.status_code} for a thing that exists"
    return ""


def test_every_view_carries_one_mark(app: Flask) -> None:
    unmarked = [name for name, view in app.view_functions.items() if not isinstance(getattr(view, "access_mark", None), Mark)]
    assert unmarked == [], "each view needs @public, @signed_in or @needs under its route"


def test_every_argument_has_an_example(app: Flask) -> None:
    unknown = {name for rule in app.url_map.iter_rules() if rule.endpoint != "static" for name in missing(rule)}
    assert not unknown, f"EXAMPLES in tests/access_examples.py does not say how to make {sorted(unknown)}"


def test_nobody_gets_in_without_signing_in(app: Flask, places: Places) -> None:
    faults = []
    for door in doors(app):
        answer = Visitor(app, None).knock(door, places.own)
        fault = (
            fault_when_open(door, answer)
            if door.mark.open_to_all
            else ""
            if sent_to_sign_in(answer)
            else "is open to nobody in particular"
        )
        faults += [f"{door}: {fault}"] if fault else []
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("role", [*RoleName, None])
def test_each_role_opens_what_it_permits(app: Flask, build: Builder, places: Places, role: RoleName | None) -> None:
    visitor = Visitor(app, build.person(role, places.own.unit))
    permitted = ROLES[role].permissions if role else frozenset()
    faults = []
    for door in doors(app):
        for where, examples in (("own", places.own), ("other", places.other)):
            needed = door.mark.permission
            here = needed is None or (needed in permitted and (where == "own" or door.mark.unit_of is None))
            if where == "other" and here and (needed is not None or role is not None):
                # Either the mark asks for the permission somewhere, and the view looks at the unit that the form names;
                # or it is open to all who are signed in, which somebody without any role shows for every unit.
                continue
            answer = visitor.knock(door, examples)
            fault = (
                fault_when_open(door, answer)
                if here
                else ""
                if answer.status_code == 403
                else "is open to somebody who may not"
            )
            faults += [f"{door}, {where} unit: {fault}"] if fault else []
    assert not faults, "\n" + "\n".join(faults)
