"""Plans on pages: drafting, editing at the same time, signing off, editions that stay as they were, the list."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from qms.golden_thread.objectives.models import Objective
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.models import Person
from qms.people.roles import RoleName
from qms.planning.drivers.attaching import attach_measure
from qms.planning.plans.models import PlanEdition, PlanState, QualityPlan
from qms.planning.plans.signing_off import usual_review
from tests.builder import Builder
from tests.page_client import PageClient
from tests.planning.made import AIM, a_plan, a_reading, an_objective, draw


@pytest.fixture
def ward(build: Builder) -> Unit:
    return build.unit("Ward 1", parent=build.trust())


@pytest.fixture
def me(build: Builder, ward: Unit) -> Person:
    return build.person(RoleName.TEAM_MEMBER, ward, name="Ada Team")


@pytest.fixture
def chief(build: Builder, ward: Unit) -> Person:
    return build.person(RoleName.BOARD_MEMBER, ward.parent, name="Grace Chief")


@pytest.fixture
def plan(ward: Unit, me: Person) -> QualityPlan:
    return a_plan(ward, me)


@pytest.fixture
def complete(plan: QualityPlan, me: Person, build: Builder) -> QualityPlan:
    ids = draw(plan, {"We know who is at risk": {"Assess everybody": {"Admission round": {}}}}, by=me)
    series = build.series(build.metric(plan.unit, name="Assessed within 6 hours"), plan.unit)
    a_reading(series, value=84.2)
    attach_measure(plan, ids["We know who is at risk"], series=series, by=me)
    db.session.commit()
    return plan


def fields(client: PageClient, url: str) -> dict[str, Any]:
    """What the page's form holds, as a browser would post it."""
    page = client.get(url).text
    found = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))
    return {name: value for name, value in found.items() if name in {"version", "title", "review_on"}}


def test_a_plan_is_drafted_from_an_objective(client: PageClient, me: Person, ward: Unit) -> None:
    objective = an_objective(ward, "Fewer falls", aim=AIM)
    page = client.sign_in(me).get(f"/planning/plans/new?objective={objective.id}").text
    assert AIM in page
    answer = client.submit(
        "/planning/plans/new",
        {"title": "Falls plan", "unit": ward.id, "objective": objective.id, "aim": AIM, "owner": me.id},
    )
    assert answer.status_code == 303
    plan = db.session.execute(select(QualityPlan)).scalar_one()
    assert (plan.state, plan.objective_id, plan.owner_id) == (PlanState.DRAFT, objective.id, me.id)
    assert AIM in client.get(answer.location).text


def test_what_is_missing_or_wrong_is_said_and_kept(client: PageClient, me: Person, ward: Unit, build: Builder) -> None:
    client.sign_in(me)
    answer = client.submit("/planning/plans/new", {"unit": ward.id, "objective": 0, "owner": 0, "needs": "943 476 5919 said"})
    assert answer.status_code == 422
    assert "Enter a title" in answer.text
    assert "looks like an NHS number" in answer.text
    assert "943 476 5919 said" in answer.text
    below = build.person(RoleName.TEAM_MEMBER, ward.parent)
    low = an_objective(ward, "Ward aim")
    data = {"title": "Plan", "unit": ward.parent_id, "objective": low.id, "owner": 0}
    answer = client.sign_in(below).submit("/planning/plans/new", data)
    assert answer.status_code == 422
    assert "does not stand above" in answer.text


def test_two_people_editing_at_once_see_both(client: PageClient, plan: QualityPlan, me: Person) -> None:
    url = f"/planning/plans/{plan.id}/edit"
    client.sign_in(me)
    shown = fields(client, url)
    data = {"unit": plan.unit_id, "objective": 0, "owner": 0, "aim": AIM}
    assert client.submit(url, shown | data | {"needs": "Theirs"}).status_code == 303
    answer = client.submit(url, shown | data | {"needs": "Mine"})
    assert answer.status_code == 409
    assert "<td>Mine</td><td>Theirs</td>" in answer.text
    again = dict(re.findall(r'<input[^>]*name="(version)"[^>]*value="([^"]*)"', answer.text))
    assert client.submit(url, shown | data | {"needs": "Both"} | again).status_code == 303
    assert db.session.get(QualityPlan, plan.id).needs == "Both"  # type: ignore[union-attr]


