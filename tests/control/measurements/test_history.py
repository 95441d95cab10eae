"""The history of one figure: who replaced what, when and why; restored or removed."""

import pytest
from sqlalchemy import select

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.models import Measurement
from qms.control.measurements.queries import measurements_of, revisions_of
from qms.golden_thread.metrics.models import Series
from qms.kernel.db import db
from qms.organisation.models import UnitKind
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.control.rows import rates, series_of
from tests.page_client import PageClient

OCTOBER = months(1)[0]


@pytest.fixture
def series(build: Builder, client: PageClient) -> Series:
    """Falls of a ward, October corrected from 4 to 7."""
    trust = build.unit("Riverside", kind=UnitKind.TRUST)
    ward = build.unit("Ward 7", parent=trust)
    metric, by = build.metric(ward, name="Falls"), build.person(name="Ann Analyst")
    store_measurements(rates(metric, ward, [5, 4]), by=by)
    store_measurements(rates(metric, ward, [5, 7]), by=by, reason="Late reports")
    db.session.commit()
    client.sign_in(build.person(RoleName.WARD_MANAGER, ward, name="Wim Ward"))
    return series_of(metric, ward)


def url_of(series: Series) -> str:
    return f"/control/charts/{series.id}/periods/{OCTOBER.isoformat()}"


def now(series: Series) -> float | None:
    db.session.rollback()
    return db.session.scalar(
        select(Measurement.numerator).where(Measurement.series_id == series.id, Measurement.period == OCTOBER)
    )


def test_each_replaced_figure_with_who_when_and_why(client: PageClient, series: Series) -> None:
    page = client.get(url_of(series)).text
    assert "Stored now: 7 of 1,000." in page
    assert "4 of 1,000" in page
    assert "Ann Analyst" in page
    assert "Late reports" in page
    assert url_of(series) in client.get(f"/control/charts/{series.id}?tab=data").text


def test_an_earlier_figure_is_restored_and_the_later_kept(client: PageClient, series: Series) -> None:
    (revision,) = revisions_of(series.id)
    answer = client.submit(f"{url_of(series)}/restore", {"revision_id": str(revision.id)}, follow_redirects=True)
    assert "Stored now: 4 of 1,000." in answer.text
    assert "An earlier figure was restored" in answer.text
    assert now(series) == 4
    assert [each.numerator for each in revisions_of(series.id)] == [7, 4]


def test_a_figure_is_removed_with_a_reason_and_can_come_back(client: PageClient, series: Series) -> None:
    refused = client.submit(f"{url_of(series)}/remove")
    assert refused.status_code == 422
    assert "Say why." in refused.text
    assert now(series) == 7
    page = client.submit(f"{url_of(series)}/remove", {"reason": "The ward was closed"}, follow_redirects=True).text
    assert "Nothing is stored here now: the figure was removed." in page
    assert "The ward was closed" in page
    assert now(series) is None
    assert len(measurements_of(series.id)) == 1
    newest = revisions_of(series.id)[0]
    client.submit(f"{url_of(series)}/restore", {"revision_id": str(newest.id)})
    assert now(series) == 7


@pytest.mark.one_database
def test_a_figure_of_another_period_is_not_restored_here(client: PageClient, series: Series) -> None:
    for wrong in ("0", "99", "x", "", "9" * 30):
        assert client.submit(f"{url_of(series)}/restore", {"revision_id": wrong}).status_code == 404
    assert now(series) == 7


@pytest.mark.one_database
def test_where_nothing_ever_stood_there_is_no_page(client: PageClient, series: Series) -> None:
    where = f"/control/charts/{series.id}/periods"
    for wrong in ("2019-01-01", "2026-02-31", "soon"):
        assert client.get(f"{where}/{wrong}").status_code == 404


@pytest.mark.one_database
def test_a_summed_figure_is_corrected_below(client: PageClient, build: Builder, series: Series) -> None:
    trust = series.unit.parent
    assert trust is not None
    summed = series_of(series.metric, trust)
    client.sign_in(build.person(RoleName.ANALYST, trust))
    page = client.get(url_of(summed)).text
    assert "This figure is summed from 1 units below. Correct the figures there." in page
    assert "Remove this figure" not in page
    assert client.submit(f"{url_of(summed)}/remove", {"reason": "No"}).status_code == 422


@pytest.mark.one_database
def test_a_reader_sees_and_changes_nothing(client: PageClient, build: Builder, series: Series) -> None:
    client.sign_in(build.person(RoleName.VIEWER, series.unit))
    page = client.get(url_of(series)).text
    assert "Late reports" in page
    assert "Remove" not in page
    assert client.submit(f"{url_of(series)}/remove", {"reason": "No"}).status_code == 403
