"""A trust with two wards, a ward manager for each, and a coach over both."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from qms.organisation.models import Unit
from qms.organisation.queries import find
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.outbox import Outbox


@dataclass
class Place:
    """Where the tests of this room play."""

    trust: Unit
    ward: Unit
    other_ward: Unit
    nurse: Person  # runs projects on `ward`
    other_nurse: Person  # runs projects on `other_ward`
    coach: Person  # of the trust
    reader: Person  # no role at all


@pytest.fixture
def place(build: Builder) -> Place:
    """Ward 1 and Ward 2 of Riverside Trust, with their people."""
    trust = build.trust()
    ward, other = find("Ward 1"), find("Ward 2")
    assert ward is not None
    assert other is not None
    return Place(
        trust,
        ward,
        other,
        build.person(RoleName.WARD_MANAGER, ward, name="Ana Reid"),
        build.person(RoleName.WARD_MANAGER, other, name="Ben Shaw"),
        build.person(RoleName.COACH, trust, name="Cora Lind"),
        build.person(name="Dan Wood"),
    )


@pytest.fixture
def addresses(app: Flask) -> Iterator[None]:
    """Lets `url_for` be called outside a request."""
    with app.test_request_context(method="POST"):  # what the test makes meanwhile may be written
        yield


@pytest.fixture
def letters(app: Flask) -> Outbox:
    """The letters that wait to be sent."""
    return Outbox()
