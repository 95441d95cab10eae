"""What a change did to series: which points count as since, by whose rules, in how many queries, and the picture."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from qms.control.charts.changes import effects, effects_of, place_of
from qms.control.charts.models import Exclusion
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.models import Cadence, DataKind, Direction, Series
from qms.kernel.db import db
from qms.people.queries import system_account
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.page_client import PageClient

CHANGE = dt.date(2026, 3, 3)
BEFORE = [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5]
SINCE = [3.0, 2, 3, 4, 3, 2, 3, 4]


@pytest.mark.parametrize(
    ("change", "cadence", "place"),
    [
        (dt.date(2026, 3, 3), Cadence.MONTHLY, 2),  # acts in March
        (dt.date(2026, 3, 1), Cadence.MONTHLY, 2),
        (dt.date(2026, 3, 28), Cadence.MONTHLY, 3),  # nearly all of March was before
        (dt.date(2026, 1, 10), Cadence.MONTHLY, 0),
        (dt.date(2026, 4, 1), Cadence.MONTHLY, 3),
        (dt.date(2025, 12, 31), Cadence.MONTHLY, 0),
        (dt.date(2026, 3, 3), Cadence.WEEKLY, 2),
        (dt.date(2026, 3, 6), Cadence.WEEKLY, 3),
        (dt.date(2026, 3, 9), Cadence.WEEKLY, 3),  # the week from 1 March is over
        (dt.date(2026, 3, 1), Cadence.EVENT, 2),  # an event on that day
        (dt.date(2026, 3, 2), Cadence.EVENT, 3),
    ],
)
def test_the_period_that_the_change_falls_into_counts_on_the_side_where_most_of_it_lies(
    change: dt.date, cadence: Cadence, place: int
) -> None:
    periods = [dt.date(2026, 1, 1), dt.date(2026, 2, 1), dt.date(2026, 3, 1)]
    assert place_of(periods, change, cadence) == place


def stored(build: Builder, unit_name: str = "Ward 1", *, chart: str = "u") -> Series:
    """Twelve months of falls before March 2026 and eight since, per 1,000 bed days."""
    unit = build.unit(unit_name)
    metric = build.metric(
        unit,
        name=f"Falls of {unit_name}",
        chart=chart,
        data_kind=DataKind.RATE,
        multiplier=1000,
        direction=Direction.DECREASE,
    )
    rows = [
        Row(metric_id=metric.id, unit_id=unit.id, stratum="", period=period, numerator=value * 4, denominator=4000.0)
        for period, value in zip(months(20, until=dt.date(2026, 10, 1)), [*BEFORE, *SINCE], strict=True)
    ]
    store_measurements(rows, by=system_account())
    db.session.commit()
    return db.session.query(Series).filter_by(metric_id=metric.id, unit_id=unit.id).one()


def test_a_series_is_judged_by_its_own_chart_on_its_own_scale(build: Builder) -> None:
    series = stored(build)
    found = effects([series.id], CHANGE)[series.id]
    assert found.kind == "u"
    assert found.before.centre == pytest.approx(sum(BEFORE) / 12)
    assert (found.after.points, found.judgement.value) == (8, "improvement")
    assert found.method.startswith("a score interval for two rates")


def test_excluded_points_and_those_after_the_end_do_not_count(build: Builder) -> None:
    series = stored(build)
    db.session.add(
        Exclusion(series_id=series.id, by_id=system_account().id, period=dt.date(2026, 5, 1), reason="Ward closed")
    )
    db.session.commit()
    assert effects([series.id], CHANGE)[series.id].after.points == 7
    assert effects([series.id], CHANGE, dt.date(2026, 6, 20))[series.id].after.points == 3


def test_without_points_on_both_sides_there_is_no_effect(build: Builder) -> None:
    series = stored(build)
    assert effects([series.id, 9999], dt.date(2020, 1, 1)) == {}
    assert effects([series.id], dt.date(2026, 11, 20)) == {}
    assert effects([], CHANGE) == {}


def test_many_changes_are_judged_at_once_each_by_its_own_day(build: Builder) -> None:
    series, other = stored(build), stored(build, "Ward 2")
    later = dt.date(2026, 5, 3)
    found = effects_of([(series.id, CHANGE), (series.id, later), (other.id, CHANGE), (9999, CHANGE)])
    assert {asked: effect.after.points for asked, effect in found.items()} == {
        (series.id, CHANGE): 8,
        (series.id, later): 6,
        (other.id, CHANGE): 8,
    }
    assert found[series.id, CHANGE] == effects([series.id], CHANGE)[series.id]


def test_the_queries_do_not_grow_with_the_series(build: Builder, count_queries: Callable[[], Any]) -> None:
    ids = [stored(build, f"Ward {number}").id for number in range(1, 5)]

    def asked(some: list[int]) -> int:
        db.session.expunge_all()
        with count_queries() as queries:
            assert len(effects(some, CHANGE)) == len(some)
        return len(queries)

    asked(ids[:1])  # reads the settings, which are read once
    assert asked(ids) == asked(ids[:1])


@pytest.mark.one_database
def test_the_picture_has_both_averages(client: PageClient, build: Builder) -> None:
    series = stored(build, chart="xmr")
    client.sign_in(build.person(RoleName.VIEWER, series.unit))
    wide = client.get(f"/control/charts/{series.id}/changes/2026-03-03.svg")
    narrow = client.get(f"/control/charts/{series.id}/changes/2026-03-03.svg?size=phone")
    assert (wide.mimetype, narrow.mimetype) == ("image/svg+xml", "image/svg+xml")
    assert 'width="390"' in narrow.text
    whole = client.get(f"/control/charts/{series.id}/changes/2020-01-01.svg").text
    assert wide.text != whole, "a day before all points splits nothing"
    ended = client.get(f"/control/charts/{series.id}/changes/2026-03-03.svg?until=2026-06-20").text
    assert "Oct 2026" not in ended, "what came after the test is not in its picture"
    assert client.get(f"/control/charts/{series.id}/changes/2026-03-03.svg?until=soon").text == wide.text
    empty = build.series(build.metric(series.unit, name="Nothing yet"), series.unit)
    assert client.get(f"/control/charts/{empty.id}/changes/2026-03-03.svg").status_code == 404
