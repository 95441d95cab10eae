"""The demonstration's tests of change: ideas that branch, predictions that failed, one that runs."""

from flask import Flask
from sqlalchemy import select

from qms.golden_thread.drawing.ramp import Step, places
from qms.improvement.ideas.queries import idea_texts
from qms.improvement.pdsa.foretelling import tally
from qms.improvement.pdsa.models import Foretold, PdsaCycle
from qms.improvement.pdsa.queries import foretold_on_teams, ramp_of
from qms.improvement.pdsa.ramps import drawings_of, trees_of
from qms.improvement.projects.models import Project
from qms.kernel import clock
from qms.kernel.db import db


def bundle() -> Project:
    return db.session.execute(select(Project).where(Project.title == "Falls bundle on Kingfisher Ward")).scalar_one()


def test_the_falls_bundle_tries_three_ideas_of_its_plan_and_one_of_them_branches(demonstration: Flask) -> None:
    cycles = ramp_of(bundle().id)
    trees = trees_of(cycles, idea_texts(each.driver_id for each in cycles if each.driver_id))
    assert {tree.idea for tree in trees} == {
        "Assessment as part of the handover",
        "A nurse in the bay at night",
        "Call bells in reach, checked at each round",
    }
    with demonstration.test_request_context():
        wide, narrow = drawings_of(trees, clock.today(), title="Tests")
    assert wide.count("<a href") == narrow.count("<a href") == len(cycles)
    assert any(place.branch for tree in trees for place in places(_steps(tree.cycles)))
    assert [each.is_running for each in cycles].count(True) == 1


def test_its_team_was_often_wrong_and_a_measure_was_predicted(demonstration: Flask) -> None:
    with demonstration.test_request_context():
        found = tally(foretold_on_teams([bundle().lead_id]))
    assert found.otherwise >= 3
    assert found.came_true >= 3
    foretold = select(PdsaCycle).where(PdsaCycle.series_id.is_not(None)).order_by(PdsaCycle.id)
    measured = db.session.execute(foretold).scalars().first()
    assert measured is not None
    assert measured.measured_value is not None
    assert measured.foretold is Foretold.AS_PREDICTED


def _steps(cycles: list[PdsaCycle]) -> list[Step]:
    return [Step(each.id, each.number, "", "", "adapt", follows=each.follows_id) for each in cycles]
