"""The month's round-up: what it tells, and whom it is mailed to."""

import datetime as dt

import pytest
from sqlalchemy import update

from qms.golden_thread.documents import Outcome
from qms.improvement.learning.adopting.actions import note_origin
from qms.improvement.learning.celebrating import queries
from qms.improvement.learning.celebrating.actions import ask_for_mail, leave_mail
from qms.improvement.learning.celebrating.jobs import send_round_ups
from qms.improvement.learning.celebrating.models import RoundUpReader
from qms.improvement.learning.celebrating.presenters import round_up
from qms.improvement.learning.celebrating.queries import Month
from qms.improvement.learning.library.models import LibraryEntry
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project, Stage
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.outbox import Outbox
from tests.page_client import PageClient

OCTOBER = Month(dt.date(2026, 10, 1))
PAGE = "/improvement/round-up"


def worked(made: Project, day: dt.date) -> None:
    """Let the library know since that day that the project worked."""
    known = update(LibraryEntry).where(LibraryEntry.kind == "project", LibraryEntry.ref_id == made.id)
    db.session.execute(known.values(outcome=Outcome.WORKED, outcome_since=day))
    db.session.commit()


def finished(made: Project, day: dt.date, stage: Stage = Stage.COMPLETED, learned: str = "It holds.") -> None:
    change_stage(made, stage=stage, since=day, learned=learned, by=made.lead)
    db.session.commit()


def test_it_tells_what_was_reached_in_the_month_and_thanks_by_name(client: PageClient, place: Place) -> None:
    done, dropped = (project(place.ward, place.nurse, title=title) for title in ("Done", "Dropped"))
    finished(done, dt.date(2026, 10, 31))
    finished(dropped, dt.date(2026, 10, 1), Stage.ABANDONED, "Bells wake people.")
    cycle(project(place.other_ward, place.other_nurse, title="Begun"), place.other_nurse, starts_on=dt.date(2026, 10, 5))
    finished(project(place.ward, place.nurse, title="Later"), dt.date(2026, 11, 1))
    works = project(place.ward, place.nurse, title="Works")
    worked(works, dt.date(2026, 10, 14))

    page = client.sign_in(place.reader).get(PAGE).text

    assert "Round-up of October 2026" in page, "without a month in the address, the last one"
    assert (
        "October 2026: 1 project shows a real improvement, 1 project finished, 1 project ran its first test and "
        "1 project ended and told us what was learned." in page
    )
    assert "Bells wake people." in page
    assert "Later" not in page
    assert "Thank you to Ana Reid and Ben Shaw." in page
    assert "Later" in client.get(f"{PAGE}?month=2026-11").text


def test_it_is_narrowed_to_a_unit(place: Place) -> None:
    finished(project(place.ward, place.nurse, title="Here"), dt.date(2026, 10, 5))
    finished(project(place.other_ward, place.other_nurse, title="There"), dt.date(2026, 10, 5))
    told = round_up(OCTOBER, place.ward)
    assert [line.title for part in told.parts for line in part.lines] == ["Here"]
    assert told.sentence == "October 2026, Ward 1: 1 project finished."
    assert told.thanks == "Thank you to Ana Reid."


def test_a_second_test_is_no_first_one_and_a_takeover_is_told(place: Place) -> None:
    old = project(place.ward, place.nurse, title="Old")
    for day in (dt.date(2026, 9, 1), dt.date(2026, 10, 1)):
        cycle(old, place.nurse, starts_on=day)
    note_origin(project(place.other_ward, place.other_nurse, title="New"), origin=old, by=place.other_nurse)
    db.session.commit()
    assert round_up(OCTOBER, None).is_empty
    november = round_up(OCTOBER.after, None)
    assert [(part.title, [line.title for line in part.lines]) for part in november.parts] == [
        ("Taken over from others", ["New"])
    ]


@pytest.mark.parametrize("query", ["month=later", "month=2026-13", "month=0001-01", "unit=abc", "unit=-1", "month=9999-12"])
def test_nonsense_in_the_address_is_passed_over(client: PageClient, place: Place, query: str) -> None:
    assert "Round-up of October 2026" in client.sign_in(place.reader).get(f"{PAGE}?{query}").text


def test_a_quiet_month_teaches(client: PageClient, place: Place) -> None:
    assert "A quiet month" in client.sign_in(place.reader).get(PAGE).text


def test_it_comes_by_mail_to_those_who_ask_and_ends_when_they_say_so(client: PageClient, place: Place) -> None:
    assert "Send it to me by mail" in client.sign_in(place.reader).get(PAGE).text
    assert client.submit(f"{PAGE}/mail", {"wanted": "yes"}).status_code == 303
    client.submit(f"{PAGE}/mail", {"wanted": "yes"})
    assert db.session.query(RoundUpReader).one().person_id == place.reader.id
    assert "Send it to me no longer" in client.get(PAGE).text
    client.submit(f"{PAGE}/mail", {"wanted": "no"})
    assert db.session.query(RoundUpReader).count() == 0
    events = [
        each.event
        for each in db.session.query(AuditEvent).order_by(AuditEvent.id).filter(AuditEvent.event.startswith("round-up"))
    ]
    assert events == ["round-up.asked-for", "round-up.left"]


def test_each_reader_is_mailed_once_a_month(place: Place, letters: Outbox) -> None:
    ask_for_mail(by=place.reader)
    ask_for_mail(by=place.coach)
    leave_mail(by=place.coach)
    finished(project(place.ward, place.nurse, title="Done"), dt.date(2026, 10, 31))
    assert send_round_ups() == "1 round-up of October 2026 sent."
    db.session.commit()
    assert send_round_ups() == "0 round-ups of October 2026 sent."
    (letter,) = letters
    assert (letter["to"], letter["subject"]) == (place.reader.email, "Improvement in October 2026")
    assert "Done (Ward 1, led by Ana Reid)" in letter["body"]
    assert "/improvement/round-up?month=2026-10" in letter["body"]


def test_a_month_without_news_is_not_mailed_nor_is_a_draft_of_a_team_alone(place: Place) -> None:
    ask_for_mail(by=place.nurse)
    hidden = project(place.ward, place.nurse, title="Secret")
    worked(hidden, dt.date(2026, 10, 14))
    edit_charter(hidden, team_only=True, by=place.nurse)
    db.session.commit()
    assert send_round_ups() == "Nothing to tell of October 2026."


def test_somebody_who_left_is_not_mailed(place: Place) -> None:
    ask_for_mail(by=place.reader)
    place.reader.active = False
    finished(project(place.ward, place.nurse), dt.date(2026, 10, 31))
    assert send_round_ups() == "0 round-ups of October 2026 sent."


def test_what_is_not_shown_is_counted_and_thanked_all_the_same(
    client: PageClient, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST", 2)
    for title in ("A", "B"):
        finished(project(place.ward, place.nurse, title=title), dt.date(2026, 10, 5))
    finished(project(place.other_ward, place.other_nurse, title="C"), dt.date(2026, 10, 5))
    told = round_up(OCTOBER, None)
    assert told.sentence == "October 2026: 3 projects finished."
    (part,) = told.parts
    assert ([line.title for line in part.lines], part.more) == (["A", "B"], 1)
    assert told.thanks == "Thank you to Ana Reid and Ben Shaw."
    assert "And 1 more project." in client.sign_in(place.reader).get(PAGE).text
