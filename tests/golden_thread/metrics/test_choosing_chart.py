"""The form of a definition helps to choose a chart: from what has been measured, or from plain words."""

import html
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from flask import Flask

from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.golden_thread.metrics.choosing_chart import ANSWERS, asked_chart, filled_in
from qms.golden_thread.metrics.definitions import CHARTS_FOR, EVERY, cadence_objection, chart_objection
from qms.golden_thread.metrics.models import Cadence, DataKind, Metric
from qms.golden_thread.metrics.recommending import suggestion_for
from qms.kernel.db import db
from qms.organisation.models import Unit
from qms.people.queries import system_account
from tests.builder import Builder, months
from tests.golden_thread.metrics.team import Team
from tests.page_client import PageClient


def seen_in_time(build: Builder, unit: Unit, *, of: float = 20_000, spread: float = 0.02, **fields: Any) -> Metric:
    """Three years of a proportion among so many, each month's own level differing by `spread`."""
    metric = build.metric(unit, data_kind="proportion", multiplier=1.0, measured_in="", chart="p", **fields)
    rng = np.random.default_rng(7)
    shares = np.clip(rng.normal(0.75, spread, 36), 0, 1)
    rows = [
        Row(metric.id, unit.id, "", month, numerator=float(rng.binomial(int(of), share)), denominator=of)
        for month, share in zip(months(36), shares, strict=True)
    ]
    store_measurements(rows, by=system_account())
    db.session.commit()
    return metric


@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_leads_to_a_definition_that_fits_together(answer: Any) -> None:
    for kind in (None, *DataKind):
        for cadence in Cadence:
            filled = filled_in(answer.chart, kind, cadence)
            becomes = filled.get("data_kind", kind)
            if becomes is None:
                continue
            assert chart_objection(filled["chart"], becomes) == ""
            assert cadence_objection(filled.get("cadence", cadence), becomes) == ""


def test_answers_cover_every_kind_of_number() -> None:
    named = {each.data_kind for each in ANSWERS}
    assert named >= {kind for kinds in CHARTS_FOR.values() if kinds != EVERY and len(kinds) == 1 for kind in kinds}
    assert asked_chart({"use_chart": "pie"}) == asked_chart({"answer": "p"}) == ""


def test_what_was_measured_speaks_for_a_chart(app: Flask, build: Builder) -> None:
    ward = build.unit("Emergency Department")
    over = suggestion_for(seen_in_time(build, ward), data_kind=DataKind.PROPORTION, chart="p")
    assert over.chart == "pp"
    assert over.sentence.startswith("From 36 months at Emergency Department we would draw a p′ chart. The points vary")
    assert "Try" not in over.sentence
    steady = suggestion_for(seen_in_time(build, ward, of=60, spread=0.0), data_kind=DataKind.PROPORTION, chart="p")
    assert steady.chart == ""
    assert "a p chart, as chosen." in steady.sentence


def test_nothing_is_said_where_nothing_was_measured_or_as_another_kind(app: Flask, build: Builder) -> None:
    ward = build.unit("Ward 7")
    assert suggestion_for(build.metric(ward), data_kind=DataKind.RATE, chart="u") is None
    assert suggestion_for(seen_in_time(build, ward), data_kind=DataKind.COUNT, chart="c") is None


def test_the_suggestion_takes_no_more_queries_for_more_charts(
    app: Flask, build: Builder, count_queries: Callable[[], Any]
) -> None:
    ward = build.unit("Ward 7")
    metric = seen_in_time(build, ward)

    def queries() -> int:
        db.session.expire_all()
        metric.id, metric.unit_id  # noqa: B018  read again before counting
        with count_queries() as statements:
            suggestion_for(metric, data_kind=DataKind.PROPORTION, chart="p")
        return len(statements)

    before = queries()
    store_measurements([Row(metric.id, build.unit().id, "", month, 30.0, 40.0) for month in months(12)], by=system_account())
    db.session.commit()
    assert queries() == before


def test_the_button_fills_the_form_and_stores_nothing(app: Flask, team: Team, client: PageClient) -> None:
    metric = seen_in_time(team.build, team.ward)
    client.sign_in(team.manager)
    page = html.unescape(client.get(f"/metrics/{metric.id}/edit").text)
    assert "we would draw a p′ chart" in page
    typed = form_of(metric) | {"purpose": "Typed before", "use_chart": "pp"}
    answer = client.submit(f"/metrics/{metric.id}/edit", typed)
    assert answer.status_code == 200
    assert '<option selected value="pp">' in answer.text
    assert "Typed before" in answer.text
    assert "Filled in, not stored yet." in answer.text
    db.session.expire_all()
    assert (metric.chart, metric.purpose) == ("p", "")
    assert '<option selected value="pp">' in client.get(f"/metrics/{metric.id}/edit?use_chart=pp").text


def test_a_new_metric_is_asked_in_plain_words(app: Flask, team: Team, client: PageClient) -> None:
    client.sign_in(team.manager)
    assert "we know the days on which it happened" in client.get("/metrics/new").text
    answer = client.submit("/metrics/new", {"name": "Infections", "cadence": "monthly", "answer": "t", "use_answer": "yes"})
    assert answer.status_code == 200
    for selected in ('<option selected value="t">', '<option selected value="event">'):
        assert selected in answer.text
    assert re.search('<input [^>]*checked[^>]*value="between"', answer.text)
    assert "There is a problem" not in answer.text
    assert db.session.query(Metric).count() == 0
    assert client.submit("/metrics/new", {"name": "Infections", "use_chart": "pie"}).status_code == 422


def test_the_form_refuses_a_kind_that_does_not_go_with_how_often(app: Flask, team: Team, client: PageClient) -> None:
    client.sign_in(team.manager)
    fields = {
        "name": "Days between infections", "unit_id": str(team.ward.id), "purpose": "", "data_kind": "between",
        "direction": "increase", "cadence": "monthly", "kind": "outcome", "chart": "t", "owner_id": "", "decimals": "",
    }  # fmt: skip
    answer = client.submit("/metrics/new", fields)
    assert answer.status_code == 422
    assert "Choose “Whenever it happens”" in html.unescape(answer.text)
    answer = client.submit("/metrics/new", fields | {"cadence": "event", "rules": "nelson"})
    assert answer.status_code == 303
    metric = db.session.query(Metric).one()
    assert (metric.data_kind, metric.cadence, metric.chart, metric.rules) == (DataKind.BETWEEN, Cadence.EVENT, "t", "nelson")
    assert "Nelson: eight rules" in client.get(f"/metrics/{metric.id}").text


def form_of(metric: Metric) -> dict[str, str]:
    """The form as the page shows it."""
    return {
        "name": metric.name, "unit_id": str(metric.unit_id), "purpose": metric.purpose, "data_kind": metric.data_kind.value,
        "direction": metric.direction.value, "cadence": metric.cadence.value, "kind": metric.kind.value,
        "chart": metric.chart, "rules": metric.rules, "multiplier": "1", "owner_id": "", "decimals": "",
        "version": str(metric.version),
    }  # fmt: skip
