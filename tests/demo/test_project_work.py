"""The demonstration's teams plan, keep pictures and talk."""

from flask import Flask
from sqlalchemy import func, select

from qms.improvement.conversation.models import Comment, Notice, NoticeKind
from qms.improvement.files.keeping import path_of
from qms.improvement.files.models import ProjectFile
from qms.improvement.projects.models import Project
from qms.improvement.work.models import Milestone, Risk, Task
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person


def bundle() -> int:
    found = db.session.scalar(select(Project.id).where(Project.title == "Falls bundle on Kingfisher Ward"))
    assert found is not None
    return found


def test_the_falls_bundle_has_a_plan_with_everything_that_a_huddle_meets(demonstration: Flask) -> None:
    tasks = db.session.execute(select(Task).where(Task.project_id == bundle())).scalars().all()
    today = clock.today()
    assert any(each.due_on and each.due_on < today and not each.is_done for each in tasks), "one is overdue"
    assert any(each.owner_id is None for each in tasks), "one is nobody's yet"
    assert any(each.is_done for each in tasks)
    milestones = db.session.execute(select(Milestone).where(Milestone.project_id == bundle())).scalars().all()
    assert {each.reached_on is not None for each in milestones} == {True, False}
    risks = db.session.execute(select(Risk).where(Risk.project_id == bundle())).scalars().all()
    assert {each.closed_on is not None for each in risks} == {True, False}


def test_the_bytes_of_every_file_are_there(demonstration: Flask) -> None:
    files = db.session.execute(select(ProjectFile).order_by(ProjectFile.id)).scalars().all()
    assert files[0].is_picture
    assert any(each.log_entry_id for each in files), "one came with an entry in the log"
    assert all(path_of(each.shelf, each.sha256).stat().st_size == each.size for each in files)


def test_a_question_from_another_ward_is_answered_and_the_lead_is_called(demonstration: Flask) -> None:
    replies = db.session.scalar(select(func.count()).where(Comment.reply_to_id.is_not(None)))
    assert replies
    called = select(Person.email).join(Notice, Notice.person_id == Person.id)
    unread = called.where(Notice.kind == NoticeKind.MENTION, Notice.read_at.is_(None))
    assert "qi@demo.example" in set(db.session.execute(unread).scalars())


def test_nobody_finds_years_of_notices(demonstration: Flask) -> None:
    most = select(func.count()).where(Notice.read_at.is_(None)).group_by(Notice.person_id).order_by(func.count().desc())
    assert (db.session.execute(most.limit(1)).scalar() or 0) < 12
