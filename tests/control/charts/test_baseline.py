"""Limits that rest on some of the points: previewed, stored, undone, and never together with recalculated limits."""

import datetime as dt
import html

import pytest
from flask import Flask

from qms.control.charts.actions import DecisionRefused, exclude_point, recalculate_limits, set_baseline, undo
from qms.control.charts.analysis import chart_if, chart_of, charts_of
from qms.control.charts.footnotes import baseline_ends
from qms.control.charts.models import Baseline
from qms.control.charts.queries import decisions
from qms.control.measurements.actions import remove_measurements, store_measurements
from qms.golden_thread.readings.models import Reading
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.roles import RoleName
from qms.spc import analyse
from tests.builder import Builder
from tests.control.charts.page import RISING, Ward, a_ward
from tests.control.rows import STEADY, rates, series_of
from tests.page_client import PageClient


def rest(ward: Ward, first: int, last: int) -> Baseline:
    return set_baseline(
        ward.series, period=ward.months[first], until=ward.months[last], reason="Before the bundle", by=ward.manager
    )


def reading(ward: Ward) -> dict:
    row = db.session.get_one(Reading, ward.series.id)
    db.session.refresh(row)
    return {name: getattr(row, name) for name in ("centre", "lower", "upper", "variation", "assurance")}


def test_limits_come_from_the_chosen_points_alone(app: Flask, build: Builder) -> None:
    ward = a_ward(build)
    before = reading(ward)
    decision = rest(ward, 0, 23)
    chart = chart_of(ward.series)
    expected = analyse(
        RISING, periods=ward.months, direction="decrease", target=40.0, baseline=(ward.months[0], ward.months[23])
    )
    assert chart.centre.tolist() == pytest.approx(expected.centre.tolist())
    assert chart.upper.tolist() == pytest.approx(expected.upper.tolist())
    assert baseline_ends(chart) == (0, 23)
    assert reading(ward)["upper"] == pytest.approx(float(expected.upper[-1])) != before["upper"]
    undo(decision, by=ward.manager)
    assert reading(ward) == before
    events = db.session.query(AuditEvent).filter_by(subject="series").order_by(AuditEvent.id).all()
    assert [each.event for each in events] == ["series.baseline-set", "series.decision-undone"]
    assert events[0].detail["until"] == ward.months[23].isoformat()


@pytest.mark.one_database
def test_charts_with_and_without_a_baseline_are_read_together(app: Flask, build: Builder) -> None:
    ward = a_ward(build)
    beside = build.unit(parent=ward.division)
    store_measurements(rates(ward.metric, beside, RISING), by=ward.manager)
    other = series_of(ward.metric, beside)
    alone = chart_of(other).to_dict()
    rest(ward, 0, 11)
    charts = charts_of([ward.series, other])
    assert charts[other.id].to_dict() == alone
    assert baseline_ends(charts[ward.series.id]) == (0, 11)


@pytest.mark.one_database
def test_a_chart_has_a_baseline_or_recalculated_limits(app: Flask, build: Builder) -> None:
    ward = a_ward(build)
    decision = rest(ward, 0, 23)
    with pytest.raises(DecisionRefused, match="The limits rest on the points from 1 April 2024 to 1 March 2026"):
        recalculate_limits(ward.series, period=ward.months[24], reason="New", by=ward.manager)
    with pytest.raises(DecisionRefused, match="rest on a baseline already"):
        rest(ward, 0, 12)
    undo(decision, by=ward.manager)
    recalculate_limits(ward.series, period=ward.months[24], reason="New", by=ward.manager)
    with pytest.raises(DecisionRefused, match="undo the recalculation in the history first"):
        rest(ward, 0, 23)


