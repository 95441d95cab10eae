"""Addresses: readable, predictable, and each meaning one thing."""

import itertools
import re
from collections import Counter

import pytest
from flask import Flask
from werkzeug.routing import Rule, UnicodeConverter

pytestmark = pytest.mark.one_database

WORD = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(\.(csv|svg|png|json|xlsx|pdf))?")
ARGUMENT = re.compile(r"<[^>]+>")
# Plurals that do not end in s.
PLURALS = {"people"}
# Texts that the application itself made; everything else in an address is a number or one of a few words.
FREE_TEXTS = {"token"}


@pytest.fixture
def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_addresses_are_kebab_case(rules: list[Rule]) -> None:
    odd = []
    for rule in rules:
        segments = [each for each in rule.rule.strip("/").split("/") if each]
        odd += [rule.rule for each in segments if not ARGUMENT.search(each) and not WORD.fullmatch(each)]
    assert odd == []


def test_what_has_a_number_is_a_plural(rules: list[Rule]) -> None:
    odd = []
    for rule in rules:
        segments = rule.rule.strip("/").split("/")
        for noun, after in itertools.pairwise(segments):
            if after.startswith("<int:") and not (noun.endswith(("s", ">")) or noun in PLURALS):
                odd.append(rule.rule)
    assert odd == []


def test_arguments_are_typed(rules: list[Rule]) -> None:
    free = {
        f"{rule.rule}: {name}"
        for rule in rules
        for name, converter in rule._converters.items()
        if isinstance(converter, UnicodeConverter) and name not in FREE_TEXTS
    }
    assert free == set()


def test_no_two_routes_share_an_address_and_a_method(rules: list[Rule]) -> None:
    shape = [
        (re.sub(r":[a-z_]+>", ">", rule.rule), method) for rule in rules for method in (rule.methods or set()) - {"OPTIONS"}
    ]
    assert [each for each, times in Counter(shape).items() if times > 1] == []


def test_no_address_ends_in_a_slash_but_those_of_the_rooms(rules: list[Rule]) -> None:
    rooms = {"/", "/planning/", "/control/", "/improvement/"}
    assert [rule.rule for rule in rules if rule.rule.endswith("/") and rule.rule not in rooms] == []


def test_what_ends_in_a_verb_only_listens_to_post_or_asks_first(rules: list[Rule]) -> None:
    """A button's address must not act on GET: a link, a crawler or a preview would press it."""
    verbs = {"close", "invite", "remove", "reopen", "restore", "undo", "unlink", "sign-out"}
    open_to_get = [rule.rule for rule in rules if rule.rule.rsplit("/", 1)[-1] in verbs and "GET" in (rule.methods or set())]
    assert open_to_get == []


@pytest.mark.parametrize("address", ["/units/2147483648/edit", "/people/99999999999999999999", "/people/-1", "/people/x"])
def test_a_number_that_no_table_holds_names_nothing(app: Flask, address: str) -> None:
    assert app.test_client().get(address).status_code == 404
