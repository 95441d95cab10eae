"""The demonstration's teams learn from each other."""

import datetime as dt

from flask import Flask
from sqlalchemy import select

from qms.improvement.learning.adopting.models import Adoption
from qms.improvement.learning.celebrating.presenters import round_up
from qms.improvement.learning.celebrating.queries import Month
from qms.improvement.learning.library.alike import tried_before
from qms.improvement.learning.library.keeping import rebuild
from qms.improvement.learning.library.queries import first_found
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.db import db


def test_the_falls_bundle_went_to_two_wards(demonstration: Flask) -> None:
    bundle = db.session.execute(select(Project.id).where(Project.title == "Falls bundle on Kingfisher Ward")).scalar_one()
    titles = select(Project.title).join(Adoption, Adoption.project_id == Project.id).where(Adoption.root_id == bundle)
    assert sorted(db.session.execute(titles).scalars()) == [
        "Falls bundle comes to Heron Ward",
        "Falls bundle comes to Swallow Ward",
    ]


def test_last_month_has_something_to_celebrate(demonstration: Flask) -> None:
    with demonstration.test_request_context():
        told = round_up(Month(clock.today().replace(day=1)).before, None)
    parts = {part.title: [line.title for line in part.lines] for part in told.parts}
    assert "Falls bundle comes to Heron Ward" in parts["It works"]
    assert parts["Taken over from others"] == ["Falls bundle comes to Swallow Ward"]
    assert dt.date(2026, 10, 1).strftime("%B") in told.sentence


def test_the_library_is_full_and_in_step(demonstration: Flask) -> None:
    with demonstration.test_request_context():
        assert [each.title for each in tried_before("Text messages before surgery")] == ["A text the day before surgery"]
        kinds = (
            "project",
            "cycle",
            "package-idea",
            "plan",
        )  # an idea of diagram and package is the package's
        assert {each.kind for each in first_found("falls", kinds, 20)} == set(kinds)
        assert rebuild() == 0
        db.session.rollback()
