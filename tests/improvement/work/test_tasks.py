"""What is to be done, by whom, by when."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask

from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Stage
from qms.improvement.work.jobs import remind_of_tasks
from qms.improvement.work.models import Task
from qms.improvement.work.task_actions import add_task, finish_task
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.outbox import Outbox
from tests.page_client import PageClient


def typed(
    what: str = "Ask pharmacy for the list", owner: str = "", due_on: dt.date | str = "", prefix: str = "task-"
) -> dict[str, str]:
    return {f"{prefix}what": what, f"{prefix}owner": owner, f"{prefix}due_on": str(due_on)}


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def test_a_task_is_noted_done_by_a_tap_and_brought_back(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    url = f"/improvement/projects/{made.id}"
    answer = client.submit(f"{url}/tasks", typed(owner="Dan Wood", due_on=in_days(3)))
    assert answer.location.endswith("?tab=plan#tasks")
    page = client.get(f"{url}?tab=plan").text
    assert "1 task is due this week." in page
    assert "Dan Wood · By 25 November 2026" in page

    task = db.session.query(Task).one()
    client.submit(f"/improvement/tasks/{task.id}/done")
    client.submit(f"/improvement/tasks/{task.id}/done")
    page = client.get(f"{url}?tab=plan").text
    assert "Done 22 November 2026 by Ana Reid" in page
    assert "No task waits." in page
    assert db.session.query(AuditEvent).filter_by(event="task.done").count() == 1, "a second tap changes nothing"
    client.submit(f"/improvement/tasks/{task.id}/reopen")
    assert not db.session.query(Task).one().is_done


def test_the_huddle_hears_first_what_is_late(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    for what, due in (("No day", None), ("Next month", in_days(30)), ("Late", in_days(-2)), ("Today", in_days(0))):
        add_task(made, what=what, due_on=due, by=place.nurse)
    db.session.commit()
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}?tab=plan").text
    assert "1 task is overdue, 1 is due this week." in page
    assert page.index("<span>Late") < page.index("<span>Today") < page.index("<span>Next month") < page.index("<span>No day")


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (typed(" "), "Say what is to be done."),
        (typed("Ring 943 476 5919"), "looks like an NHS number"),
        (typed(owner="Dan Woods"), "Did you mean Dan Wood?"),
        (typed(due_on="Friday"), "is not a date"),
        (typed("x" * 201), "200 characters or fewer"),
    ],
)
def test_what_is_refused_is_said_and_kept_in_the_form(
    client: PageClient, place: Place, fields: dict[str, str], said: str
) -> None:
    made = project(place.ward, place.nurse)
    answer = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/tasks", fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert db.session.query(Task).count() == 0


@pytest.mark.one_database
def test_a_task_of_a_draft_is_given_to_those_who_can_open_it(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    made.team_only = True
    db.session.commit()
    answer = client.sign_in(place.nurse).submit(f"/improvement/projects/{made.id}/tasks", typed(owner="Dan Wood"))
    assert "Dan Wood cannot open this project" in answer.text


def test_its_owner_is_told_and_may_tick_it_off_from_home_without_a_role(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    task = add_task(made, what="Bring the clocks", owner=place.reader, due_on=in_days(-1), by=place.nurse)
    db.session.commit()
    told = db.session.query(Notice).one()
    assert (told.person_id, told.kind) == (place.reader.id, NoticeKind.TASK)

    home = client.sign_in(place.reader).get("/").text
    assert "1 task is due" in home
    assert "Bring the clocks" in home
    assert client.submit(f"/improvement/tasks/{task.id}/done").status_code == 303
    assert client.submit(f"/improvement/tasks/{task.id}/edit", typed(prefix="")).status_code == 403
    assert "Bring the clocks" not in client.get("/").text
    client.sign_in(place.other_nurse)
    assert client.submit(f"/improvement/tasks/{task.id}/reopen").status_code == 403


def test_two_people_edit_one_task_and_nothing_is_lost(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    task = add_task(made, what="Ask pharmacy", by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    url = f"/improvement/tasks/{task.id}/edit"
    client.get(url)
    first = client.submit(url, typed("Ask the pharmacist", prefix="") | {"version": "1"})
    assert first.status_code == 303
    second = client.submit(url, typed("Ask the ward pharmacist", prefix="") | {"version": "1"})
    assert second.status_code == 409
    assert "Ask the pharmacist" in second.text
    assert "Ask the ward pharmacist" in second.text
    assert db.session.query(Task).one().what == "Ask the pharmacist"


@pytest.mark.one_database
def test_a_task_removed_stays_in_the_audit(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    task = add_task(made, what="Ask pharmacy", by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse).submit(f"/improvement/tasks/{task.id}/remove")
    assert db.session.query(Task).count() == 0
    assert db.session.query(AuditEvent).filter_by(event="task.removed").one().detail["what"] == "Ask pharmacy"


def test_each_owner_gets_one_mail_a_week(app: Flask, place: Place, letters: Outbox) -> None:
    made, ended = project(place.ward, place.nurse), project(place.ward, place.nurse, title="Ended")
    for what, days in (("Late", -3), ("Soon", 5), ("Later", 20)):
        add_task(made, what=what, owner=place.reader, due_on=in_days(days), by=place.nurse)
    finish_task(add_task(made, what="Done", owner=place.reader, due_on=in_days(1), by=place.nurse), by=place.nurse)
    add_task(ended, what="Of a project that ended", owner=place.reader, due_on=in_days(1), by=place.nurse)
    change_stage(ended, stage=Stage.STOPPED, since=clock.today(), learned="No time.", by=place.nurse)
    add_task(made, what="Of somebody who left", owner=place.coach, due_on=in_days(1), by=place.nurse)
    place.coach.active = False
    db.session.commit()
    version = db.session.query(Task).filter_by(what="Late").one().version

    assert remind_of_tasks() == "2 tasks in 1 mail."
    db.session.commit()
    assert remind_of_tasks() == "0 tasks in 0 mails.", "a second run mails nobody twice"
    assert [each["to"] for each in letters] == [place.reader.email]
    assert "Late, by 19 November 2026, overdue" in letters[0]["body"]
    assert "Later" not in letters[0]["body"]
    db.session.expire_all()
    assert db.session.query(Task).filter_by(what="Late").one().version == version, "an open form still stores"
    with clock.standing_at(clock.now() + dt.timedelta(days=7)):
        assert remind_of_tasks() == "2 tasks in 1 mail."


def test_a_plan_of_many_tasks_is_read_in_as_many_queries_and_bounded(
    client: PageClient, place: Place, count_queries: Any
) -> None:
    made = project(place.ward, place.nurse)
    add_task(made, what="First", owner=place.reader, by=place.nurse)
    db.session.commit()
    url = f"/improvement/projects/{made.id}?tab=plan"
    client.sign_in(place.nurse)
    with count_queries() as few:
        client.get(url)
    for number in range(104):
        add_task(made, what=f"Task {number}", owner=(place.coach, place.other_nurse)[number % 2], by=place.nurse)
    db.session.commit()
    client.sign_in(place.nurse)
    with count_queries() as many:
        page = client.get(url).text
    assert len(many) == len(few)
    assert "And 5 more" in page
