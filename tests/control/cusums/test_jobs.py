"""The monthly round."""

from flask import Flask

from qms.control.cusums.jobs import update_cusums
from qms.control.cusums.models import OutcomeReading
from qms.control.cusums.signal_actions import explain
from qms.kernel.db import db
from qms.people.roles import RoleName
from qms.schedule import JOBS
from tests.builder import Builder
from tests.control.cusums.making import happen, signals, start
from tests.outbox import Outbox


def test_owners_hear_of_a_limit_once(app: Flask, build: Builder) -> None:
    lead = build.person(RoleName.WARD_MANAGER, build.unit("Oak Ward"), email="lead@example.org")
    one = start(lead.memberships[0].unit, lead)
    happen(one, lead, [0] * 5 + [1] * 4)
    assert update_cusums() == "1 sequence up to date, 1 new signal mailed."
    db.session.commit()
    assert update_cusums() == "1 sequence up to date, 0 new signals mailed."
    explain(signals()[0], cause="Found.", by=lead)
    assert update_cusums() == "1 sequence up to date, 0 new signals mailed."
    (letter,) = Outbox()
    assert letter["to"] == "lead@example.org"
    assert f"/control/cusums/{one.id}" in letter["body"]


def test_repairs_a_reading_that_is_not_what_the_cases_say(app: Flask, build: Builder) -> None:
    lead = build.person(RoleName.WARD_MANAGER, build.unit("Oak Ward"))
    one = start(lead.memberships[0].unit, lead)
    happen(one, lead, [0, 1])
    db.session.get_one(OutcomeReading, one.id).cases = 7
    db.session.commit()
    update_cusums()
    assert db.session.get_one(OutcomeReading, one.id).cases == 2


def test_the_round_is_in_the_schedule() -> None:
    assert JOBS["update-cusums"].run is update_cusums
    assert JOBS["update-cusums"].when["day"] == 1
