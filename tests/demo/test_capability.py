"""The demonstration's improvement capability tells its story."""

from flask import Flask
from sqlalchemy import func, select

from qms.improvement.capability.coverage.queries import coverage, targets
from qms.improvement.capability.models import CoachProfile, Learner, Tier, Training
from qms.improvement.capability.tiers import DUE_SOON
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.queries import all_units


def test_two_wards_have_passed_the_dose_and_surgery_lags_behind(demonstration: Flask) -> None:
    units = {unit.ods_code: unit for unit in all_units()}
    found, wanted = coverage(list(units.values()), Tier.BRONZE), targets(units.values(), Tier.BRONZE)

    def reached(code: str) -> bool:
        return (found[units[code].id].share or 0) >= wanted[units[code].id].share

    assert reached("D1A-KIN")
    assert reached("D1A-SWA")
    assert not reached("D1A-SUR")
    assert not reached("D1A-ELM")
    assert not reached("D1A")
    assert found[units["D2F-BIR"].id].staff is None, "nobody has counted Birch Ward"


def test_refreshers_are_overdue_and_due_soon(demonstration: Flask) -> None:
    today = clock.today()
    overdue = db.session.scalar(select(func.count()).where(Training.refresh_by <= today))
    soon = db.session.scalar(select(func.count()).where(Training.refresh_by > today, Training.refresh_by <= today + DUE_SOON))
    assert overdue
    assert soon


def test_colleagues_with_accounts_are_not_entered_twice_and_some_offer_help(demonstration: Flask) -> None:
    linked = list(db.session.execute(select(Learner).where(Learner.person_id.is_not(None))).scalars())
    assert len(linked) >= 8
    assert all(each.email is None for each in linked)
    assert db.session.scalar(select(func.count()).select_from(CoachProfile)) == 4
