"""New limits that might be due: people decide, and what they set aside is not suggested again."""

import datetime as dt
import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from qms.control.charts.actions import DecisionRefused, set_suggestion_aside, undo
from qms.control.charts.analysis import chart_of
from qms.control.charts.judging import standing_suggestion
from qms.control.charts.models import SuggestionSetAside
from qms.control.charts.queries import decisions
from qms.control.measurements.actions import store_measurements
from qms.control.measurements.rows import Row
from qms.kernel.audit import AuditEvent
from qms.kernel.db import db
from qms.people.roles import RoleName
from tests.builder import Builder, months
from tests.control.charts.page import Ward, a_ward
from tests.control.rows import STEADY
from tests.page_client import PageClient

HIGHER = (*STEADY, *STEADY, *(number + 12 for number in STEADY[:10]))
"""Two steady years, then ten months at another level, from January 2026 on."""
USUAL = (
    *(51, 49, 53, 50, 48, 51, 55, 54, 47, 45, 48, 50, 41, 49, 45, 47, 48, 49),
    *(52, 54, 49, 55, 47, 51, 54, 50, 47, 46, 48, 51, 46, 49, 49, 52, 51, 51),
)
"""Three years of chance alone: no season, no memory."""
SENTENCE = "The values have been higher since January 2026"
START = dt.date(2026, 1, 1)


