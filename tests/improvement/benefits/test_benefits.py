"""A claim, its check by somebody outside the project, and the page that adds claims up."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.improvement.benefits.actions import check, claim, edit
from qms.improvement.benefits.models import Benefit, BenefitKind, BenefitState, Per
from qms.improvement.pdsa.actions import decide
from qms.improvement.pdsa.models import Decision
from qms.improvement.projects.actions import edit_charter
from qms.improvement.projects.models import Project
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.improvement.conftest import Place
from tests.improvement.making import cycle, project
from tests.page_client import PageClient

FILLED = {
    "kind": "bed-days",
    "amount": "12",
    "per": "month",
    "starts_on": "2026-03-01",
    "method": "Length of stay before less since, times patients.",
    "assumptions": "As many patients as last year.",
}


def claimed(of: Project, by: Person, **fields: Any) -> Benefit:
    words = {"kind": BenefitKind.CASH, "amount": 1_000.0, "per": Per.MONTH, "starts_on": dt.date(2026, 3, 1)}
    made = claim(of, by=by, **(words | {"method": "Ward budget.", "assumptions": "Prices stay."} | fields))
    db.session.commit()
    return made


@pytest.fixture
def finance(place: Place, build: Builder) -> Person:
    """Somebody who checks benefits of the whole trust."""
    return build.person(RoleName.FINANCE_PARTNER, place.trust, name="Fay Gold")


def test_a_claim_is_stored_and_waits_for_a_check(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    assert client.submit(f"/improvement/projects/{made.id}/benefits", FILLED).status_code == 303
    stored = db.session.query(Benefit).one()
    assert (stored.amount, stored.per, stored.state, stored.by_id) == (12, Per.MONTH, BenefitState.CLAIMED, place.nurse.id)
    page = client.get(f"/improvement/projects/{made.id}?tab=benefits").text
    assert "Bed days saved: 12 days a month, from 1 March 2026." in page
    assert "Nobody outside the project has checked it yet." in page
    assert "The charts show no real improvement since the change" in page
    assert "Write down a check" not in page


@pytest.mark.one_database
def test_what_nobody_could_check_is_refused_with_the_reason(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    client.sign_in(place.nurse)
    wrong = {
        "amount": ("", "0", "-3", "a lot", "1e12", "1e400"),
        "method": ("",),
        "assumptions": ("", "Patient 943 476 5919 went home early."),
        "starts_on": ("", "soon"),
        "ends_on": ("2026-02-01",),
        "kind": ("gold",),
        "per": ("daily",),
    }
    for name, values in wrong.items():
        for value in values:
            answer = client.submit(f"/improvement/projects/{made.id}/benefits", FILLED | {name: value})
            assert answer.status_code == 422, (name, value)
    assert db.session.query(Benefit).count() == 0


def test_a_finance_partner_confirms_and_the_team_reads_who_did(client: PageClient, place: Place, finance: Person) -> None:
    made = claimed(project(place.ward, place.nurse), place.nurse)
    url = f"/improvement/benefits/{made.id}/check"
    client.sign_in(finance)
    assert "Ward budget." in client.get(url).text
    assert 'value="' + finance.name in client.get(url).text, "whoever is signed in need not type their own name"
    assert client.submit(url, {"state": "confirmed", "checked_by": ""}).status_code == 422, "nobody is named"
    assert client.submit(url, {"checked_by": "Finance"}).status_code == 422, "nothing is found"
    assert client.submit(url, {"state": "not-confirmed", "checked_by": "Finance"}).status_code == 422, "no reason"
    client.submit(url, {"state": "confirmed", "checked_by": "Finance partner, medicine", "note": "Months 1 to 6."})
    stored = db.session.get(Benefit, made.id)
    assert (stored.state, stored.recorded_by_id) == (BenefitState.CONFIRMED, finance.id)
    page = client.get(f"/improvement/projects/{made.project_id}?tab=benefits").text
    assert "Confirmed by Finance partner, medicine on 22 November 2026. Months 1 to 6." in page


@pytest.mark.one_database
def test_nobody_checks_a_claim_of_their_own_project(client: PageClient, place: Place, finance: Person) -> None:
    mine = project(place.ward, place.nurse)
    edit_charter(mine, sponsor=finance, by=place.nurse)
    made = claimed(mine, place.nurse)
    url = f"/improvement/benefits/{made.id}/check"
    client.sign_in(finance)
    assert "somebody else writes down the check" in client.get(url).text
    assert client.submit(url, {"state": "confirmed", "checked_by": "Me"}).status_code == 422
    assert db.session.get(Benefit, made.id).state is BenefitState.CLAIMED
    with pytest.raises(ValueError, match="Somebody else"):
        check(made, state=BenefitState.CONFIRMED, checked_by="Me", note="", by=place.nurse)
    client.sign_in(place.nurse)
    assert client.submit(url, {"state": "confirmed", "checked_by": "Me"}).status_code == 403


def test_what_was_checked_is_a_claim_again_once_it_is_changed(client: PageClient, place: Place, finance: Person) -> None:
    made = claimed(project(place.ward, place.nurse), place.nurse)
    check(made, state=BenefitState.CONFIRMED, checked_by="Finance", note="", by=finance)
    db.session.commit()
    assert edit(made, amount=1_000.0, by=place.nurse) == []
    assert made.state is BenefitState.CONFIRMED, "nothing changed"
    client.sign_in(place.nurse)
    url = f"/improvement/benefits/{made.id}/edit"
    page = client.get(url).text
    assert "waits to be checked again" in page
    filled = FILLED | {"kind": "cash-releasing", "amount": "1,500"}
    assert client.submit(url, filled | {"version": "1"}).status_code == 409
    assert client.submit(url, filled | {"version": str(made.version), "amount": "0"}).status_code == 422
    assert client.submit(url, filled | {"version": str(made.version)}).status_code == 303
    stored = db.session.get(Benefit, made.id)
    assert (stored.amount, stored.state, stored.checked_by, stored.checked_on) == (1_500, BenefitState.CLAIMED, "", None)


@pytest.mark.one_database
def test_a_claim_is_taken_back_after_a_question_and_the_audit_keeps_it(client: PageClient, place: Place) -> None:
    made = claimed(project(place.ward, place.nurse), place.nurse)
    url = f"/improvement/benefits/{made.id}/delete"
    client.sign_in(place.reader)
    assert client.submit(url).status_code == 403
    client.sign_in(place.nurse)
    assert "leaves the project’s page and every sum" in client.get(url).text
    client.submit(url)
    assert db.session.query(Benefit).count() == 0
    event = db.session.query(AuditEvent).filter_by(event="benefit.removed").one()
    assert event.detail["amount"] == 1_000


@pytest.mark.one_database
def test_what_the_actions_are_not_given_right_they_refuse(place: Place, finance: Person) -> None:
    of = project(place.ward, place.nurse)
    for wrong in ({"amount": 0.0}, {"method": " "}, {"assumptions": ""}):
        with pytest.raises(ValueError, match="benefit"):
            claimed(of, place.nurse, **wrong)
    made = claimed(of, place.nurse)
    with pytest.raises(ValueError, match="benefit"):
        edit(made, amount=-1.0, by=place.nurse)
    with pytest.raises(TypeError, match="state"):
        edit(made, state=BenefitState.CONFIRMED, by=place.nurse)
    for state, note in ((BenefitState.CLAIMED, "Yes."), (BenefitState.REFUSED, "")):
        with pytest.raises(ValueError, match=r"check|confirmed"):
            check(made, state=state, checked_by="Finance", note=note, by=finance)


@pytest.mark.one_database
def test_the_list_adds_up_what_the_reader_may_see(client: PageClient, place: Place, finance: Person) -> None:
    client.sign_in(place.reader)
    assert "No project has claimed a benefit here yet." in client.get("/improvement/benefits").text
    here = claimed(project(place.ward, place.nurse, title="Here"), place.nurse)
    check(here, state=BenefitState.CONFIRMED, checked_by="Finance", note="", by=finance)
    claimed(project(place.other_ward, place.other_nurse, title="There"), place.other_nurse, amount=500.0)
    hidden = project(place.other_ward, place.other_nurse, title="Hidden")
    edit_charter(hidden, team_only=True, by=place.other_nurse)
    claimed(hidden, place.other_nurse, amount=9_999.0)
    page = client.get(f"/improvement/benefits?unit={place.trust.id}").text
    assert "2 benefits of 2 projects: 1 confirmed, 1 claimed and not yet checked." in page
    assert "about £12,000" in page
    assert "about £6,000" in page
    assert "Hidden" not in page
    assert page.index("There") < page.index("Here"), "what waits for a check comes first"
    assert "There" not in client.get(f"/improvement/benefits?unit={place.ward.id}").text
    assert "No benefit matches." in client.get("/improvement/benefits?kind=bed-days").text
    assert client.get("/improvement/benefits?unit=999").status_code == 404
    assert client.get("/improvement/benefits?kind=gold&state=x&unit=y").status_code == 200
    assert client.get("/improvement/benefits.csv?state=confirmed").text.count("\n") == 2


@pytest.mark.one_database
def test_the_queries_do_not_grow_with_the_benefits(
    client: PageClient, place: Place, count_queries: Callable[[], Any]
) -> None:
    of = project(place.ward, place.nurse)
    claimed(of, place.nurse)
    client.sign_in(place.nurse)

    def asked(url: str) -> int:
        with count_queries() as queries:
            client.get(url)
        return len(queries)

    urls = ("/improvement/benefits", f"/improvement/projects/{of.id}?tab=benefits")
    few = [asked(url) for url in urls]
    for number in range(4):
        claimed(of, place.nurse)
        claimed(project(place.ward, place.nurse, title=f"Project {number}"), place.nurse)
    assert [asked(url) for url in urls] == few


def test_a_finance_partner_is_told_at_home_what_waits_for_a_check(client: PageClient, place: Place, finance: Person) -> None:
    made = claimed(project(place.ward, place.nurse), place.nurse)
    home = client.sign_in(finance).get("/").text
    assert "1 benefit awaits a check" in home
    assert f"/improvement/benefits?state=claimed&amp;unit={finance.memberships[0].unit_id}" in home
    check(made, state=BenefitState.CONFIRMED, checked_by="Finance", note="", by=finance)
    db.session.commit()
    assert "Benefits that wait for a check" not in client.get("/").text
    assert "wait for a check" not in client.sign_in(place.nurse).get("/").text


def test_a_claim_says_what_exactly_it_is_and_begins_with_the_change(client: PageClient, place: Place) -> None:
    made = project(place.ward, place.nurse)
    test = cycle(made, place.nurse, starts_on=dt.date(2026, 2, 1))
    decide(test, decision=Decision.ADOPT, reason="It works.", on=dt.date(2026, 3, 3), by=place.nurse)
    claimed(made, place.nurse, kind=BenefitKind.TIME, what="handovers")
    page = client.sign_in(place.nurse).get(f"/improvement/projects/{made.id}?tab=benefits").text
    assert "a month (handovers), from" in page
    assert 'value="2026-03-03"' in page


def test_an_amount_that_the_checker_never_saw_is_not_confirmed(client: PageClient, place: Place, finance: Person) -> None:
    made = claimed(project(place.ward, place.nurse), place.nurse)
    read = made.version
    edit(made, amount=9_000_000.0, by=place.nurse)
    db.session.commit()
    url = f"/improvement/benefits/{made.id}/check"
    sent = {"version": read, "state": "confirmed", "checked_by": "Finance"}
    answer = client.sign_in(finance).submit(url, sent)
    assert answer.status_code == 409
    assert "Somebody changed the claim while you were reading it." in answer.text
    assert "9,000,000" in answer.text
    stored = db.session.get_one(Benefit, made.id)
    assert stored.state is BenefitState.CLAIMED
    assert client.submit(url, sent | {"version": stored.version}).status_code == 303
