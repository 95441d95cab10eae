"""Thread gaps: each kind appears when the thread breaks and goes when it is mended."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from typing import Any

from qms.golden_thread.board.gaps import gap_kinds
from qms.golden_thread.readings.models import Signal, SignalState
from qms.improvement.projects.models import ProjectMeasure
from qms.kernel.db import db
from tests.builder import Builder
from tests.golden_thread.board.test_rooms import project
from tests.golden_thread.objectives.thread import Thread
from tests.page_client import PageClient


def names(thread: Thread) -> list[str]:
    """The kinds of gap at and below the trust."""
    return [kind.name for kind in gap_kinds(thread.trust)]


def mended(thread: Thread) -> None:
    """All objectives of the thread have an owner and a metric with owner and data."""
    for objective in (thread.board, thread.middle, thread.low):
        objective.owner_id = thread.chair.id
        metric = thread.build.metric(thread.trust, owner_id=thread.chair.id)
        thread.follow(objective, metric)
        thread.reading(metric, thread.trust)
    db.session.commit()


def test_a_whole_thread_has_no_gap(thread: Thread) -> None:
    mended(thread)
    assert names(thread) == []


def test_an_objective_without_a_metric_in_use_is_a_gap(thread: Thread, build: Builder) -> None:
    mended(thread)
    thread.objective("Kind care", thread.ward, owner_id=thread.chair.id)
    assert names(thread) == ["Objective without a metric"]
    retired = build.metric(thread.trust, state="retired", agreed=False)
    thread.follow(thread.objective("Kind food", thread.ward, owner_id=thread.chair.id), retired)
    (kind,) = gap_kinds(thread.trust)
    assert len(kind.gaps) == 2
    assert "Kind care” (Ward 1)" in kind.gaps[0].sentence


def test_an_objective_without_an_owner_is_a_gap_until_it_ends(thread: Thread) -> None:
    mended(thread)
    thread.low.owner_id = None
    db.session.commit()
    assert names(thread) == ["Objective without an owner"]
    thread.low.state = "stopped"
    db.session.commit()
    assert names(thread) == []


def test_a_metric_without_data_or_owner_is_a_gap(thread: Thread, build: Builder) -> None:
    mended(thread)
    metric = build.metric(thread.ward, agreed=False)
    assert names(thread) == ["Metric without data", "Metric without an owner"]
    thread.reading(metric, thread.ward)
    metric.owner_id = thread.chair.id
    db.session.commit()
    assert names(thread) == []


def test_a_concern_that_nobody_acts_on_is_a_gap_until_somebody_answers(thread: Thread, build: Builder) -> None:
    mended(thread)
    falls = build.metric(thread.trust, name="Falls", owner_id=thread.chair.id)
    series = thread.reading(falls, thread.ward, "concern-high")
    assert names(thread) == []  # a verdict without an open signal was answered before
    signal = build.commit(
        Signal(
            series_id=series.id, rule="shift", first_period=dt.date(2026, 4, 1), last_period=dt.date(2026, 10, 1),
            type="concern-high", sentence="7 months above the average.",
        )
    )  # fmt: skip
    (kind,) = gap_kinds(thread.trust)
    assert kind.name == "Concern that nobody acts on"
    assert kind.gaps[0].sentence == "Falls gives concern at Ward 1, and nobody is acting on it."
    assert kind.gaps[0].remedy_url.endswith(f"/control/signals/{signal.id}")
    falls.state = "proposed"
    db.session.commit()
    assert names(thread) == []  # not on the board before it is agreed
    falls.state = "agreed"
    signal.state = SignalState.EXPLAINED
    db.session.commit()
    assert names(thread) == []


def test_many_concerns_of_one_metric_are_one_gap(thread: Thread, build: Builder) -> None:
    mended(thread)
    falls = build.metric(thread.trust, name="Falls", owner_id=thread.chair.id)
    for unit in [thread.ward, thread.other_ward, *(build.unit(f"Ward {n}", parent=thread.medicine) for n in range(3, 6))]:
        series = thread.reading(falls, unit, "concern-high")
        day = dt.date(2026, 10, 1)
        build.commit(
            Signal(series_id=series.id, rule="shift", first_period=day, last_period=day, type="concern-high", sentence="x")
        )
    (kind,) = gap_kinds(thread.trust)
    assert len(kind.gaps) == 1
    assert "Ward 1, Ward 2, Ward 3 and 2 more units" in kind.gaps[0].sentence


def test_a_division_whose_ward_acts_is_not_left_alone(thread: Thread, build: Builder) -> None:
    mended(thread)
    falls = build.metric(thread.trust, name="Falls", owner_id=thread.chair.id)
    day = dt.date(2026, 10, 1)
    series = [thread.reading(falls, unit, "concern-high") for unit in (thread.medicine, thread.ward, thread.other_ward)]
    for each in series:
        build.commit(
            Signal(series_id=each.id, rule="shift", first_period=day, last_period=day, type="concern-high", sentence="x")
        )
    lights = project(thread, "Night lights")
    build.commit(ProjectMeasure(project_id=lights.id, series_id=series[1].id))
    sentences = [gap.sentence for kind in gap_kinds(thread.trust) for gap in kind.gaps if "Falls" in gap.sentence]
    assert sentences == [f"Falls gives concern at {thread.other_ward.name}, and nobody is acting on it."]


def test_gaps_of_a_ward_are_not_those_of_its_trust(thread: Thread) -> None:
    assert [kind.name for kind in gap_kinds(thread.other_ward)] == []
    assert names(thread) == ["Objective without a metric", "Objective without an owner"]


def test_the_page_offers_remedies_to_those_who_may_apply_them(thread: Thread, client: PageClient) -> None:
    remedy = f"/objectives/{thread.low.id}/metrics"
    page = client.sign_in(thread.chair).get("/board/gaps").text
    assert "The thread of Riverside Trust is broken in 5 places." in page
    assert remedy in page
    assert remedy not in client.sign_in(thread.viewer).get("/board/gaps").text
    one = client.get(f"/board/gaps?unit={thread.ward.id}&kind=Objective+without+an+owner").text
    assert "Nobody answers for “No falls at night on Ward 1”" in one
    assert "No headline metric" not in one
    rows = list(csv.DictReader(io.StringIO(client.get("/board/gaps.csv").text.removeprefix("\ufeff"))))
    assert len(rows) == 5


def test_a_long_kind_is_paged(thread: Thread, client: PageClient) -> None:
    for number in range(60):
        thread.objective(f"Objective {number:02}", thread.ward, owner_id=thread.chair.id, position=number)
    client.sign_in(thread.viewer)
    everything = client.get("/board/gaps").text
    assert "All 63" in everything
    second = client.get("/board/gaps?kind=Objective+without+a+metric&page=2").text
    assert "Objective 59" in second
    assert "Objective 01" not in second


def test_the_number_of_queries_does_not_grow(thread: Thread, build: Builder, count_queries: Callable[[], Any]) -> None:
    def queries() -> int:
        with count_queries() as statements:
            gap_kinds(thread.trust)
        return len(statements)

    build.metric(thread.ward)
    few = queries()
    for number in range(10):
        thread.objective(f"Objective {number}", thread.ward)
        build.metric(thread.ward)
    assert queries() == few
