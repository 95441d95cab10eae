"""A unit's financial year: what its report is written from."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.benefits.actions import check, claim
from qms.improvement.benefits.models import BenefitKind, BenefitState, Per
from qms.improvement.capability.models import Learner, Placement, Programme, Tier, Training
from qms.improvement.impact.agreed.actions import agree_on, finish_agreed
from qms.improvement.impact.models import ImpactKind
from qms.improvement.impact.yearly.counting import Agreed, Told, agreed_of, beside, told_of
from qms.improvement.impact.years import first_day, last_day, year_of, year_words
from qms.improvement.progress.actions import change_stage
from qms.improvement.projects.models import Stage
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from tests.improvement.conftest import Place
from tests.improvement.impact.making import day, entry
from tests.improvement.making import project
from tests.page_client import PageClient

K = ImpactKind


def trained(unit: Unit, programmes: list[Programme], on: dt.date, by: Person) -> None:
    learner = Learner(name="Eve Hart")
    db.session.add_all([learner, *programmes])
    db.session.flush()
    db.session.add(Placement(learner_id=learner.id, unit_id=unit.id, since=on))
    for each in programmes:
        db.session.add(Training(learner_id=learner.id, programme_id=each.id, completed_on=on, by_id=by.id))
    db.session.commit()


def test_a_financial_year_runs_from_april_to_march() -> None:
    assert [year_of(day(3, 31)), year_of(day(4, 1))] == [2025, 2026]
    assert (first_day(2026), last_day(2026)) == (day(4, 1), day(3, 31, 2027))
    assert [year_words(2026), year_words(2099)] == ["2026/27", "2099/00"]


def test_agreed_actions_are_done_overdue_or_open() -> None:
    rows = [(day(11, 1), None), (day(11, 1), day(11, 9)), (day(12, 1), None), (None, None)]
    found = agreed_of(rows, day(11, 22))
    assert found == Agreed(agreed=4, done=1, overdue=1)
    assert found.open == 2
    assert agreed_of([], day(11, 22)) == Agreed()


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (3, 1, "2 more than the year before"),
        (1, 3, "2 fewer than the year before"),
        (2, 2, "as many as the year before"),
        (2, 0, "2 more than the year before"),
        (0, 0, "as many as the year before"),
    ],
)
def test_a_year_stands_beside_the_one_before(now: int, before: int, said: str) -> None:
    assert beside(now, before) == said


def test_kinds_without_an_entry_are_said_too() -> None:
    assert told_of({K.AWARD: 2}, {K.MEDIA: 1})[-1] == Told(K.AWARD, 2, 0)
    assert len(told_of({}, {})) == len(ImpactKind)


def test_the_year_says_what_was_told_agreed_gained_ended_and_learned(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    entry(place.nurse, K.AWARD, project=made, title="Shortlisted", happened_on=day(5, 1))
    entry(place.nurse, K.AWARD, project=made, title="Commended", happened_on=day(3, 31))
    meeting = entry(place.nurse, K.MEETING, project=made, title="Care homes", happened_on=day(6, 1))
    done = agree_on(meeting, what="Send it", by=place.nurse, due_on=day(7, 1))
    agree_on(meeting, what="Ring them", by=place.nurse, due_on=day(7, 1))
    finish_agreed(done, by=place.nurse)
    benefit = claim(
        made, kind=BenefitKind.BED_DAYS, amount=10, per=Per.MONTH, starts_on=day(5, 22), method="Counted.",
        assumptions="As many patients.", by=place.nurse,
    )  # fmt: skip
    check(benefit, state=BenefitState.CONFIRMED, checked_by="Finance partner", note="", by=place.coach)
    change_stage(made, stage=Stage.ABANDONED, since=clock.today(), learned="Alarms woke everybody.", by=place.nurse)
    bronze, other = Programme(name="Bronze day", tier=Tier.BRONZE), Programme(name="Measurement morning")
    trained(place.ward, [bronze, other], day(9, 1), place.coach)

    client.sign_in(place.reader)
    page = client.get(f"/improvement/impact/years/{place.trust.id}/2026").text
    assert "Riverside Trust in 2026/27" in page
    assert "wrote down 1 meeting with stakeholders and 1 award: 2 entries, 1 more than the year before." in page
    assert "2 actions were agreed with others: 1 is done and 1 is overdue." in page
    assert "1 benefit that came in the year was confirmed by somebody outside the project." in page
    assert "bed days saved: about 60 days in the year, about 120 days in a whole year." in page
    assert "1 project ran in the year, which began in it." in page
    assert "1 project ended: it was abandoned. It has no chart that can be compared" in page
    assert "Alarms woke everybody." in page
    assert (
        "1 person completed a training in improvement. By programme these were Bronze day (1) and Measurement morning (1)."
        in page
    )
    assert "Shortlisted" in page
    assert "Commended" not in page
    assert f"/improvement/impact/years/{place.trust.id}/2025" in page
    assert "Next: 2027/28" not in page, "a year that has not begun"
    before = client.get(f"/improvement/impact/years/{place.trust.id}/2025").text
    assert "Next: 2026/27" in before
    assert "Commended" in before
    assert "Nothing is known of this year" in client.get(f"/improvement/impact/years/{place.other_ward.id}/2026").text


def test_gains_count_in_the_year_in_which_they_came_whenever_they_were_checked(client: PageClient, place: Place) -> None:
    # given money saved once last year and days saved since then, both checked this year
    made = project(place.ward, place.nurse)
    said = {"method": "Counted.", "assumptions": "As many patients.", "by": place.nurse}
    last_year = dt.date(2026, 3, 31)
    once = claim(made, kind=BenefitKind.CASH, amount=1_100, per=Per.ONCE, starts_on=dt.date(2025, 12, 7), **said)
    going_on = claim(made, kind=BenefitKind.BED_DAYS, amount=7, per=Per.WEEK, starts_on=last_year - dt.timedelta(9), **said)
    for each in (once, going_on):
        check(each, state=BenefitState.CONFIRMED, checked_by="Finance partner", note="", by=place.coach)
    db.session.commit()
    # then each year has what came in it
    client.sign_in(place.reader)
    before, now = (client.get(f"/improvement/impact/years/{place.trust.id}/{year}").text for year in (2025, 2026))
    assert "2 benefits that came in the year were confirmed" in before
    assert "£1,100 in the year" in before
    assert "about 10 days in the year" in before, "22 to 31 March, both days counted"
    assert "1 benefit that came in the year was confirmed" in now
    assert "£1,100" not in now
    since_april = (clock.today() - dt.date(2026, 4, 1)).days
    assert f"about {float(f'{since_april:.2g}'):g} days in the year" in now


def test_whoever_moves_stays_in_the_year_of_the_ward_that_trained_them(client: PageClient, place: Place) -> None:
    made = Programme(name="Bronze day", tier=Tier.BRONZE)
    trained(place.ward, [made], day(5, 1), place.coach)
    stayed = db.session.query(Placement).one()
    stayed.until = day(9, 1)
    db.session.add(Placement(learner_id=stayed.learner_id, unit_id=place.other_ward.id, since=day(9, 1)))
    late = Learner(name="Ben Shaw")
    db.session.add(late)
    db.session.flush()
    db.session.add(Placement(learner_id=late.id, unit_id=place.other_ward.id, since=day(10, 1)))
    db.session.add(Training(learner_id=late.id, programme_id=made.id, completed_on=day(6, 1), by_id=place.coach.id))
    db.session.commit()
    client.sign_in(place.reader)
    years = [client.get(f"/improvement/impact/years/{ward.id}/2026").text for ward in (place.ward, place.other_ward)]
    assert all("1 person completed a training in improvement." in page for page in years), "the other is known there first"
    whole = client.get(f"/improvement/impact/years/{place.trust.id}/2026").text
    assert "2 people completed a training" in whole
    assert "Counted where people worked on the day" in whole


def test_projects_that_began_before_and_go_on_are_in_the_year(client: PageClient, place: Place) -> None:
    for at, (started, ended) in enumerate([(day(1), None), (day(5), None), (day(1), day(2)), (day(4), day(5))]):
        made = project(place.ward, place.nurse, title=f"Project {at}")
        made.started_on, made.ended_on = started, ended
        made.stage = Stage.COMPLETED if ended else Stage.TESTING
    db.session.commit()
    page = client.sign_in(place.reader).get(f"/improvement/impact/years/{place.ward.id}/2026").text
    assert "3 projects ran in the year, 2 of which began in it." in page
    assert "1 project ended: it was completed." in page


def test_the_queries_do_not_grow_with_projects_and_entries(
    client: PageClient, place: Place, count_queries: Callable[[], Any]
) -> None:
    def another(number: int) -> None:
        made = project(place.ward, place.nurse, title=f"Project {number}")
        made.started_on, made.ended_on, made.stage = day(1), day(5), Stage.COMPLETED
        agree_on(entry(place.nurse, K.MEETING, project=made, happened_on=day(5)), what="Ask", by=place.nurse)
        db.session.commit()

    address = f"/improvement/impact/years/{place.ward.id}/2026"
    client.sign_in(place.reader)
    another(0)
    client.get(address)
    with count_queries() as few:
        client.get(address)
    for number in range(1, 6):
        another(number)
    with count_queries() as many:
        client.get(address)
    assert len(many) == len(few)


def test_the_year_as_a_file_has_its_counts_and_lists(client: PageClient, place: Place) -> None:
    entry(place.nurse, K.AWARD, project=project(place.ward, place.nurse), title="Shortlisted")
    answer = client.sign_in(place.reader).get(f"/improvement/impact/years/{place.ward.id}/2026.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    counts = {row["kind"]: row["number"] for row in rows if row["part"] == "counts"}
    assert counts["award"] == "1"
    assert counts["media"] == "0"
    assert [row["title"] for row in rows if row["part"] == "entries"] == ["Shortlisted"]
    assert "2026-27" in answer.headers["Content-Disposition"]


@pytest.mark.one_database
@pytest.mark.parametrize("address", ["1/2027", "1/1999", "1/0", "99999/2026", "1/99999999"])
def test_a_year_that_has_not_begun_and_a_unit_that_is_not_there(client: PageClient, place: Place, address: str) -> None:
    assert client.sign_in(place.reader).get(f"/improvement/impact/years/{address}").status_code == 404


def test_a_draft_s_entries_are_in_nobody_else_s_year(client: PageClient, place: Place) -> None:
    draft = project(place.ward, place.nurse)
    draft.team_only = True
    entry(place.nurse, K.AWARD, project=draft, title="Shortlisted")
    url = f"/improvement/impact/years/{place.ward.id}/2026"
    assert "Shortlisted" not in client.sign_in(place.reader).get(url).text
    assert "Shortlisted" in client.sign_in(place.nurse).get(url).text
