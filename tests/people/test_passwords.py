"""Passwords: hashed, checked, refused with a reason."""

import pytest
from flask import Flask

from qms.people.passwords import DEMO_PASSWORD, hash_password, is_outdated, objection, verify

pytestmark = pytest.mark.one_database


def test_a_hash_is_salted_argon2id_and_verifies(app: Flask) -> None:
    one, two = hash_password("river kettle orange"), hash_password("river kettle orange")
    assert one != two
    assert one.startswith("$argon2id$")
    assert verify(one, "river kettle orange")
    assert not verify(one, "River kettle orange")


def test_nobody_and_a_spoilt_hash_verify_nothing(app: Flask) -> None:
    assert not verify(None, "anything")
    assert not verify("not a hash", "anything")
    assert not verify("", "")


def test_a_hash_is_outdated_when_the_parameters_rise(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = hash_password("river kettle orange")
    assert not is_outdated(stored)
    monkeypatch.setitem(app.config, "ARGON2", app.config["ARGON2"] | {"time_cost": 2})
    assert is_outdated(stored)
    assert verify(stored, "river kettle orange"), "the old hash still opens the door once more"


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("eleven char", "Use 12 characters or more"),
        (DEMO_PASSWORD, "everybody knows"),
        ("abababababab", "more different characters"),
        ("x" * 1001, "1,000 characters or fewer"),
    ],
)
def test_poor_passwords_are_refused_with_the_reason(password: str, said: str) -> None:
    assert said in (objection(password) or "")


def test_a_long_passphrase_in_any_script_is_good() -> None:
    assert objection("three random words") is None
    assert objection("пароль из слов") is None
