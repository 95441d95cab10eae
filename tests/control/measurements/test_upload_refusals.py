"""What an upload can't be: every bad file and cell gets the words that let a person mend it, and nothing is lost."""

import html
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.control.measurements.models import Measurement, Upload
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.control.measurements.uploading import NEW, RATIO, bring, previewed, url_of
from tests.page_client import PageClient

pytestmark = pytest.mark.one_database
HEADER = "metric,unit,period,numerator,denominator\n"


@pytest.fixture
def ward(build: Builder, client: PageClient) -> Unit:
    trust = build.unit("Riverside", kind=UnitKind.TRUST)
    ward = build.unit("Ward 7", parent=trust)
    build.unit("Ward 8", parent=trust)
    build.metric(ward, key="falls", name="Falls")
    build.metric(ward, key="seen", name="Seen in time", data_kind="proportion", multiplier=1, measured_in="")
    client.sign_in(build.person(RoleName.ANALYST, ward))
    return ward


def uploads() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Upload)) or 0


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "empty.csv", "The file is empty"),
        (b"PK\x03\x04 not a workbook", "broken.xlsx", "broken"),
        (b"%PDF-1.7 a report", "report.pdf", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture.png", "an image"),
        (b"metric,unit\n" + b"x" * 20_000_001, "huge.csv", "20.0 MB and the limit is 20 MB"),
    ],
)
def test_a_file_that_is_no_table(client: PageClient, ward: Unit, content: bytes, name: str, said: str) -> None:
    answer = bring(client, content, name, source="Datix monthly")
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert said in page
    assert "Datix monthly" in page  # what was typed is kept
    assert uploads() == 0


def test_a_request_beyond_every_limit_gets_a_page(app: Flask, client: PageClient, ward: Unit) -> None:
    length = {"CONTENT_LENGTH": str(app.config["MAX_CONTENT_LENGTH"] + 1)}
    answer = client.post(NEW, data={"source": "Datix"}, environ_overrides=length)
    assert answer.status_code == 413
    assert "That file is too large" in answer.text


def test_nothing_chosen_or_both(client: PageClient, ward: Unit) -> None:
    assert "Choose a file, or paste a table below." in client.submit(NEW).text
    both = bring(client, "a,b\n1,2\n", pasted="x\ty\n1\t2\n")
    assert "Choose a file or paste a table, not both." in both.text
    assert "1\t2" in both.text


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("falls,Ward 7,3rd March,4,100", "'3rd March' is not a date. | Use 2026-03-03 or 03/03/2026."),
        ("falls,Ward 7,{tomorrow},4,100", "is in the future."),
        ("falls,Ward 7,2026-09-01,four,100", "'four' is not a number. | Use digits, such as 1234 or 12.5."),
        ("falls,Wrad 7,2026-09-01,4,100", "There is no unit 'Wrad 7'. | Did you mean Ward 7 or Ward 8?"),
        ("fals,Ward 7,2026-09-01,4,100", "There is no metric 'fals'. | Did you mean falls"),
        ("seen,Ward 7,2026-09-01,101,100", "The numerator 101 is above the denominator 100."),
        ("falls,Ward 7,2026-09-01,4,0", "The denominator is 0, so there is no rate."),
        ("falls,Ward 8,2026-09-01,4,100", "Your role does not allow you to store measurements for Ward 8."),
        ("falls,Ward 7,2026-10-15,4,100", "are both for Falls, Ward 7, 2026-10-01. | Keep one of them."),
        ("falls,Ward 7,2026-09-01,4", "The row has 4 cells and the header has 5."),
    ],
)
def test_a_bad_row_is_said_with_its_remedy_beside_the_good_ones(client: PageClient, ward: Unit, row: str, said: str) -> None:
    tomorrow = clock.today().replace(year=clock.today().year + 1).isoformat()
    text = HEADER + "falls,Ward 7,2026-10-01,5,1000\n" + row.format(tomorrow=tomorrow) + "\n"
    url, page = previewed(client, text)
    page = html.unescape(page)
    assert "1 new · 0 changed · 1 error · 0 the same" in page
    for words in said.split(" | "):
        assert words in page
    assert '<th scope="row">3</th>' in page
    assert client.submit(f"{url}/store").status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 0
    file = client.get(f"{url}.csv").text
    assert file.splitlines()[0].lstrip("\ufeff").startswith("row,metric,unit,period,numerator,denominator,reason")
    assert said.split(" | ", maxsplit=1)[0] in file
    assert len(file.splitlines()) == 2  # the good row is not in it


