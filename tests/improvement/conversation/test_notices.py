"""Who is told of what, once."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest

from qms.improvement.conversation.actions import add_comment, edit_comment, follow, read_notices, unfollow
from qms.improvement.conversation.jobs import send_notices
from qms.improvement.conversation.models import Notice, NoticeKind
from qms.improvement.conversation.queries import notices_of
from qms.improvement.log.actions import add_entry
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Stage
from qms.improvement.team.actions import add_member
from qms.kernel import clock
from qms.kernel.db import db
from qms.people.models import Person
from tests.improvement.conftest import Place
from tests.improvement.making import project
from tests.outbox import Outbox
from tests.page_client import PageClient

K = NoticeKind


def told() -> set[tuple[str, NoticeKind]]:
    names = {each.id: each.name for each in db.session.query(Person)}
    return {(names[each.person_id], each.kind) for each in db.session.query(Notice)}


def forget() -> None:
    db.session.query(Notice).delete()
    db.session.commit()


def test_each_is_told_in_one_way_and_nobody_of_their_own_doing(place: Place) -> None:
    made = project(place.ward, place.nurse)
    add_member(made, person=place.coach, part="Coach", by=place.nurse)
    asked = add_comment(made, text="@Ben Shaw", mentioned=[place.other_nurse, place.reader], by=place.reader)
    assert told() == {("Ana Reid", K.COMMENT), ("Cora Lind", K.COMMENT), ("Ben Shaw", K.MENTION)}
    forget()
    add_comment(made, text="@Cora Lind", mentioned=[place.coach], reply_to=asked, by=place.nurse)
    assert told() == {("Cora Lind", K.MENTION), ("Dan Wood", K.REPLY)}


def test_who_follows_hears_and_who_stops_does_not(place: Place) -> None:
    made = project(place.ward, place.nurse)
    add_member(made, person=place.coach, part="", by=place.nurse)
    follow(made, by=place.reader)
    unfollow(made, by=place.coach)
    add_entry(made, text="Moved the bell.", happened_on=clock.today(), by=place.other_nurse)
    assert told() == {("Ana Reid", K.LOG_ENTRY), ("Dan Wood", K.LOG_ENTRY)}
    forget()
    unfollow(made, by=place.reader)
    unfollow(made, by=place.nurse)
    add_comment(made, text="@Cora Lind", mentioned=[place.coach], by=place.other_nurse)
    assert told() == {("Cora Lind", K.MENTION)}, "who is called hears all the same"


def test_a_notice_that_waits_is_not_repeated_but_each_mention_counts(place: Place) -> None:
    made = project(place.ward, place.nurse)
    for number in range(3):
        add_entry(made, text=f"Entry {number}", happened_on=clock.today(), by=place.other_nurse)
        add_comment(made, text="@Cora Lind", mentioned=[place.coach], by=place.other_nurse)
    counted = [(each.person_id, each.kind) for each in db.session.query(Notice)]
    assert counted.count((place.nurse.id, K.LOG_ENTRY)) == 1
    assert counted.count((place.coach.id, K.MENTION)) == 3
    read_notices(by=place.nurse)
    add_entry(made, text="Entry 4", happened_on=clock.today(), by=place.other_nurse)
    assert db.session.query(Notice).filter_by(person_id=place.nurse.id, kind=K.LOG_ENTRY).count() == 2


@pytest.mark.one_database
def test_a_correction_tells_only_those_who_are_new_in_it(place: Place) -> None:
    made = project(place.ward, place.nurse)
    made_by = place.nurse
    comment = add_comment(made, text="@Dan Wood", mentioned=[place.reader], by=made_by)
    forget()
    edit_comment(comment, text="@Dan Wood @Ben Shaw", mentioned=[place.reader, place.other_nurse], by=made_by)
    assert told() == {("Ben Shaw", K.MENTION)}


@pytest.mark.one_database
def test_nobody_who_left_or_from_whom_a_draft_is_kept_is_told(place: Place) -> None:
    made = project(place.ward, place.nurse)
    follow(made, by=place.reader)
    add_member(made, person=place.coach, part="", by=place.nurse)
    made.team_only, place.coach.active = True, False
    db.session.commit()
    add_comment(made, text="Between us.", by=place.other_nurse)
    assert told() == {("Ana Reid", K.COMMENT)}


def test_the_page_shows_them_and_opening_one_marks_it_as_read(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    asked = add_comment(made, text="@Dan Wood", mentioned=[place.reader], by=place.nurse)
    add_comment(made, text="@Dan Wood again", mentioned=[place.reader], by=place.nurse)
    db.session.commit()
    first = db.session.query(Notice).order_by(Notice.id).first()
    assert first is not None
    client.sign_in(place.reader)
    assert "Ana Reid mentioned you in a comment: Fewer falls at night" in client.get("/").text
    assert "2 notices that you have not read." in client.get("/improvement/notices").text
    opened = client.submit(f"/improvement/notices/{first.id}/read")
    assert opened.location.endswith(f"/improvement/projects/{made.id}?tab=comments#comment-{asked.id}")
    assert "1 notice that you have not read." in client.get("/improvement/notices").text
    client.submit("/improvement/notices/read")
    assert "You have read all of your notices." in client.get("/improvement/notices").text
    assert "mentioned you" not in client.get("/").text
    assert client.sign_in(place.nurse).submit(f"/improvement/notices/{first.id}/read").status_code == 404


@pytest.mark.one_database
def test_an_empty_page_says_what_it_is_for(client: PageClient, place: Place) -> None:
    page = client.sign_in(place.reader).get("/improvement/notices").text
    assert "Nothing to tell you yet." in page
    assert "What comes here" in page


@pytest.mark.one_database
def test_following_by_a_button(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.reader)
    url = f"/improvement/projects/{made.id}"
    assert "You do not follow this project." in client.get(f"{url}?tab=comments").text
    client.submit(f"{url}/follow")
    client.submit(f"{url}/follow")
    assert "Stop following" in client.get(f"{url}?tab=comments").text
    client.submit(f"{url}/unfollow")
    assert "You do not follow this project." in client.get(f"{url}?tab=comments").text


def test_the_days_mail_tells_each_notice_once_without_anybodys_words(place: Place, letters: Outbox) -> None:
    made = project(place.ward, place.nurse)
    add_comment(made, text="A secret, @Dan Wood", mentioned=[place.reader], by=place.other_nurse)
    add_entry(made, text="Moved the bell.", happened_on=clock.today(), by=place.other_nurse)
    db.session.commit()
    assert send_notices() == "3 notices in 2 mails."
    db.session.commit()
    assert send_notices() == "0 notices in 0 mails."
    assert {each["to"] for each in letters} == {place.nurse.email, place.reader.email}
    assert "Ben Shaw mentioned you in a comment: Fewer falls at night" in "".join(each["body"] for each in letters)
    assert "secret" not in "".join(each["body"] for each in letters)


def test_a_notice_of_what_is_kept_from_somebody_since_is_not_mailed_to_them(place: Place, letters: Outbox) -> None:
    made = project(place.ward, place.nurse)
    follow(made, by=place.reader)
    add_comment(made, text="Look.", by=place.other_nurse)
    made.team_only = True
    db.session.commit()
    assert send_notices() == "1 notice in 1 mail."
    assert [each["to"] for each in letters] == [place.nurse.email]
    made.team_only = False
    db.session.commit()
    assert send_notices() == "1 notice in 1 mail.", "it waited, and is told once the project is open again"
    assert [each["to"] for each in letters] == [place.nurse.email, place.reader.email]


@pytest.mark.one_database
def test_many_notices_are_read_in_as_many_queries(client: PageClient, place: Place, count_queries: Any) -> None:
    made = project(place.ward, place.nurse)

    def mention(by: Iterable[Person]) -> None:
        for each in by:
            add_comment(made, text="@Dan Wood", mentioned=[place.reader], by=each)
        db.session.commit()

    mention([place.nurse])
    client.sign_in(place.reader)
    with count_queries() as few:
        client.get("/improvement/notices")
    mention([place.nurse, place.coach, place.other_nurse] * 6)
    client.sign_in(place.reader)
    with count_queries() as many:
        client.get("/improvement/notices")
    assert len(many) == len(few)


@pytest.mark.one_database
def test_another_stage_is_told(place: Place) -> None:
    made = project(place.ward, place.nurse)
    follow(made, by=place.reader)
    change_stage(made, stage=Stage.TESTING, since=clock.today(), by=place.nurse)
    assert told() == {("Dan Wood", K.STAGE)}


def test_notices_stand_newest_first_by_their_time(place: Place) -> None:
    for text in ("One", "Two", "Three"):
        add_comment(project(place.ward, place.nurse, title=text), text=text, by=place.reader)
    db.session.flush()
    first, second, third = db.session.query(Notice).filter_by(person_id=place.nurse.id).order_by(Notice.id)
    first.created_at, third.created_at = clock.now(), clock.now() - dt.timedelta(days=300)
    second.created_at = clock.now() - dt.timedelta(days=3)
    db.session.commit()
    assert list(db.session.execute(notices_of(place.nurse)).scalars()) == [first, second, third]
