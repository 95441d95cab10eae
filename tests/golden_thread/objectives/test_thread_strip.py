"""The thread strip: up to the board, down to what serves, and the breaks with their remedies for those who may mend them."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask_login import login_user

from qms.golden_thread.objectives.branches import branches_of, in_branch
from qms.golden_thread.objectives.chains import chains_up, with_all_above
from qms.golden_thread.objectives.contribution import how_we_contribute
from qms.golden_thread.objectives.models import Objective, ObjectiveState
from qms.golden_thread.objectives.thread_strip import (
    strip_of_metric,
    strip_of_objective,
    strip_of_series,
    strip_of_unit,
    strip_serving,
)
from qms.golden_thread.readings.models import Signal, SignalState, SignalStep
from qms.kernel.db import db
from qms.people.models import Person
from tests.builder import Builder
from tests.golden_thread.objectives.thread import Thread


@pytest.fixture
def as_person(app: Flask) -> Callable[[Person], Any]:
    """`with as_person(somebody):` is as if a request of theirs were answered."""

    @contextmanager
    def answering(person: Person) -> Iterator[None]:
        with app.test_request_context("/"):
            login_user(person)
            yield

    return answering


def test_chains_lead_to_the_board_and_branches_to_the_ward(thread: Thread) -> None:
    assert [step.title for step in chains_up([thread.low.id])[thread.low.id]] == [
        "No falls at night on Ward 1", "Fewer falls in Medicine", "Safe care every time",
    ]  # fmt: skip
    ids = [thread.board.id, thread.middle.id, thread.low.id]
    assert branches_of([thread.board.id, thread.low.id]) == {thread.board.id: ids, thread.low.id: ids[2:]}
    assert set(db.session.execute(in_branch(thread.middle.id)).scalars()) == set(ids[1:])
    low = db.select(Objective.id).where(Objective.id == thread.low.id)
    assert set(db.session.execute(with_all_above(low)).scalars()) == set(ids)
    assert chains_up([]) == branches_of([]) == {}


def test_a_ring_of_objectives_ends(thread: Thread) -> None:
    thread.board.parent_id = thread.low.id  # the rules refuse this; a database restored by hand may hold it
    db.session.commit()
    assert len(chains_up([thread.low.id])[thread.low.id]) < 20


def test_an_objective_shows_what_it_serves_and_what_serves_it(thread: Thread, build: Builder) -> None:
    falls, harm = build.metric(thread.trust, name="Falls"), build.metric(thread.trust, name="Harm")
    thread.follow(thread.middle, falls)
    thread.follow(thread.middle, harm, headline=False)
    thread.reading(falls, thread.medicine, "concern-high")
    strip = strip_of_objective(thread.middle)
    assert [text for text, _ in strip.serves] == ["Safe care every time", "Board 2026/27"]
    assert [text for text, _ in strip.served_by] == ["2 metrics (1 concern)", "1 objective below"]
    assert [sentence for sentence, *_ in strip.missing] == [
        "No project answers this concern.", "No plan says how to get there.",
    ]  # fmt: skip


def test_only_those_who_may_mend_it_are_given_the_link(thread: Thread, as_person: Callable[[Person], Any]) -> None:
    no_metric, no_project = "No metric tells whether it is reached.", "No project works towards it."
    for person, may_choose, may_start in (
        (thread.chair, True, False),  # a board member sets objectives, and starts no project
        (thread.manager, False, False),  # of a ward below
        (thread.viewer, False, False),
    ):
        with as_person(person):
            remedies = {sentence: bool(href) for sentence, _, href in strip_of_objective(thread.board).missing}
        assert (remedies[no_metric], remedies[no_project]) == (may_choose, may_start)
    with as_person(thread.manager):
        remedies = {sentence: bool(href) for sentence, _, href in strip_of_objective(thread.low).missing}
    assert (remedies[no_metric], remedies[no_project]) == (True, True)


def test_an_objective_that_ended_asks_for_no_project(thread: Thread) -> None:
    thread.low.state = ObjectiveState.ACHIEVED
    db.session.commit()
    assert [sentence for sentence, *_ in strip_of_objective(thread.low).missing] == ["No metric tells whether it is reached."]


def test_a_ward_objective_that_serves_nothing_says_so(thread: Thread) -> None:
    alone = thread.objective("Calm nights", thread.ward)
    strip = strip_of_objective(alone)
    assert strip.serves_missing is not None
    assert strip.serves_missing[0] == "It serves no wider objective."


def test_a_metric_shows_its_objectives_and_concerns_that_nobody_acts_on(thread: Thread, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls")
    assert strip_of_metric(falls).serves_missing is not None
    assert strip_of_metric(falls).missing[0][0] == "Nothing has been measured yet."
    thread.follow(thread.low, falls)
    thread.follow(thread.objective("Calm nights", thread.ward), falls, headline=False)
    series = thread.reading(falls, thread.ward, "concern-high")
    thread.reading(falls, thread.other_ward)
    strip = strip_of_metric(falls)
    assert strip.serves[0][0] == "No falls at night on Ward 1"
    assert [text for text, _ in strip.also] == ["Calm nights"]
    assert strip.served_by[0][0] == "2 charts (1 concern)"
    assert strip.missing[0][0] == "1 chart gives concern and nobody is acting on it."
    answered(thread, series.id)
    assert strip_of_metric(falls).missing == []


def test_a_chart_serves_the_nearest_objective_above_its_unit(thread: Thread, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls")
    thread.follow(thread.board, falls)
    here, there = thread.reading(falls, thread.ward, "concern-high"), thread.reading(falls, thread.other_ward)
    assert strip_of_series(here).serves[0][0] == "Safe care every time"
    thread.follow(thread.low, falls)
    assert strip_of_series(here).serves[0][0] == "No falls at night on Ward 1"
    assert strip_of_series(there).serves[0][0] == "Safe care every time"
    assert strip_of_series(here).missing[0][0] == "Nobody is acting on this concern."
    assert strip_of_series(there).missing == []
    answered(thread, here.id)
    assert strip_of_series(here).missing == []


def test_a_unit_shows_its_objectives_and_metrics(thread: Thread, build: Builder) -> None:
    falls = build.metric(thread.trust)
    thread.reading(falls, thread.ward, "concern-high")
    thread.reading(falls, thread.ward, "concern-high", stratum="Nights")
    strip = strip_of_unit(thread.ward)
    assert strip.serves[0][0] == "No falls at night on Ward 1"
    assert strip.served_by[0][0] == "1 metric (1 concern)"
    assert strip_of_unit(thread.other_ward).serves_missing is not None


def test_a_project_without_an_objective_is_offered_one(thread: Thread) -> None:
    assert strip_serving(None, "/mend").serves_missing == ("It serves no objective yet.", "Choose one", "/mend")
    assert [text for text, _ in strip_serving(thread.low, "/mend").serves][-1] == "Board 2026/27"


def test_a_ward_sees_how_it_contributes_up_to_the_board(thread: Thread, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls")
    kind = thread.objective("Kind care", thread.trust)
    thread.follow(kind, falls)
    series = thread.reading(falls, thread.ward, "improvement-low")
    own, measured = how_we_contribute(thread.ward)
    assert (own.title, own.sentence) == ("No falls at night on Ward 1", "Our own objective; no metric tells of it yet.")
    assert [text for text, _ in own.wider] == ["Fewer falls in Medicine", "Safe care every time", "Board 2026/27"]
    assert measured.sentence == "Riverside Trust follows it with Falls, also measured here."
    assert measured.variation == "improvement-low"
    assert measured.chart_url.endswith(f"/control/charts/{series.id}")
    assert how_we_contribute(thread.other_ward) == []


def test_strips_take_the_same_number_of_queries_for_more(
    thread: Thread, build: Builder, count_queries: Callable[[], Any]
) -> None:
    falls = build.metric(thread.trust)
    thread.follow(thread.board, falls)
    series = thread.reading(falls, thread.ward, "concern-high")

    def queries() -> int:
        db.session.expire_all()
        thread.board.unit.name, thread.ward.name, series.unit.name, falls.unit.name  # noqa: B018  loaded beforehand
        with count_queries() as statements:
            strip_of_objective(thread.board)
            strip_of_metric(falls)
            strip_of_series(series)
            strip_of_unit(thread.ward)
            how_we_contribute(thread.ward)
        return len(statements)

    few = queries()
    for number in range(12):
        metric = build.metric(thread.trust)
        objective = thread.objective(f"Aim {number}", thread.ward, parent=thread.board)
        thread.follow(objective, metric)
        thread.follow(thread.board, metric, headline=False)
        thread.follow(objective, falls, headline=False)
        thread.reading(metric, thread.ward, "concern-high")
    assert queries() == few


def answered(thread: Thread, series_id: int) -> None:
    """Somebody has acknowledged a signal of the series."""
    day = dt.date(2026, 10, 1)
    signal = Signal(
        series_id=series_id, rule="shift", first_period=day, last_period=day, type="concern-high", sentence="Too high.",
        state=SignalState.ACKNOWLEDGED, owner_id=thread.manager.id,
    )  # fmt: skip
    signal.steps.append(SignalStep(state=SignalState.ACKNOWLEDGED, by_id=thread.manager.id))
    thread.build.commit(signal)