def test_like_errors_are_said_once(client: PageClient, ward: Unit) -> None:
    rows = "".join(f"falls,Nowhere,{year}-01-01,1,10\n" for year in range(1990, 2026))
    _, page = previewed(client, HEADER + rows)
    assert page.count("There is no unit") == 1
    assert "2 and 35 more rows" in page
    assert "36 errors in 36 rows, 1 of them different" in page


def test_columns_that_do_not_fit_are_refused_and_kept(client: PageClient, ward: Unit) -> None:
    url = url_of(bring(client, HEADER + "falls,Ward 7,2026-10-01,5,1000\n"))
    for change, said in (
        ({"metric_column": ""}, "No column is the metric."),
        ({"numerator_column": "", "denominator_column": ""}, "There are no numbers to store."),
        ({"numerator_formula": "numerator - wishes"}, "'wishes' is not a column of this table."),
        ({"unit_column": "nonsense"}, "Choose one of the file's columns."),
        ({"unit_constant": "943 476 5919"}, "looks like an NHS number"),
    ):
        answer = client.submit(f"{url}/columns", RATIO | change)
        assert answer.status_code == 422
        assert said in html.unescape(answer.text)
    assert "numerator - wishes" in client.submit(f"{url}/columns", RATIO | {"numerator_formula": "numerator - wishes"}).text


def test_nhs_numbers_are_refused_until_somebody_vouches_for_them(client: PageClient, ward: Unit) -> None:
    text = "metric,unit,period,numerator,denominator,note\nfalls,Ward 7,2026-10-01,5,1000,943 476 5919\n"
    url, page = previewed(client, text)
    assert "This looks like an NHS number: 943 ••• ••19." in page
    assert "943 476 5919" not in page
    assert client.submit(f"{url}/store").status_code == 422
    page = client.submit(f"{url}/missing", {"lookalikes": "y"}, follow_redirects=True).text
    assert "1 new" in page
    assert client.submit(f"{url}/store").status_code == 303


def test_names_that_look_like_markup_stay_text(client: PageClient, ward: Unit) -> None:
    _, page = previewed(client, HEADER + "falls,<script>alert(1)</script>,2026-10-01,5,1000\n")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_excel_and_windows_files_read_like_others(client: PageClient, ward: Unit) -> None:
    text = HEADER + 'Falls,Ward 7,01/10/2026,"1,005","12,000"\n,,,,\n'
    _, page = previewed(client, "\ufeff" + text)
    assert "1,005 of 12,000" in page
    _, page = previewed(
        client,
        (HEADER.replace("unit", "ünit") + "falls,Ward 7,Oct 2026,1,2\n").encode("cp1252"),
        RATIO | {"unit_column": "ünit"},
    )
    assert "1 of 2" in page


def test_a_pasted_table(client: PageClient, ward: Unit) -> None:
    pasted = "metric\tunit\tperiod\tnumerator\tdenominator\nfalls\tWard 7\tOct 2026\t5\t1000\n"
    url = url_of(client.submit(NEW, {"pasted": pasted}))
    client.submit(f"{url}/columns", RATIO)
    assert "1 new" in client.get(url).text
    assert "Pasted table" in client.get("/control/uploads").text


def test_who_may_not_upload_is_told(client: PageClient, build: Builder, ward: Unit) -> None:
    client.sign_in(build.person(RoleName.VIEWER, ward))
    assert client.get(NEW).status_code == 403
    assert client.get("/control/uploads").status_code == 200


def test_the_list_is_paged_in_a_constant_number_of_queries(
    client: PageClient, build: Builder, ward: Unit, count_queries: Callable
) -> None:
    by = build.person(RoleName.ANALYST, ward)
    counts = []
    for number in (3, 60):
        build.commit(
            *(Upload(filename=f"{number}-{at}.csv", sha256="0" * 64, by_id=by.id, state="stored") for at in range(number))
        )
        with count_queries() as queries:
            page = client.get("/control/uploads").text
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Showing 1 to 40 of 63" in page
