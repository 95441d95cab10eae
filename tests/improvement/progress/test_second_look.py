"""What is still open when a project ends is shown once, and only where there is any."""

import pytest

from qms.improvement.progress.actions import change_stage, score_by_team
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.improvement.work.task_actions import add_task
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient


def to(stage: str, **changes: str) -> dict[str, str]:
    return {"stage": stage, "since": clock.today().isoformat(), "learned": "Lights work."} | changes


def test_completing_shows_what_is_open_and_one_press_completes_it_all_the_same(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    test = cycle(made, place.nurse)
    add_task(made, what="Ask pharmacy", by=place.nurse)
    db.session.commit()
    url = f"/improvement/projects/{made.id}/stages"
    shown = client.sign_in(place.nurse).submit(url, to("completed"))
    assert shown.status_code == 200
    assert "5 things are still open." in shown.text
    assert f'Cycle 1 is running. <a href="/improvement/cycles/{test.id}">' in shown.text
    for said in (
        "1 task is not done.",
        "The aim was never written",
        "has not scored its progress",
        "No measure shows a gain",
    ):
        assert said in shown.text
    assert 'value="Lights work."' in shown.text, "nothing is typed a second time"
    assert db.session.get_one(Project, made.id).stage is Stage.TESTING
    assert client.submit(url, to("completed", in_spite="yes")).status_code == 303
    assert db.session.get_one(Project, made.id).stage is Stage.COMPLETED


@pytest.mark.one_database
def test_stopping_asks_of_what_runs_alone_and_abandoning_asks_nothing(client: PageClient, place: Place) -> None:
    client.sign_in(place.nurse)
    quiet, busy, bad = (project(place.ward, place.nurse, title=title) for title in ("Quiet", "Busy", "Bad"))
    cycle(busy, place.nurse)
    cycle(bad, place.nurse)
    assert client.submit(f"/improvement/projects/{quiet.id}/stages", to("stopped")).status_code == 303
    shown = client.submit(f"/improvement/projects/{busy.id}/stages", to("stopped")).text
    assert "1 thing is still open." in shown
    assert "Stop it all the same" in shown
    assert "aim" not in shown.split("<h1", 1)[1].split("</ul>", 1)[0]
    assert client.submit(f"/improvement/projects/{bad.id}/stages", to("abandoned")).status_code == 303


@pytest.mark.one_database
def test_what_is_closed_is_not_asked_again(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    edit_charter(made, aim="From 6 to 4 falls by March.", by=place.nurse)
    score_by_team(made, score=3.0, by=place.nurse)
    db.session.commit()
    shown = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/stages", to("completed")).text
    assert "1 thing is still open." in shown
    assert "No measure shows a gain that could hold." in shown


def test_a_button_pressed_twice_moves_it_once(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}/stages"
    for _ in range(2):
        assert client.submit(url, to("testing")).status_code == 303
    assert db.session.query(AuditEvent).filter_by(event="project.stage-changed").count() == 1
    stored = db.session.get_one(Project, made.id)
    assert not change_stage(stored, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    assert change_stage(stored, stage=Stage.PAUSED, since=clock.today(), learned="House moves.", by=place.nurse)
    assert change_stage(stored, stage=Stage.PAUSED, since=clock.today(), learned="Ward moves.", by=place.nurse), "other words"
