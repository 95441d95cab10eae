"""What a clinical audit lead does with a sequence, on pages."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qms.control.cusums import queries
from qms.control.cusums.models import OutcomeSequence
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.cusums.making import FACTS, happen, signals, start
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database
CLUSTER = [0] * 5 + [1] * 4
NEW = {
    "name": "Free flaps", "event": "The flap was lost.", "risk_kind": "one", "expected_risk": "6%", "risk_source": "Our own",
    "worse_ratio": "2", "worse_limit": "2.5", "better_ratio": "0.5", "better_limit": "2.5",
}  # fmt: skip


@pytest.fixture
def lead(build: Builder, client: PageClient) -> Person:
    lead = build.person(RoleName.WARD_MANAGER, build.unit("Oak Ward"), name="Ana Lead")
    client.sign_in(lead)
    return lead


@pytest.fixture
def flaps(lead: Person) -> OutcomeSequence:
    return start(lead.memberships[0].unit, lead)


def only() -> OutcomeSequence:
    return db.session.query(OutcomeSequence).one()


def test_a_sequence_is_started_and_has_its_first_case_with_one_press(client: PageClient, lead: Person) -> None:
    client.get("/control/cusums/new")
    more = {"unit_id": lead.memberships[0].unit_id, "owner_id": lead.id}
    answer = client.submit("/control/cusums/new", NEW | more)
    assert answer.status_code == 303
    assert only().expected_risk == pytest.approx(0.06)
    page = client.get(answer.location).text
    assert "There are no cases yet." in page
    answer = client.submit(f"/control/cusums/{only().id}/cases/new", {"happened_on": "2026-11-20", "event": "no"})
    assert answer.status_code == 303
    assert "20 November 2026, no event" in client.get(answer.location).text
    page = client.get(f"/control/cusums/{only().id}").text
    assert "0 events in 1 case, where 0.1 were expected" in page
    assert "<svg" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Give it a name."),
        ({"event": "NHS 943 476 5919"}, "looks like an NHS number"),
        ({"expected_risk": ""}, "Enter the expected risk"),
        ({"expected_risk": "6"}, "above 0 and below 1"),
        ({"expected_risk": "1e-300"}, "above 0 and below 1"),
        ({"worse_ratio": "0.5"}, "above 1"),
        ({"better_ratio": "2"}, "below 1"),
        ({"worse_limit": "0"}, "above 0"),
        ({"better_limit": "high"}, "number"),
        ({"unit_id": "9999"}, "Choose the unit"),
        ({"risk_kind": "none"}, "Choose one of the two."),
    ],
)
def test_a_form_that_cannot_be_says_why(client: PageClient, lead: Person, wrong: dict[str, str], said: str) -> None:
    more = {"unit_id": lead.memberships[0].unit_id, "owner_id": lead.id}
    answer = client.submit("/control/cusums/new", NEW | more | wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert not db.session.query(OutcomeSequence).count()


def test_another_unit_is_not_for_whoever_has_no_role_there(client: PageClient, lead: Person, build: Builder) -> None:
    other = build.unit("Elm Ward")
    answer = client.submit("/control/cusums/new", NEW | {"unit_id": other.id, "owner_id": lead.id})
    assert answer.status_code == 422
    assert "Choose the unit" in answer.text


def test_the_page_says_the_concern_first_and_takes_its_cause(
    client: PageClient, flaps: OutcomeSequence, lead: Person
) -> None:
    happen(flaps, lead, CLUSTER)
    page = client.get(f"/control/cusums/{flaps.id}").text
    assert "Concern: more events than expected since case 6 (10 January 2026)." in page
    assert "The limit was reached at case 9 (13 January 2026)." in page
    (signal,) = signals()
    client.submit(f"/control/cusums/signals/{signal.id}/acknowledge")
    assert "Ana Lead is looking into it." in client.get(f"/control/cusums/{flaps.id}").text
    version = {"version": str(signals()[0].version)}
    empty = client.submit(f"/control/cusums/signals/{signal.id}/explain", version)
    assert (empty.status_code, "Write down what caused it" in empty.text) == (422, True)
    stale = client.submit(f"/control/cusums/signals/{signal.id}/explain", {"version": "1", "cause": "The microscope."})
    assert (stale.status_code, "The microscope." in stale.text) == (409, True)
    done = client.submit(f"/control/cusums/signals/{signal.id}/explain", version | {"cause": "The microscope."})
    assert done.status_code == 303
    page = client.get(f"/control/cusums/{flaps.id}").text
    assert "Explained by Ana Lead" in page
    assert "Concern" not in page


def test_a_case_is_corrected_removed_and_put_back(client: PageClient, flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, CLUSTER)
    case = queries.cases_of(flaps)[0].id
    assert "no event" in client.get(f"/control/cusums/cases/{case}").text
    client.submit(f"/control/cusums/cases/{case}", {"happened_on": "2026-01-04", "event": "yes"})
    assert queries.case(case).event
    late = client.submit(f"/control/cusums/cases/{case}", {"happened_on": "2030-01-04", "event": "yes"})
    assert (late.status_code, "has not come yet" in late.text) == (422, True)
    client.submit(f"/control/cusums/cases/{case}/remove")
    page = client.get(f"/control/cusums/{flaps.id}").text
    assert "Removed cases" in page
    assert "Put it back" in client.get(f"/control/cusums/cases/{case}").text
    client.submit(f"/control/cusums/cases/{case}/restore")
    assert "Removed cases" not in client.get(f"/control/cusums/{flaps.id}").text


def test_a_press_without_an_outcome_is_asked_for_again(client: PageClient, flaps: OutcomeSequence) -> None:
    answer = client.submit(f"/control/cusums/{flaps.id}/cases/new", {"happened_on": "2026-11-20"})
    assert (answer.status_code, "Say whether the event happened." in answer.text) == (422, True)


def test_a_case_with_its_own_risk(client: PageClient, lead: Person) -> None:
    one = start(lead.memberships[0].unit, lead, replace(FACTS, expected_risk=None))
    url = f"/control/cusums/{one.id}/cases/new"
    missing = client.submit(url, {"happened_on": "2026-11-20", "event": "yes"})
    assert (missing.status_code, "Enter the expected risk" in missing.text) == (422, True)
    assert client.submit(url, {"happened_on": "2026-11-20", "event": "yes", "risk": "12%"}).status_code == 303
    assert "12.0%" in client.get(f"/control/cusums/{one.id}").text


def test_change_shows_both_versions_where_two_edit_at_once(client: PageClient, flaps: OutcomeSequence, lead: Person) -> None:
    url = f"/control/cusums/{flaps.id}/edit"
    fields = NEW | {"unit_id": flaps.unit_id, "owner_id": lead.id, "name": "Flaps of the breast"}
    assert "Change how Free flaps is watched" in client.get(url).text
    assert client.submit(url, fields | {"version": "7"}).status_code == 409
    assert client.submit(url, fields | {"version": str(flaps.version)}).status_code == 303
    assert only().name == "Flaps of the breast"


def test_closing_and_following_again(client: PageClient, flaps: OutcomeSequence) -> None:
    url = f"/control/cusums/{flaps.id}"
    assert client.submit(f"{url}/end", {"reason": ""}).status_code == 422
    client.submit(f"{url}/end", {"reason": "The service has moved."})
    assert "The service has moved." in client.get(url).text
    assert "Free flaps" not in client.get("/control/cusums").text
    assert "Free flaps" in client.get("/control/cusums?closed=1").text
    assert client.get(f"{url}/cases/new").status_code == 200
    client.submit(f"{url}/reopen")
    assert only().closed_on is None


@pytest.mark.parametrize(("kind", "start_"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbfcase")])
def test_files(client: PageClient, flaps: OutcomeSequence, lead: Person, kind: str, start_: bytes) -> None:
    url = f"/control/cusums/{flaps.id}.{kind}"
    assert client.get(url).status_code == 404
    happen(flaps, lead, CLUSTER)
    assert client.get(url).data.startswith(start_)
    assert client.get(f"{url}?show=vlad").data.startswith(start_)


def test_the_csv_has_every_case(client: PageClient, flaps: OutcomeSequence, lead: Person) -> None:
    happen(flaps, lead, [0] * 60)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/control/cusums/{flaps.id}.csv").text.lstrip("\ufeff"))))
    assert len(rows) == 60
    assert rows[0] | {"case": "1", "date": "2026-01-05", "event": "no", "risk": "0.1"} == rows[0]
    assert float(rows[0]["cusum_fewer"]) == pytest.approx(0.0512932943875505)


def test_lists_home_and_unit_page_show_the_limit_that_was_reached(
    client: PageClient, flaps: OutcomeSequence, lead: Person
) -> None:
    assert "No limit has been reached." in client.get("/control/cusums").text
    happen(flaps, lead, CLUSTER)
    for url in ("/control/cusums", f"/control/cusums?unit={flaps.unit_id}", "/", f"/control/units/{flaps.unit_id}"):
        assert "More events than expected" in client.get(url).text, url
    assert "More events than expected" in client.get("/control/cusums.csv").text


def test_queries_do_not_grow_with_sequences_or_cases(
    client: PageClient, lead: Person, count_queries: Callable[[], Any]
) -> None:
    unit = lead.memberships[0].unit
    urls = ("/control/cusums", "/", f"/control/units/{unit.id}")

    def counted(*pages: str) -> list[int]:
        numbers = []
        for url in pages:
            with count_queries() as queries_run:
                client.get(url)
            numbers.append(len(queries_run))
        return numbers

    first = start(unit, lead)
    happen(first, lead, CLUSTER)
    page = f"/control/cusums/{first.id}"
    before = counted(*urls, page)
    happen(first, lead, CLUSTER * 8)
    for number in range(4):
        happen(start(unit, lead, replace(FACTS, name=f"Hips {number}")), lead, CLUSTER)
    assert counted(*urls, page) == before
