"""Charts of averages: what they need is asked for, summed over wards as if every observation were known, and charted."""

import html
from dataclasses import replace

import numpy as np
import pytest
from flask import Flask

from qms.control.charts.analysis import chart_of
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.directory import Directory
from qms.control.measurements.importing import own_columns
from qms.control.measurements.reading_rows import read_rows
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.actions import change_definition
from qms.golden_thread.metrics.definitions import RefusedError, definition_of
from qms.golden_thread.metrics.models import Metric
from qms.kernel import clock
from qms.kernel.db import db
from qms.kernel.uploads import read_paste
from qms.organisation.models import Unit
from qms.people.queries import system_account
from qms.people.roles import RoleName
from qms.spc import analyse
from tests.builder import Builder, months
from tests.control.rows import series_of
from tests.page_client import PageClient

WAIT = {"key": "wait", "name": "Wait", "data_kind": "mean", "multiplier": 1.0, "measured_in": "minutes"}


@pytest.fixture
def wards(build: Builder) -> list[Unit]:
    trust = build.trust()
    return [trust, *(db.session.query(Unit).filter_by(name=name).one() for name in ("Ward 1", "Ward 2"))]


def summary(numbers: np.ndarray) -> dict[str, float | None]:
    return {
        "value": float(numbers.mean()),
        "n": float(len(numbers)),
        "sd": float(numbers.std(ddof=1)) if len(numbers) > 1 else None,
    }


@pytest.mark.parametrize("chart", ["xbar", "s"])
def test_the_trusts_chart_is_that_of_every_observation(app: Flask, build: Builder, wards: list[Unit], chart: str) -> None:
    trust, *reporting = wards
    metric = build.metric(trust, chart=chart, **WAIT)
    rng = np.random.default_rng(3)
    seen, rows = [], []
    for month in months(15):
        parts = [rng.normal(40 + 3 * place, 9, size) for place, size in enumerate((12, 1 if month.month == 3 else 20))]
        rows += [Row(metric.id, ward.id, "", month, **summary(part)) for ward, part in zip(reporting, parts, strict=True)]
        seen.append(np.concatenate(parts).tolist())
    store_measurements(rows, by=system_account())
    db.session.commit()
    summed, direct = chart_of(series_of(metric, trust)), analyse(seen, chart=chart, periods=months(15))
    for line in ("values", "centre", "lower", "upper"):
        np.testing.assert_allclose(getattr(summed, line), getattr(direct, line), rtol=1e-9)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("40,,3", "The average 40 has no n, which its chart needs."),
        ("40,12,", "The average 40 has no standard deviation, which its chart needs."),
        ("40,0,3", "n is 0"),
        ("40,12,-1", "is below zero"),
    ],
)
def test_a_file_without_n_or_sd_is_refused_for_charts_of_averages(
    app: Flask, build: Builder, wards: list[Unit], cells: str, words: str
) -> None:
    build.metric(wards[0], chart="xbar", **WAIT)
    assert words in str(next(iter(read(f"wait,Ward 1,2026-10-01,{cells}\n").errors)))


def test_one_observation_needs_no_sd_and_an_xmr_chart_needs_neither(app: Flask, build: Builder, wards: list[Unit]) -> None:
    build.metric(wards[0], chart="xbar", **WAIT)
    build.metric(wards[0], chart="xmr", **WAIT | {"key": "stay", "name": "Stay"})
    rows = read("wait,Ward 1,2026-10-01,40,1,\nstay,Ward 1,2026-10-01,40,,\n").rows
    assert [(row.n, row.sd) for row in rows] == [(1, None), (None, None)]


def read(text: str):
    table = read_paste(f"metric,unit,period,value,n,sd\n{text}")
    return read_rows(table, own_columns(table), directory=Directory.load(), latest=clock.today())


def test_the_grid_asks_for_mean_n_and_sd(app: Flask, build: Builder, client: PageClient, wards: list[Unit]) -> None:
    ward = wards[1]
    metric = build.metric(ward, chart="xbar", **WAIT)
    client.sign_in(build.person(RoleName.TEAM_MEMBER, ward))
    october, url = months(1)[0], f"/control/units/{ward.id}/enter"

    def typed(**texts: str) -> dict[str, str]:
        return {f"c-m{metric.id}s0-{october}-{name}": text for name, text in texts.items()} | {"reason": ""}

    refused = client.submit(url, typed(value="41.5", n="12", sd=""))
    assert refused.status_code == 422
    assert "has no standard deviation, which its chart needs" in html.unescape(refused.text)
    assert client.submit(url, typed(value="41.5", n="12", sd="6.25")).status_code == 303
    chart = chart_of(series_of(metric, ward))
    assert chart is not None
    assert chart.values.tolist() == [41.5]


def test_a_chart_of_averages_is_refused_where_stored_means_lack_what_it_needs(
    app: Flask, build: Builder, wards: list[Unit]
) -> None:
    ward, by = wards[1], system_account()
    metric: Metric = build.metric(ward, agreed=False, **WAIT)
    store_measurements([Row(metric.id, ward.id, "", month, value=40.0) for month in months(3)], by=by)
    db.session.commit()
    with pytest.raises(RefusedError, match="The stored measurements do not fit this definition") as refused:
        change_definition(metric=metric, definition=replace(definition_of(metric), chart="xbar"), by=by)
    assert refused.value.field == "chart"
    db.session.expire_all()
    assert metric.chart == "xmr"
