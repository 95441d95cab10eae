"""Many cases at once: all of them, or every error."""

from dataclasses import replace
from io import BytesIO

import pytest

from qms.control.cusums import queries
from qms.control.cusums.models import OutcomeCase, OutcomeSequence
from qms.kernel.db import db
from qms.people.models import Person
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.cusums.making import FACTS, start
from tests.page_client import PageClient


@pytest.fixture
def lead(build: Builder, client: PageClient) -> Person:
    lead = build.person(RoleName.WARD_MANAGER, build.unit("Oak Ward"))
    client.sign_in(lead)
    return lead


@pytest.fixture
def flaps(lead: Person) -> OutcomeSequence:
    return start(lead.memberships[0].unit, lead, replace(FACTS, expected_risk=None))


def paste(client: PageClient, one: OutcomeSequence, text: str, **more: object):
    return client.submit(f"/control/cusums/{one.id}/upload", {"pasted": text, **more})


def test_pasted_cases_are_stored_in_their_order(client: PageClient, flaps: OutcomeSequence) -> None:
    answer = paste(client, flaps, "Date\tEvent\tRisk\n05/10/2026\tyes\t4%\n2026-10-01\tno\t10%\n2026-10-01\t1\t20%\n")
    assert answer.status_code == 303
    found = [(case.happened_on.day, case.event, case.risk) for case in queries.cases_of(flaps)]
    assert found == [(1, False, 0.1), (1, True, 0.2), (5, True, 0.04)]


def test_a_file_is_stored(client: PageClient, flaps: OutcomeSequence) -> None:
    file = (BytesIO(b"date,event,risk\n2026-10-01,0,0.1\n"), "cases.csv")
    answer = client.submit(f"/control/cusums/{flaps.id}/upload", {"file": file}, content_type="multipart/form-data")
    assert answer.status_code == 303
    assert len(queries.cases_of(flaps)) == 1


def test_every_error_is_named_and_nothing_is_stored(client: PageClient, flaps: OutcomeSequence) -> None:
    rows = ["2026-10-01\tno\t0.1", "soon\tno\t0.1", "2026-10-02\tperhaps\t0.1", "2026-10-03\tyes\t1", "2030-10-03\tyes\t0.1"]
    page = paste(client, flaps, "date\tevent\trisk\n" + "\n".join(rows) + "\n2026-10-04\tno\t\n")
    assert page.status_code == 422
    for said in ("soon", "perhaps", "below 1", "has not come yet", "Enter the expected risk"):
        assert said in page.text, said
    assert not db.session.query(OutcomeCase).count()


def test_nothing_that_identifies_a_patient_is_taken(client: PageClient, flaps: OutcomeSequence) -> None:
    page = paste(client, flaps, "date\tevent\trisk\tnote\n2026-10-01\tno\t0.1\t943 476 5919\n")
    assert page.status_code == 422
    assert "This looks like an NHS number" in page.text
    assert "943 476 5919" not in page.text.split("<textarea")[0]
    page = paste(client, flaps, "date\tevent\trisk\n2026-10-01\t943 476 5919\t0.1\n")
    assert "943 ••• ••19" in page.text
    assert "943 476 5919" not in page.text.split("<textarea")[0]
    assert not db.session.query(OutcomeCase).count()


def test_the_same_days_again_are_asked_about(client: PageClient, flaps: OutcomeSequence) -> None:
    text = "date\tevent\trisk\n2026-10-01\tno\t0.1\n"
    paste(client, flaps, text)
    assert "There are cases of this day already." in paste(client, flaps, text).text
    assert paste(client, flaps, text, again="y").status_code == 303
    assert len(queries.cases_of(flaps)) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("when\tevent\trisk\n2026-10-01\tno\t0.1\n", "There is no column “date”"),
        ("date\tevent\n2026-10-01\tno\n", "There is no column “risk”"),
        ("", "Choose a file, or paste a table below."),
    ],
)
def test_a_table_without_what_is_needed_says_so(client: PageClient, flaps: OutcomeSequence, text: str, said: str) -> None:
    page = paste(client, flaps, text)
    assert (page.status_code, said in page.text) == (422, True)


def test_where_one_risk_holds_for_all_a_column_of_risks_is_not_needed(client: PageClient, lead: Person) -> None:
    one = start(lead.memberships[0].unit, lead)
    assert paste(client, one, "date\tevent\n2026-10-01\tno\n").status_code == 303
