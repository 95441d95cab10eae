"""The grid: figures typed, stored with one button, corrected with a reason; nothing that was typed is ever lost."""

import datetime as dt
import html
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.entry.periods import last_complete, period_of, periods_until
from qms.control.measurements.models import Measurement
from qms.control.measurements.queries import measurements_of, revisions_of
from qms.golden_thread.metrics.models import Cadence, Metric, Series
from qms.kernel import clock
from qms.kernel.db import db
from qms.organisation.models import Unit, UnitKind
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.control.rows import rates, series_of
from tests.page_client import PageClient

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _november(app: Flask) -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def ward(build: Builder, client: PageClient) -> Unit:
    ward = build.unit("Ward 7")
    client.sign_in(build.person(RoleName.TEAM_MEMBER, ward, name="Tom Team"))
    return ward


def url_of(ward: Unit) -> str:
    return f"/control/units/{ward.id}/enter"


def cells(
    metric: Metric, series: Series | None, period: dt.date, was: tuple[str, ...] = ("", ""), **texts: str
) -> dict[str, str]:
    """The inputs of one row as the form sends them."""
    data = {}
    for (name, text), before in zip(texts.items(), was, strict=False):
        cell = f"c-m{metric.id}s{series.id if series else 0}-{period.isoformat()}-{name}"
        data |= {cell: text, f"was-{cell}": before}
    return data


def test_a_first_series_is_started_and_read(client: PageClient, build: Builder, ward: Unit) -> None:
    metric = build.metric(ward, name="Falls")
    page = client.get(url_of(ward)).text
    assert "Falls" in page
    assert "May 2026" in page
    assert "October 2026" in page
    assert "November 2026" not in page  # not over yet
    september, october = months(2)
    data = cells(metric, None, september, numerator="4", denominator="1,000") | cells(
        metric, None, october, numerator="6", denominator="1000"
    )
    answer = client.submit(url_of(ward), data, follow_redirects=True)
    page = html.unescape(answer.text)
    assert "Stored: 2 new." in page
    assert "What the charts say now" in page
    series = series_of(metric, ward)
    assert f"/control/charts/{series.id}" in page
    assert [(each.numerator, each.denominator) for each in measurements_of(series.id)] == [(4, 1000), (6, 1000)]


def test_a_correction_keeps_the_old_figure_with_its_reason(client: PageClient, build: Builder, ward: Unit) -> None:
    metric, by = build.metric(ward), build.person()
    store_measurements(rates(metric, ward, [4, 5, 6]), by=by)
    db.session.commit()
    series, october = series_of(metric, ward), months(1)[0]
    assert 'value="6"' in client.get(url_of(ward)).text
    data = cells(metric, series, october, ("6", "1000"), numerator="9", denominator="1000")
    answer = client.submit(url_of(ward), data | {"reason": "Late reports"}, follow_redirects=True)
    assert "Stored: 1 changed." in answer.text
    (revision,) = revisions_of(series.id)
    assert (revision.numerator, revision.reason, revision.replaced_by.name) == (6, "Late reports", "Tom Team")


def test_what_is_left_as_it_was_is_not_touched(client: PageClient, build: Builder, ward: Unit) -> None:
    metric, by = build.metric(ward), build.person()
    store_measurements(rates(metric, ward, [4, 5, 6]), by=by)
    db.session.commit()
    series, october = series_of(metric, ward), months(1)[0]
    data = cells(metric, series, october, ("6", "1000"), numerator="6", denominator="1000")
    answer = client.submit(url_of(ward), data, follow_redirects=True)
    assert "Nothing changed: no new figures were typed." in answer.text
    assert revisions_of(series.id) == []


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("kind", "texts", "said"),
    [
        ("rate", {"numerator": "four", "denominator": "1000"}, "'four' is not a number."),
        ("rate", {"numerator": "4", "denominator": ""}, "The denominator is missing."),
        ("rate", {"numerator": "4", "denominator": "0"}, "The denominator is 0, so there is no rate."),
        ("proportion", {"numerator": "11", "denominator": "10"}, "The numerator 11 is above the denominator 10."),
        ("count", {"value": "-1"}, "The count -1 is below zero."),
        ("mean", {"value": "4.5", "n": "0", "sd": ""}, "n is 0: a mean needs one observation or more."),
    ],
)
def test_errors_stand_at_their_cells_and_what_was_typed_is_kept(
    client: PageClient, build: Builder, kind: str, texts: dict[str, str], said: str
) -> None:
    ward = build.unit("Ward 9")
    client.sign_in(build.person(RoleName.TEAM_MEMBER, ward))
    metric, good = build.metric(ward, data_kind=kind, multiplier=1), build.metric(ward)
    october = months(1)[0]
    data = cells(metric, None, october, ("", "", ""), **texts)
    data |= cells(good, None, october, numerator="3", denominator="100")
    answer = client.submit(url_of(ward), data | {"reason": "A reason that was typed"})
    page = html.unescape(answer.text)
    assert answer.status_code == 422
    assert "Nothing was stored yet. 1 row can't be read." in page
    assert said in page
    assert "A reason that was typed" in page
    assert 'aria-invalid="true"' in page
    for text in filter(None, texts.values()):
        assert f'value="{text}"' in page
    assert 'value="100"' in page  # the good row too
    assert db.session.scalar(select(func.count()).select_from(Measurement)) == 0


@pytest.mark.one_database
def test_a_period_in_the_future_is_refused(client: PageClient, build: Builder, ward: Unit) -> None:
    metric = build.metric(ward)
    answer = client.submit(url_of(ward), cells(metric, None, dt.date(2027, 1, 1), numerator="3", denominator="100"))
    assert answer.status_code == 422
    assert "is in the future" in answer.text