def text_of(client: PageClient, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, response.text
    return html.unescape(response.text)


def suggested(ward: Ward) -> dt.date | None:
    found = standing_suggestion(chart_of(ward.series), decisions(SuggestionSetAside, ward.series.id))
    return dt.date.fromisoformat(found.period) if found else None


@pytest.mark.one_database
def test_everybody_reads_it_and_those_who_may_curate_act_on_it(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, HIGHER)
    page = text_of(client.sign_in(build.person()), ward.url)
    assert SENTENCE in page
    assert "Look at it before and after" not in page
    page = text_of(client.sign_in(ward.manager), ward.url)
    look = re.search(r'href="([^"]+)">Look at it before and after', page)[1]
    preview = text_of(client, look)
    assert "Limits from January 2026 on" in preview
    assert preview.count("<figure") == 2


@pytest.mark.one_database
def test_a_steady_chart_suggests_nothing(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, (*STEADY, *STEADY, *STEADY))
    client.sign_in(ward.manager)
    assert "qms-suggested" not in text_of(client, ward.url)
    assert "Nothing is suggested for this chart at present." in text_of(client, f"{ward.url}/suggestion")
    answer = client.post(f"{ward.url}/suggestion", data={"reason": "No"})
    assert answer.status_code in {303, 400}
    assert decisions(SuggestionSetAside, ward.series.id) == []


def test_it_is_set_aside_with_a_reason_and_undone(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, HIGHER)
    client.sign_in(ward.manager)
    fields = {"period": START.isoformat(), "reason": "Two wards swapped patients"}
    empty = client.submit(f"{ward.url}/suggestion", fields | {"reason": " "})
    assert empty.status_code == 422
    assert "Say why." in empty.text
    stored = client.submit(f"{ward.url}/suggestion", fields)
    assert stored.status_code == 303
    assert SENTENCE not in text_of(client, ward.url)
    history = text_of(client, f"{ward.url}?tab=history")
    assert "Suggestion of new limits from January 2026 set aside" in history
    assert "Two wards swapped patients" in history
    decision = decisions(SuggestionSetAside, ward.series.id)[0]
    client.submit(f"{ward.url}/decisions/suggestion/{decision.id}/undo")
    assert SENTENCE in text_of(client, ward.url)
    events = db.session.query(AuditEvent.event).filter_by(subject="series").order_by(AuditEvent.id)
    assert [each.event for each in events] == ["series.suggestion-set-aside", "series.decision-undone"]


@pytest.mark.one_database
def test_one_that_has_changed_in_the_meantime_is_not_set_aside(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, HIGHER)
    client.sign_in(ward.manager)
    answer = client.submit(f"{ward.url}/suggestion", {"period": "2025-03-01", "reason": "An old page"}, follow_redirects=True)
    assert "that suggestion stands no longer" in answer.text
    assert decisions(SuggestionSetAside, ward.series.id) == []


@pytest.mark.one_database
def test_it_stays_away_when_its_first_point_moves_a_little(app: Flask, build: Builder) -> None:
    ward = a_ward(build, HIGHER)
    decision = set_suggestion_aside(ward.series, period=dt.date(2025, 11, 1), reason="Known", by=ward.manager)
    assert suggested(ward) is None, "two points away: the same change"
    undo(decision, by=ward.manager)
    set_suggestion_aside(ward.series, period=dt.date(2025, 3, 1), reason="An earlier one", by=ward.manager)
    assert suggested(ward) == START, "another change"
    with pytest.raises(DecisionRefused, match="set aside already"):
        set_suggestion_aside(ward.series, period=dt.date(2025, 3, 1), reason="Again", by=ward.manager)


@pytest.mark.one_database
def test_recalculating_the_limits_answers_it(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, HIGHER)
    client.sign_in(ward.manager)
    assert 'value="2026-01-01" selected' in _reversed(client.get(f"{ward.url}/limits").text)
    client.submit(f"{ward.url}/limits", {"period": "2026-01-01", "reason": "The new alarms"})
    assert suggested(ward) is None
    assert SENTENCE not in text_of(client, ward.url)


def _reversed(page: str) -> str:
    """Options written as `value="x" selected`, however the form writes them."""
    return re.sub(r"<option selected value=(\"[^\"]*\")", r"<option value=\1 selected", page)


@pytest.mark.one_database
def test_cautions_are_said_with_the_chart_to_try(app: Flask, build: Builder, client: PageClient) -> None:
    numbers = [number + (25 if at % 4 < 2 else -25) for at, number in enumerate((*STEADY, *STEADY, *STEADY))]
    ward = a_ward(build, chart="p", data_kind="proportion", multiplier=1.0, measured_in="", target=None)
    rows = [
        Row(ward.metric.id, ward.unit.id, "", day, float(number) * 10, 2000.0)
        for day, number in zip(months(36), numbers, strict=True)
    ]
    store_measurements(rows, by=ward.manager)
    db.session.commit()
    page = text_of(client.sign_in(ward.manager), ward.url)
    assert re.search(r"The points vary [\d.]+ times as much as a p chart assumes", page)
    assert f'href="{ward.url}?as=pp">See it as a p′ chart' in page
    seen = text_of(client, f"{ward.url}?as=pp")
    assert "See it as a p′ chart" not in seen


@pytest.mark.one_database
def test_the_next_figure_and_its_chance_are_said_only_where_they_mean_something(
    app: Flask, build: Builder, client: PageClient
) -> None:
    steady = a_ward(build, USUAL)
    page = text_of(client.sign_in(steady.manager), steady.url)
    assert "Next figure: November 2026, expected by 11 January 2027." in page
    assert "If the process stays as it is, the chance that the target of 40" in page
    changed = a_ward(build, HIGHER, name="Falls at night")
    page = text_of(client.sign_in(changed.manager), changed.url)
    assert "Next figure: November 2026" in page
    assert "the chance that" not in page, "a process that has just changed foretells nothing"
    short = a_ward(build, STEADY[:9], name="Falls by day")
    assert "the chance that" not in text_of(client.sign_in(short.manager), short.url)
    late = a_ward(build, STEADY, name="Falls of old", cadence="weekly")
    assert "Next figure" not in text_of(client.sign_in(late.manager), late.url), "that it is late stands above"


@pytest.mark.one_database
def test_what_people_set_aside_costs_no_query_each(
    app: Flask, build: Builder, client: PageClient, count_queries: Callable[[], Any]
) -> None:
    ward = a_ward(build, HIGHER)
    client.sign_in(ward.manager)
    set_suggestion_aside(ward.series, period=ward.months[1], reason="Known", by=ward.manager)
    db.session.commit()
    client.get(f"{ward.url}?tab=history")
    with count_queries() as few:
        client.get(f"{ward.url}?tab=history")
    for at in range(2, 12):
        set_suggestion_aside(ward.series, period=ward.months[at], reason="Known", by=build.person())
    db.session.commit()
    with count_queries() as many:
        client.get(f"{ward.url}?tab=history")
    assert len(many) == len(few)


@pytest.mark.one_database
def test_others_may_not_set_it_aside(app: Flask, build: Builder, client: PageClient) -> None:
    ward = a_ward(build, HIGHER)
    client.sign_in(build.person(RoleName.VIEWER, ward.unit))
    assert client.get(f"{ward.url}/suggestion").status_code == 403
    assert client.submit(f"{ward.url}/suggestion", {"reason": "No", "period": "2026-01-01"}).status_code == 403
