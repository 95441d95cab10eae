"""Tiles: what a reading looks like."""

import datetime as dt

import pytest
from flask import Flask

from qms.golden_thread.metrics.models import Cadence, Metric, MetricState, Series
from qms.golden_thread.readings.models import Reading
from qms.golden_thread.readings.presenters import late_words, period_words, tile
from qms.kernel import clock
from qms.organisation.models import Unit

pytestmark = pytest.mark.one_database


def reading(**fields: object) -> Reading:
    metric = Metric(
        name="Falls",
        data_kind="rate",
        measured_in="per 1,000 bed days",
        decimals=1,
        cadence=Cadence.MONTHLY,
        state=MetricState.AGREED,
    )
    series = Series(id=7, metric=metric, unit=Unit(name="Ward 7"), stratum="")
    values = {
        "period": dt.date(2026, 10, 1), "value": 4.63, "centre": 5.1, "lower": 2.0, "upper": 8.2, "target": 4.0,
        "variation": "concern-high", "assurance": "fail", "provisional": False, "explanation": "Words.",
        "recent": [[5.0, "common-cause"], [None, "common-cause"], [4.63, "concern-high"]], "next_due": dt.date(2027, 1, 11),
    }  # fmt: skip
    return Reading(series=series, **(values | fields))


def test_a_tile_says_everything_in_words(app: Flask) -> None:
    with app.test_request_context():
        found = tile(reading())
    assert (found.metric, found.unit, found.period) == ("Falls", "Ward 7", "October 2026")
    assert found.value_with_unit == "4.6 per 1,000 bed days"
    assert (found.variation_words, found.assurance_words) == ("Concern (rising)", "Fails target")
    assert (found.centre, found.limits, found.target) == ("5.1", "2.0 to 8.2", "4.0")
    assert found.url.endswith("/control/charts/7")
    assert found.late == ""
    assert found.agreed
    for drawing in (found.variation_icon, found.assurance_icon, found.sparkline):
        assert drawing.startswith("<svg")
    assert "Falls, last 3 points: Concern (rising)" in found.sparkline


def test_a_tile_without_limits_and_target(app: Flask) -> None:
    with app.test_request_context():
        found = tile(reading(lower=None, upper=None, target=None, assurance=None, recent=[]))
    assert (found.limits, found.target, found.assurance_words) == ("", "", "Not assessed")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (dt.date(2027, 1, 11), ""),
        (dt.date(2027, 1, 12), "1 day late"),
        (dt.date(2027, 1, 30), "2 weeks late"),
        (dt.date(2027, 4, 15), "3 months late"),
        (dt.date(2029, 2, 1), "2 years late"),
    ],
)
def test_lateness_in_words(today: dt.date, words: str) -> None:
    with clock.standing_at(dt.datetime.combine(today, dt.time(12), dt.UTC)):
        assert late_words(reading()) == words


@pytest.mark.parametrize(
    ("cadence", "words"),
    [
        (Cadence.DAILY, "5 October 2026"),
        (Cadence.WEEKLY, "week of 5 October 2026"),
        (Cadence.MONTHLY, "October 2026"),
        (Cadence.QUARTERLY, "October to December 2026"),
        (Cadence.YEARLY, "2026"),
    ],
)
def test_periods_are_said_as_often_as_they_come(cadence: Cadence, words: str) -> None:
    assert period_words(dt.date(2026, 10, 5), Metric(cadence=cadence)) == words