def test_signing_off_says_what_is_missing(client: PageClient, plan: QualityPlan, chief: Person) -> None:
    url = f"/planning/plans/{plan.id}/sign-off"
    page = client.sign_in(chief).get(url).text
    assert "It has no primary driver" in page
    assert "It has no measure" in page
    answer = client.submit(url, {"version": plan.version, "review_on": usual_review().isoformat()})
    assert answer.status_code == 422
    assert db.session.execute(select(PlanEdition)).first() is None


def test_a_signed_edition_stays_as_it_was(client: PageClient, complete: QualityPlan, chief: Person, me: Person) -> None:
    plan_id = complete.id
    url = f"/planning/plans/{plan_id}"
    client.sign_in(chief)
    shown = fields(client, f"{url}/sign-off")
    assert shown["review_on"] == usual_review().isoformat()
    assert client.submit(f"{url}/sign-off", shown | {"review_on": clock.today().isoformat()}).status_code == 422
    assert client.submit(f"{url}/sign-off", shown).status_code == 303
    assert "by Grace Chief, next review" in client.get(url).text
    assert client.submit(f"{url}/sign-off", fields(client, f"{url}/edit")).status_code in {409, 422}
    edition = db.session.execute(select(PlanEdition)).scalar_one()
    before = dict(edition.content)
    client.sign_in(me)
    edit = fields(client, f"{url}/edit") | {"unit": complete.unit_id, "objective": 0, "owner": 0, "aim": "Another aim"}
    assert client.submit(f"{url}/edit", edit | {"title": "Another title"}).status_code == 303
    db.session.expire_all()
    changed = db.session.get(QualityPlan, plan_id)
    assert changed
    assert (changed.state, changed.edition) == (PlanState.DRAFT, 2)
    page = client.get(url).text
    assert "Edition 2 is a draft" in page
    assert "still holds" in page
    old = client.get(f"/planning/editions/{edition.id}").text
    assert "Edition 1 of Fewer falls" in old
    assert AIM in old
    assert "84.2" in old
    assert "Another" not in old.replace("Another title</a>", "")
    assert db.session.execute(select(PlanEdition)).scalar_one().content == before


def test_a_signature_can_be_asked_for_when_nothing_is_missing(
    client: PageClient, complete: QualityPlan, me: Person, ward: Unit
) -> None:
    client.sign_in(me)
    unfinished = a_plan(ward, me, title="Unfinished")
    refused = client.submit(f"/planning/plans/{unfinished.id}/ask", {"version": 1})
    assert refused.status_code == 422
    assert "no primary driver" in refused.text
    assert client.submit(f"/planning/plans/{complete.id}/ask", {"version": 1}).status_code == 303
    assert "waits for a signature" in client.get(f"/planning/plans/{complete.id}").text


def test_retiring_needs_a_reason_and_can_be_undone(
    client: PageClient, complete: QualityPlan, me: Person, chief: Person
) -> None:
    url = f"/planning/plans/{complete.id}"
    client.sign_in(chief).submit(f"{url}/sign-off", fields(client, f"{url}/sign-off"))
    client.sign_in(me)
    version = fields(client, f"{url}/retire")
    assert client.submit(f"{url}/retire", version | {"reason": ""}).status_code == 422
    assert client.submit(f"{url}/retire", version | {"reason": "The ward closes"}).status_code == 303
    assert "Retired: The ward closes." in client.get(url).text
    assert "Fewer falls" not in client.get("/planning/").text
    assert "Fewer falls" in client.get("/planning/?state=retired").text
    back = fields(client, f"{url}/bring-back")
    assert client.submit(f"{url}/bring-back", back | {"reason": "It opens again"}).status_code == 303
    db.session.expire_all()
    assert db.session.get(QualityPlan, complete.id).edition == 2  # type: ignore[union-attr]  # the first was signed off


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["edit", "retire", "bring-back", "sign-off"])
def test_others_cannot_change_a_plan(client: PageClient, plan: QualityPlan, build: Builder, path: str) -> None:
    stranger = build.person(RoleName.WARD_MANAGER, build.unit("Ward 9"))
    client.sign_in(stranger)
    assert client.get(f"/planning/plans/{plan.id}").status_code == 200
    assert client.get(f"/planning/plans/{plan.id}/{path}").status_code == 403
    assert client.submit(f"/planning/plans/{plan.id}/ask").status_code == 403


@pytest.mark.one_database
def test_who_edits_does_not_sign(client: PageClient, complete: QualityPlan, me: Person) -> None:
    page = client.sign_in(me).get(f"/planning/plans/{complete.id}").text
    assert "Sign off" not in page
    assert client.get(f"/planning/plans/{complete.id}/sign-off").status_code == 403


