"""The project's line of time: stages, tests and milestones together, drawn once there is something to see."""

import datetime as dt

import pytest

from qms.improvement.pdsa.queries import ramp_of
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Project, Stage
from qms.improvement.projects.queries import stage_steps_of
from qms.improvement.work.timeline import MOST_TESTS, timeline_of
from qms.kernel import clock
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database


def ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def drawn(made: Project) -> str:
    return "".join(timeline_of(made, [], stage_steps_of(made.id), ramp_of(made.id)))


def test_a_project_that_has_only_just_begun_has_nothing_to_draw(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    assert drawn(made) == ""
    client.sign_in(place.nurse)
    assert "Over time" not in client.get(f"/improvement/projects/{made.id}?tab=plan").text


def test_stages_and_tests_stand_with_their_dates(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    cycle(made, place.nurse, starts_on=ago(9))
    cycle(made, place.nurse, question="A test of next week?", starts_on=ago(-7))
    picture = drawn(made)
    assert "Stage: Testing" in picture
    assert "Stage: Idea" not in picture, "it was left on the day on which it began"
    assert "Test 1: Does a night light help?" in picture
    assert "A test of next week?" not in picture, "it has not begun"
    client.sign_in(place.nurse)
    assert "Over time" in client.get(f"/improvement/projects/{made.id}?tab=plan").text


def test_an_ended_project_is_in_no_stage_any_more_and_very_many_tests_stay_readable(place: Place) -> None:
    made = project(place.ward, place.nurse)
    for number in range(MOST_TESTS + 5):
        cycle(made, place.nurse, question=f"Question {number}?", starts_on=ago(60 - number))
    change_stage(made, stage=Stage.ABANDONED, since=clock.today(), learned="No help.", by=place.nurse)
    picture = drawn(made)
    assert "Stage: Abandoned" not in picture
    assert "Ended" in picture
    assert "Question 4?" not in picture
    assert f"Question {MOST_TESTS + 4}?" in picture
