"""An upload from the file to the chart: nothing is stored before the last button, and everything after it."""

import datetime as dt
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.control.measurements.jobs import tidy_uploads
from qms.control.measurements.models import Measurement, MeasurementRevision, Upload, UploadState
from qms.golden_thread.metrics.models import Metric, MetricState
from qms.golden_thread.readings.models import Reading
from qms.kernel import clock
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.people.models import Membership
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.control.measurements.uploading import RATIO, bring, previewed, url_of
from tests.page_client import PageClient

HEADER = "metric,unit,period,numerator,denominator"


@pytest.fixture
def ward(build: Builder, client: PageClient) -> Unit:
    """A ward with a metric, falls, whose analyst is signed in."""
    ward = build.unit("Ward 7")
    build.metric(ward, key="falls", name="Falls")
    client.sign_in(build.person(RoleName.ANALYST, ward, name="Ann Analyst"))
    return ward


def falls(numbers: list[int], unit: str = "Ward 7") -> str:
    rows = [f"falls,{unit},{period},{number},1000" for period, number in zip(months(len(numbers)), numbers, strict=True)]
    return "\n".join([HEADER, *rows])


def measured() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Measurement)) or 0


def waiting_files(app: Flask) -> list[Path]:
    return list((Path(app.config["INSTANCE"]) / "uploads").glob("*"))


def upload() -> Upload:
    db.session.rollback()
    return db.session.execute(select(Upload).order_by(Upload.id.desc()).limit(1)).scalar_one()


def test_nothing_is_stored_before_the_last_button(app: Flask, client: PageClient, ward: Unit) -> None:
    before = len(waiting_files(app))
    url, page = previewed(client, falls([4, 5, 6]))
    assert "3 new · 0 changed · 0 the same" in page
    assert "Nothing is stored yet" in page
    assert "6 of 1,000" in page
    assert measured() == 0
    assert len(waiting_files(app)) == before + 1

    answer = client.submit(f"{url}/store", follow_redirects=True)
    assert "Stored: 3 new, 0 changed, 0 the same." in answer.text
    assert "Falls" in answer.text
    assert "/control/charts/" in answer.text
    assert measured() == 3
    assert db.session.scalar(select(Reading.value)) == 6.0
    assert upload().state is UploadState.STORED
    assert len(waiting_files(app)) == before


def test_the_same_file_again_changes_nothing_and_says_so_before_storing(client: PageClient, ward: Unit) -> None:
    url, _ = previewed(client, falls([4, 5, 6]), source="Datix")
    client.submit(f"{url}/store")
    again = url_of(bring(client, falls([4, 5, 6]), source="Datix"))
    page = client.get(again).text
    assert "Nothing changes: all 3 rows are stored already, with the same figures." in page
    assert "Exactly this file was stored on" in page
    assert "The columns are read as last time." in page
    assert f"{again}/store" not in page


def test_a_corrected_file_shows_old_and_new_and_keeps_who_and_why(client: PageClient, ward: Unit) -> None:
    url, _ = previewed(client, falls([4, 5, 6]))
    client.submit(f"{url}/store")
    url, page = previewed(client, falls([4, 9, 6]))
    assert "0 new · 1 changed · 2 the same" in page
    assert "5 of 1,000" in page
    assert "9 of 1,000" in page
    client.submit(f"{url}/store", {"reason": "Two falls came late"})
    db.session.rollback()
    (revision,) = db.session.execute(select(MeasurementRevision)).scalars()
    assert (revision.numerator, revision.reason, revision.replaced_by.name) == (5, "Two falls came late", "Ann Analyst")


def test_columns_formulas_and_constants(client: PageClient, build: Builder, ward: Unit) -> None:
    build.metric(ward, key="seen", name="Seen in time", data_kind="proportion", multiplier=1, measured_in="")
    text = "month,attendances,breaches\n2026-09,200,10\n2026-10,300,20\n"
    columns = {
        "metric_constant": "seen",
        "unit_constant": "Ward 7",
        "period_column": "month",
        "numerator_formula": "attendances - breaches",
        "numerator_column": "breaches",  # what is written wins over what was guessed
        "denominator_column": "attendances",
    }
    url, page = previewed(client, text, columns)
    assert "190 of 200" in page
    client.submit(f"{url}/store")
    assert db.session.execute(select(Measurement.numerator, Measurement.denominator).order_by(Measurement.period)).all() == [
        (190, 200),
        (280, 300),
    ]
    assert "calculated: attendances - breaches" in client.get(url).text