@pytest.mark.one_database
def test_a_stored_figure_is_not_emptied_by_mistake(client: PageClient, build: Builder, ward: Unit) -> None:
    metric, by = build.metric(ward), build.person()
    store_measurements(rates(metric, ward, [4]), by=by)
    db.session.commit()
    series = series_of(metric, ward)
    answer = client.submit(url_of(ward), cells(metric, series, months(1)[0], ("4", "1000"), numerator="", denominator=""))
    assert answer.status_code == 422
    assert "A stored figure can't be emptied here." in html.unescape(answer.text)
    assert len(measurements_of(series.id)) == 1


def test_two_people_at_once_see_both_figures(client: PageClient, build: Builder, ward: Unit) -> None:
    metric, other = build.metric(ward), build.person()
    store_measurements(rates(metric, ward, [4]), by=other)
    db.session.commit()
    series, october = series_of(metric, ward), months(1)[0]
    client.get(url_of(ward))
    store_measurements(rates(metric, ward, [7]), by=other)
    db.session.commit()
    mine = cells(metric, series, october, ("4", "1000"), numerator="5", denominator="1000")
    answer = client.submit(url_of(ward), mine)
    assert answer.status_code == 409
    assert "Somebody stored 7 of 1000 here meanwhile." in answer.text
    assert 'value="5"' in answer.text
    assert measurements_of(series.id)[0].numerator == 7
    again = cells(metric, series, october, ("7", "1000"), numerator="5", denominator="1000")
    assert client.submit(url_of(ward), again).status_code == 303
    db.session.rollback()
    assert measurements_of(series.id)[0].numerator == 5


@pytest.mark.one_database
def test_what_is_summed_from_below_is_not_typed(client: PageClient, build: Builder) -> None:
    trust = build.unit("Riverside", kind=UnitKind.TRUST)
    ward = build.unit("Ward 7", parent=trust)
    metric = build.metric(trust, name="Falls summed")
    store_measurements(rates(metric, ward, [4, 5]), by=build.person())
    db.session.commit()
    client.sign_in(build.person(RoleName.ANALYST, trust))
    assert "Falls summed" not in client.get(url_of(trust)).text
    data = cells(metric, None, months(1)[0], numerator="3", denominator="100")
    client.submit(url_of(trust), data)
    db.session.rollback()
    assert series_of(metric, trust).rolled_up


@pytest.mark.one_database
def test_more_periods_and_earlier_ones(client: PageClient, build: Builder, ward: Unit) -> None:
    build.metric(ward)
    page = client.get(f"{url_of(ward)}?periods=12&until=2025-12-31").text
    assert "January 2025" in page
    assert "December 2025" in page
    assert "October 2026" not in page
    assert "is not a date" in html.unescape(client.get(f"{url_of(ward)}?until=soon").text)
    assert client.get(f"{url_of(ward)}?periods=9999&stored=x,1&metric=99&page=7").status_code == 200


@pytest.mark.one_database
def test_another_metric_can_be_started(client: PageClient, build: Builder, ward: Unit) -> None:
    elsewhere = build.metric(build.unit("Trust office"), name="Hand hygiene", agreed=False)
    page = client.get(url_of(ward)).text
    assert "Hand hygiene (proposed)" in page
    page = client.get(f"{url_of(ward)}?metric={elsewhere.id}").text
    assert f"c-m{elsewhere.id}s0-2026-10-01-numerator" in page
    assert "Not agreed yet." in page


@pytest.mark.one_database
def test_who_may_not_enter_is_refused(client: PageClient, build: Builder, ward: Unit) -> None:
    other = build.unit("Ward 8")
    assert client.get(url_of(other)).status_code == 403
    assert client.submit(url_of(other)).status_code == 403


@pytest.mark.one_database
def test_an_nhs_number_in_the_reason_is_refused(client: PageClient, build: Builder, ward: Unit) -> None:
    data = cells(build.metric(ward), None, months(1)[0], numerator="3", denominator="100")
    answer = client.submit(url_of(ward), data | {"reason": "See 943 476 5919"})
    assert answer.status_code == 422
    assert "looks like an NHS number" in answer.text


DAY = dt.date


@pytest.mark.parametrize(
    ("cadence", "anchor", "first", "last"),
    [
        (Cadence.DAILY, None, DAY(2026, 11, 19), DAY(2026, 11, 21)),
        (Cadence.WEEKLY, None, DAY(2026, 10, 26), DAY(2026, 11, 9)),
        (Cadence.WEEKLY, DAY(2026, 1, 4), DAY(2026, 11, 1), DAY(2026, 11, 15)),  # weeks of this series begin on Sundays
        (Cadence.MONTHLY, None, DAY(2026, 8, 1), DAY(2026, 10, 1)),
        (Cadence.QUARTERLY, None, DAY(2026, 1, 1), DAY(2026, 7, 1)),
        (Cadence.YEARLY, None, DAY(2023, 1, 1), DAY(2025, 1, 1)),
        (Cadence.YEARLY, DAY(2020, 4, 1), DAY(2023, 4, 1), DAY(2025, 4, 1)),
    ],
)
def test_the_last_complete_periods(cadence: Cadence, anchor: dt.date | None, first: dt.date, last: dt.date) -> None:
    end = last_complete(cadence, anchor, NOW.date())
    shown = periods_until(end, cadence, 3)
    assert (shown[0], shown[-1]) == (first, last)
    assert all(period_of(each, cadence, anchor) == each for each in shown)