@pytest.mark.one_database
def test_the_pages_of_decisions_say_so_before_anything_is_written(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    decision = rest(ward, 0, 12)
    db.session.commit()
    page = client.get(f"{ward.url}/limits?period={ward.months[6]}")
    assert page.status_code == 200
    assert "so nothing is recalculated later" in page.text
    assert client.get(f"{ward.url}/exclusions?period={ward.months[6]}").status_code == 200
    undo(decision, by=ward.manager)
    recalculate_limits(ward.series, period=ward.months[24], reason="New", by=ward.manager)
    db.session.commit()
    both = client.get(f"{ward.url}/baseline?period={ward.months[0]}&until={ward.months[20]}")
    assert "They can rest on a baseline or be recalculated, not both" in both.text


@pytest.mark.one_database
def test_an_exclusion_that_leaves_too_few_points_is_previewed_as_it_is_stored(app: Flask, build: Builder) -> None:
    ward = a_ward(build)
    rest(ward, 0, 11)
    preview = chart_if(ward.series, exclude=[ward.months[3]])
    exclude_point(ward.series, period=ward.months[3], reason="Closed", by=ward.manager)
    assert preview.to_dict() == chart_of(ward.series).to_dict()


@pytest.mark.one_database
def test_too_few_points_and_ends_that_are_no_points_are_refused(app: Flask, build: Builder) -> None:
    ward = a_ward(build)
    for first, last in ((0, 10), (12, 0)):
        with pytest.raises(DecisionRefused, match="needs 12 points or more"):
            rest(ward, first, last)
    exclude_point(ward.series, period=ward.months[3], reason="Closed", by=ward.manager)
    with pytest.raises(DecisionRefused, match="needs 12 points or more"):
        rest(ward, 0, 11)
    with pytest.raises(DecisionRefused, match="There is no point on 1 January 2020"):
        set_baseline(ward.series, period=dt.date(2020, 1, 1), until=ward.months[20], reason="", by=ward.manager)


@pytest.mark.one_database
def test_measurements_that_are_removed_later_never_break_the_chart(app: Flask, build: Builder) -> None:
    ward = a_ward(build)
    rest(ward, 0, 11)
    remove_measurements(ward.series, [ward.months[5]], by=ward.manager, reason="Wrong ward")
    assert baseline_ends(chart_of(ward.series)) is None, "limits rest on all points until there are enough again"
    store_measurements(rates(ward.metric, ward.unit, RISING), by=ward.manager)
    assert baseline_ends(chart_of(ward.series)) == (0, 11)


@pytest.mark.one_database
def test_the_page_shows_both_charts_and_asks_for_the_reason(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    ends = {"period": f"{ward.months[0]}", "until": f"{ward.months[23]}"}
    asked = client.get(f"{ward.url}/baseline")
    assert asked.text.count("<figure") == 0
    preview = html.unescape(client.get(f"{ward.url}/baseline?period={ends['period']}&until={ends['until']}").text)
    assert "Limits from April 2024 to March 2026" in preview
    assert preview.count("<figure") == 2
    assert "Limits rest on these points" in preview
    missing = client.submit(f"{ward.url}/baseline", ends | {"reason": ""})
    assert missing.status_code == 422
    assert missing.text.count("<figure") == 2
    stored = client.submit(f"{ward.url}/baseline", ends | {"reason": "Before the bundle"})
    assert stored.status_code == 303
    page = html.unescape(client.get(ward.url).text)
    assert "Stored: the limits rest on April 2024 to March 2026." in page
    assert "Limits rest on April 2024 to March 2026." in page
    history = client.get(f"{ward.url}?tab=history").text
    assert "Limits rest on April 2024 to March 2026" in history
    decision = decisions(Baseline, ward.series.id)[0]
    client.submit(f"{ward.url}/decisions/baseline/{decision.id}/undo")
    assert decisions(Baseline, ward.series.id) == []
    assert "Undone by Grace Adeyemi" in client.get(f"{ward.url}?tab=history").text


@pytest.mark.one_database
def test_bad_choices_are_explained_with_the_reason_kept(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build)
    client.sign_in(ward.manager)
    where = f"{ward.url}/baseline"
    assert client.get(f"{where}?period=soon&until=later").status_code == 422
    half = client.get(f"{where}?period={ward.months[0]}")
    assert half.status_code == 422
    assert "Choose a period." in half.text
    for last in (ward.months[4], ward.months[0]):
        few = html.unescape(client.get(f"{where}?period={ward.months[1]}&until={last}").text)
        assert "holds 12 points or more" in few
    fields = {"period": f"{ward.months[1]}", "until": f"{ward.months[5]}", "reason": "Our good months"}
    refused = client.submit(where, fields)
    assert refused.status_code == 422
    assert "Our good months" in refused.text
    recalculate_limits(ward.series, period=ward.months[24], reason="New", by=ward.manager)
    db.session.commit()
    both = html.unescape(client.submit(where, fields | {"until": f"{ward.months[20]}"}).text)
    assert "They can rest on a baseline or be recalculated, not both" in both


@pytest.mark.one_database
def test_others_may_not_choose_one(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, STEADY)
    client.sign_in(build.person(RoleName.VIEWER, ward.unit))
    assert client.get(f"{ward.url}/baseline").status_code == 403
    assert "Choose a baseline" not in client.get(ward.url).text