@pytest.mark.one_database
def test_what_is_not_there_is_a_404(client: PageClient, me: Person) -> None:
    client.sign_in(me)
    for path in (
        "plans/99",
        "plans/99/edit",
        "plans/99/drivers",
        "plans/99/drivers.svg",
        "drivers/99",
        "editions/99",
        "?unit=99",
    ):
        assert client.get(f"/planning/{path}").status_code == 404, path


def test_the_list_and_its_file_say_the_same(client: PageClient, complete: QualityPlan, me: Person, ward: Unit) -> None:
    a_plan(ward, me, title="=Sleep well")
    page = client.sign_in(me).get("/planning/?sort=-title").text
    assert "2 plans: 2 drafts." in page
    assert page.index("Fewer falls") < page.index("=Sleep well") or page.index("=Sleep well")
    rows = list(csv.DictReader(io.StringIO(client.get("/planning/plans.csv?words=assess").text.lstrip("\ufeff"))))
    assert [(row["title"], row["measures"], row["change ideas"]) for row in rows] == [("Fewer falls", "1", "1")]
    everything = client.get("/planning/plans.csv").text
    assert "'=Sleep well" in everything  # no spreadsheet takes it for a formula


@pytest.mark.one_database
def test_an_empty_list_teaches(client: PageClient, me: Person) -> None:
    page = client.sign_in(me).get("/planning/").text
    assert "There is no plan yet." in page
    assert "Draft the first plan" in page
    assert "No plan fits" in client.get("/planning/?words=nothing").text


@pytest.mark.one_database
def test_pages_ask_the_same_number_of_queries_however_much_there_is(
    client: PageClient, me: Person, ward: Unit, build: Builder, count_queries: Callable[[], Any]
) -> None:
    client.sign_in(me)

    def grow(how_many: int) -> None:
        for number in range(how_many):
            plan = a_plan(ward, me, title=f"Plan {number}", owner=build.person())
            ids = draw(plan, {"P": {"S": {"I": {}, "J": {}}}}, by=me)
            for box in ("P", "S"):
                series = build.series(build.metric(ward), ward)
                a_reading(series)
                attach_measure(plan, ids[box], series=series, by=me)
        db.session.commit()

    def asked(url: str) -> int:
        with count_queries() as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    grow(1)
    few = [asked(url) for url in ("/planning/", "/planning/plans.csv", "/planning/plans/1", "/planning/plans/1/drivers")]
    grow(6)
    draw(db.session.get(QualityPlan, 1), {"More": {"And more": {"Ideas": {}}}}, by=me)  # type: ignore[arg-type]
    assert [
        asked(url) for url in ("/planning/", "/planning/plans.csv", "/planning/plans/1", "/planning/plans/1/drivers")
    ] == few


def test_the_file_of_the_diagram(client: PageClient, complete: QualityPlan, me: Person) -> None:
    client.sign_in(me)
    svg = client.get(f"/planning/plans/{complete.id}/drivers.svg")
    assert svg.mimetype == "image/svg+xml"
    assert "We know who is at risk" in svg.text
    assert "<a " not in svg.text
    assert client.get(f"/planning/plans/{complete.id}/drivers.png").data.startswith(b"\x89PNG")


def test_objectives_are_not_lost(client: PageClient, me: Person, ward: Unit) -> None:
    """A plan keeps an objective that is no longer active when its other words are edited."""
    objective = an_objective(ward, "Old aim")
    plan = a_plan(ward, me, objective=objective)
    db.session.get(Objective, objective.id).state = "achieved"  # type: ignore[union-attr, assignment]
    db.session.commit()
    url = f"/planning/plans/{plan.id}/edit"
    shown = fields(client.sign_in(me), url)
    data = {"unit": ward.id, "objective": objective.id, "owner": 0, "aim": AIM, "title": "New title"}
    assert client.submit(url, shown | data).status_code == 303
    assert db.session.get(QualityPlan, plan.id).objective_id == objective.id  # type: ignore[union-attr]


def test_a_reader_is_led_to_nothing_that_is_refused(client: PageClient, plan: QualityPlan, build: Builder) -> None:
    client.sign_in(build.person())
    pages = [client.get(url).text for url in (f"/planning/plans/{plan.id}", "/board/gaps")]
    assert "It serves no objective yet." in pages[0]
    assert [f"/planning/plans/{plan.id}/edit" in page or "/audit" in page for page in pages] == [False, False]
    assert "serves no objective" in pages[1]
