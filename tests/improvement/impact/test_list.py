"""The log over all projects and units: what it is narrowed to, and its files."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from qms.improvement.impact.agreed.actions import agree_on
from qms.improvement.impact.models import ImpactKind
from qms.kernel.db import db
from tests.improvement.conftest import Place
from tests.improvement.impact.making import day, entry
from tests.improvement.making import objective, project
from tests.page_client import PageClient

K = ImpactKind


@pytest.fixture
def log(place: Place) -> dict[str, int]:
    """A project of Ward 1 with an objective, one of Ward 2, and Ward 2 itself."""
    first = project(place.ward, place.nurse, objective=objective(place.ward))
    second = project(place.other_ward, place.other_nurse, title="Gel at every bed")
    entry(place.nurse, K.AWARD, project=first, title="Shortlisted", happened_on=day(3, 31))
    meeting = entry(place.nurse, K.MEETING, project=first, title="Care homes", happened_on=day(4, 1))
    agree_on(meeting, what="=SUM(A1)", outside="Care board", by=place.nurse)
    entry(place.other_nurse, K.MEDIA, project=second, title="In the news", happened_on=day(10, 1))
    entry(place.other_nurse, K.POLICY, unit=place.other_ward, title="Hand policy", happened_on=day(10, 2))
    db.session.commit()
    return {"first": first.id, "second": second.id, "objective": first.objective_id or 0}


def titles(client: PageClient, query: str) -> set[str]:
    text = client.get(f"/improvement/impact.csv?{query}").text.removeprefix("\ufeff")
    return {row["title"] for row in csv.DictReader(io.StringIO(text))}


def test_the_list_is_narrowed_by_kind_unit_year_objective_and_project(
    client: PageClient, place: Place, log: dict[str, int]
) -> None:
    client.sign_in(place.reader)
    everything = {"Shortlisted", "Care homes", "In the news", "Hand policy"}
    assert titles(client, "") == titles(client, f"unit={place.trust.id}") == everything
    assert titles(client, "kind=policy") == {"Hand policy"}
    assert titles(client, f"unit={place.other_ward.id}") == {"In the news", "Hand policy"}
    assert titles(client, "year=2025") == {"Shortlisted"}, "31 March is in the year that began in April before"
    assert titles(client, "year=2026") == everything - {"Shortlisted"}
    assert titles(client, f"objective={log['objective']}") == {"Shortlisted", "Care homes"}
    assert titles(client, f"project={log['second']}") == {"In the news"}
    assert titles(client, "q=HOMES") == {"Care homes"}
    assert titles(client, "q=policy+hand") == {"Hand policy"}, "all words, in whatever order"
    assert titles(client, "q=%25") == titles(client, "q=no+such") == set(), "no sign stands for others"
    assert titles(client, "kind=rumour&year=abc&objective=x") == everything, "nonsense is passed over"
    assert client.get("/improvement/impact?unit=99999").status_code == 404
    page = client.get("/improvement/impact?year=2026").text
    assert "3 entries: 1 meeting with stakeholders, 1 media report and 1 policy or guideline change." in page
    assert "Nothing found" in client.get("/improvement/impact?kind=publication").text


def test_files_say_what_the_page_says_and_no_spreadsheet_runs_it(
    client: PageClient, place: Place, log: dict[str, int]
) -> None:
    client.sign_in(place.reader)
    rows = list(csv.DictReader(io.StringIO(client.get("/improvement/impact.csv").text.removeprefix("\ufeff"))))
    meeting = next(row for row in rows if row["title"] == "Care homes")
    assert meeting["agreed actions"].startswith("'=SUM(A1)")
    assert meeting["unit"] == "Ward 1"
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get("/improvement/impact.xlsx?kind=media").data))
    sheet = book.get_sheet_by_name("Impact").to_python()
    assert [row[2] for row in sheet] == ["title", "In the news"]


def test_an_empty_log_teaches(client: PageClient, place: Place) -> None:
    page = client.sign_in(place.reader).get("/improvement/impact").text
    assert "What the impact log is" in page
    assert client.get("/improvement/impact").status_code == 200
    made = project(place.ward, place.nurse)
    assert "Nothing is written down yet." in client.get(f"/improvement/projects/{made.id}?tab=impact").text


def test_queries_do_not_grow_with_entries(client: PageClient, place: Place, count_queries: Callable[[], Any]) -> None:
    made = project(place.ward, place.nurse, objective=objective(place.ward))
    client.sign_in(place.nurse)

    def counted(more: int) -> list[int]:
        """Queries of each page with so many more meetings, awards and agreed actions."""
        for number in range(more):
            each = entry(place.nurse, K.MEETING, project=made, title=f"Meeting {number}")
            agree_on(each, what="Send it", owner=place.nurse, by=place.nurse)
            entry(place.nurse, K.AWARD, unit=place.ward, title=f"Award {number}")
        db.session.commit()
        found = []
        for address in ("impact", f"projects/{made.id}?tab=impact", "impact.csv", f"impact/years/{place.trust.id}/2026"):
            with count_queries() as queries:
                assert client.get(f"/improvement/{address}").status_code == 200
            found.append(len(queries))
        return found

    assert counted(1) == counted(9)