def test_missing_units_and_metrics_are_made_only_when_asked(client: PageClient, build: Builder) -> None:
    system = build.unit("Our system", kind=UnitKind.SYSTEM)
    person = build.person(RoleName.ANALYST, system)
    build.commit(Membership(person_id=person.id, unit_id=system.id, role=RoleName.ADMINISTRATOR))
    client.sign_in(person)
    text = f"{HEADER}\nseen,RAA01,2026-09-01,90,100\nseen,RBB02,2026-09-01,80,100\n"
    url, page = previewed(client, text)
    assert "There is no unit &#39;RAA01&#39;." in page
    assert "2 units (RAA01, RBB02) and 1 metric (seen)" in page
    page = client.submit(
        f"{url}/missing",
        {"create": "y", "under": str(system.id), "chart": "xmr", "direction": "increase", "target": "95%"},
        follow_redirects=True,
    ).text
    assert "2 new · 0 changed · 0 the same" in page
    assert "will be made below Our system" in page
    assert db.session.scalar(select(func.count()).select_from(Metric)) == 0
    answer = client.submit(f"{url}/store", follow_redirects=True)
    assert "Stored: 2 new" in answer.text
    assert "2 units and 1 metric were made for it." in answer.text
    db.session.rollback()
    metric = db.session.execute(select(Metric)).scalar_one()
    assert (metric.key, metric.state, metric.target) == ("seen", MetricState.PROPOSED, 0.95)
    assert db.session.scalar(select(Unit.ods_code).where(Unit.name == "RAA01")) == "RAA01"


@pytest.mark.one_database
def test_an_analyst_who_is_no_administrator_may_not_make_units(client: PageClient, ward: Unit) -> None:
    url, page = previewed(client, f"{HEADER}\nfalls,Ward 8,2026-09-01,1,100\n")
    assert "Make what is missing" not in page
    assert "ask an administrator" in page
    client.submit(f"{url}/missing", {"create": "y", "under": str(ward.id), "chart": "xmr", "direction": "neutral"})
    assert client.submit(f"{url}/store").status_code == 422
    assert db.session.scalar(select(func.count()).select_from(Unit)) == 1


def test_the_upload_of_another_person_is_not_there(client: PageClient, build: Builder, ward: Unit) -> None:
    url, _ = previewed(client, falls([4]))
    client.sign_in(build.person(RoleName.ANALYST, ward))
    assert client.get(url).status_code == 404
    assert client.get(f"{url}.csv").status_code == 404
    for step in ("columns", "missing", "store", "discard"):
        assert client.submit(f"{url}/{step}", RATIO).status_code == 404
    assert "falls.csv" not in client.get("/control/uploads").text
    assert measured() == 0


@pytest.mark.one_database
def test_the_last_button_needs_the_pages_own_token(client: PageClient, ward: Unit) -> None:
    url, _ = previewed(client, falls([4]))
    assert client.post(f"{url}/store").status_code == 400
    assert measured() == 0


@pytest.mark.one_database
def test_pressing_the_last_button_twice_stores_once(client: PageClient, ward: Unit) -> None:
    url, _ = previewed(client, falls([4]))
    assert client.submit(f"{url}/store").status_code == 303
    assert client.submit(f"{url}/store").status_code == 404
    assert measured() == 1


@pytest.mark.one_database
def test_a_discarded_upload_is_gone_and_listed(app: Flask, client: PageClient, ward: Unit) -> None:
    before = len(waiting_files(app))
    url, _ = previewed(client, falls([4]))
    page = client.submit(f"{url}/discard", follow_redirects=True).text
    assert "Discarded: nothing of falls.csv was stored." in page
    assert "Not stored" in page
    assert "Nothing of this upload was stored." in client.get(url).text
    assert len(waiting_files(app)) == before
    assert measured() == 0


@pytest.mark.one_database
def test_what_waits_for_a_week_is_tidied_away(app: Flask, client: PageClient, ward: Unit) -> None:
    url, _ = previewed(client, falls([4]))
    kept = upload().kept_as
    assert tidy_uploads() == "0 uploads let go, 0 stray files removed."
    with clock.standing_at(clock.now() + dt.timedelta(days=8)):
        assert tidy_uploads().startswith("1 upload let go")
        db.session.commit()
    assert upload().state is UploadState.REFUSED
    assert kept not in {path.name for path in waiting_files(app)}
    assert client.get(url).status_code == 200


@pytest.mark.one_database
def test_a_file_lost_on_the_way_gets_a_page(app: Flask, client: PageClient, ward: Unit) -> None:
    url, _ = previewed(client, falls([4]))
    (Path(app.config["INSTANCE"]) / "uploads" / upload().kept_as).unlink()
    answer = client.get(url)
    assert answer.status_code == 422
    assert "The file is no longer here." in answer.text
    assert client.submit(f"{url}/discard").status_code == 303


def test_everything_is_audited(client: PageClient, ward: Unit) -> None:
    url, _ = previewed(client, falls([4]))
    client.submit(f"{url}/store")
    db.session.rollback()
    events = db.session.execute(select(AuditEvent.event, AuditEvent.subject_id).order_by(AuditEvent.id)).all()
    number = int(url.rsplit("/", 1)[1])
    assert ("upload.received", number) in events
    assert ("upload.stored", number) in events
    assert ("measurement.stored", number) in events
