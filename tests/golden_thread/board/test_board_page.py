"""The board page at every level: what it shows, what it keeps off, and how many queries it takes."""

import csv
import datetime as dt
import html
import io
import re
from collections.abc import Callable
from typing import Any

from qms.golden_thread.metrics.models import Metric
from qms.golden_thread.objectives.models import Narrative, Objective
from qms.golden_thread.readings.models import Signal, SignalState, SignalStep
from qms.kernel import clock
from qms.people.roles import RoleName
from tests.builder import Builder
from tests.golden_thread.objectives.thread import Thread
from tests.page_client import PageClient


def followed(thread: Thread, objective: Objective, name: str = "Falls", **fields: Any) -> Metric:
    """An agreed headline metric of the objective."""
    metric = thread.build.metric(thread.trust, name=name, target=4.0, **fields)
    thread.follow(objective, metric)
    return metric


def signal(thread: Thread, series_id: int, state: SignalState = SignalState.OPEN, type_: str = "concern-high") -> Signal:
    """A signal with its first step, of today."""
    found = Signal(
        series_id=series_id, rule="shift", first_period=dt.date(2026, 4, 1), last_period=dt.date(2026, 10, 1),
        type=type_, sentence="7 months above the average.", state=state,
    )  # fmt: skip
    found.steps.append(SignalStep(state=state, by_id=thread.chair.id))
    return thread.build.commit(found)


def test_the_first_sentence_tells_the_exceptions(thread: Thread, client: PageClient, build: Builder) -> None:
    thread.reading(followed(thread, thread.board), thread.trust, "concern-high")
    kind = thread.objective("Kind care", thread.trust)
    thread.reading(followed(thread, kind, "Complaints"), thread.trust, "improvement-low")
    page = client.sign_in(thread.chair).get("/board").text
    assert "1 of 2 objectives is improving, 1 gives concern and nobody is acting on it." in page
    assert "4.6 per 1,000 bed days" in page
    assert "October 2026" in page
    assert "target 4" in page


def test_a_metric_that_is_not_agreed_stays_off_the_board(thread: Thread, client: PageClient) -> None:
    proposed = followed(thread, thread.board, "Falls with harm", agreed=False)
    thread.reading(proposed, thread.trust, "concern-high", value=99.9)
    thread.reading(proposed, thread.ward, "concern-high")
    page = client.sign_in(thread.chair).get("/board").text
    assert "“Falls with harm” is not yet agreed: not on the board." in page
    assert "99.9" not in page
    assert "The one objective has no agreed data." in page


def test_wards_are_counted_on_the_card_and_silent_ones_named(thread: Thread, client: PageClient) -> None:
    falls = followed(thread, thread.board)
    thread.reading(falls, thread.trust)
    thread.reading(falls, thread.medicine)
    thread.reading(falls, thread.ward, "concern-high")
    thread.reading(falls, thread.other_ward, "common-cause", period=dt.date(2026, 4, 1), next_due=dt.date(2026, 7, 12))
    page = client.sign_in(thread.chair).get("/board").text
    assert "<strong>1</strong> concern" in page
    assert "<strong>1</strong> silent" in page
    assert "Ward 2, Falls: 4 months late, last measured for April 2026" in page


def test_the_same_card_stands_at_every_level_down_to_the_chart(thread: Thread, client: PageClient) -> None:
    falls = followed(thread, thread.board)
    series = {
        unit.id: thread.reading(falls, unit, variation)
        for unit, variation in (
            (thread.trust, "common-cause"), (thread.medicine, "improvement-low"), (thread.ward, "concern-high"),
        )
    }  # fmt: skip
    client.sign_in(thread.viewer)
    top = client.get("/board").text
    assert f'href="/board/units/{thread.medicine.id}"' in top
    division = client.get(f"/board/units/{thread.medicine.id}").text
    assert "Safe care every time" in division
    assert "An objective of Riverside Trust, seen at Medicine." in division
    assert "No headline metric tells whether it is being reached." in division  # its own objective
    assert f'href="/board/units/{thread.ward.id}"' in division
    ward = client.get(f"/board/units/{thread.ward.id}").text
    assert f"/control/charts/{series[thread.ward.id].id}" in ward
    assert "1 of 2 objectives gives concern" in ward


def test_wider_objectives_with_the_same_metric_are_not_repeated(thread: Thread, client: PageClient) -> None:
    falls = followed(thread, thread.board)
    thread.follow(thread.middle, falls)
    thread.reading(falls, thread.ward, "concern-high")
    page = client.sign_in(thread.viewer).get(f"/board/units/{thread.ward.id}").text
    assert "An objective of Medicine, seen at Ward 1." in page
    assert "An objective of Riverside Trust" not in page


def test_whoever_acts_on_a_concern_is_named(thread: Thread, client: PageClient) -> None:
    falls = followed(thread, thread.board)
    series = thread.reading(falls, thread.trust, "concern-high")
    open_one = signal(thread, series.id)
    page = client.sign_in(thread.chair).get("/board").text
    assert "Nobody is acting on this concern." in page
    assert f"/control/signals/{open_one.id}" in page


def test_the_owners_words_and_the_decision_asked_stand_on_the_card(thread: Thread, client: PageClient) -> None:
    for text, asked in (("Old words", ""), ("Slower than hoped", "Approve a second nurse")):
        thread.build.commit(
            Narrative(objective_id=thread.board.id, text=text, decision_asked=asked, by_id=thread.chair.id, at=clock.now())
        )
    page = client.sign_in(thread.chair).get("/board").text
    assert "Slower than hoped" in page
    assert "Approve a second nurse" in page
    assert "Old words" not in page


def test_the_matrix_and_the_news_of_a_month(thread: Thread, client: PageClient) -> None:
    falls = followed(thread, thread.board)
    series = thread.reading(falls, thread.ward, "concern-high")
    signal(thread, series.id)
    old = thread.objective("Long ago", thread.trust, created_at=clock.now() - dt.timedelta(days=90))
    page = client.sign_in(thread.chair).get("/board").text
    assert "Falls, Ward 1: new concern." in page
    assert f"Objective “{thread.board.title}” was set." in page
    assert f"Objective “{old.title}” was set." not in page
    assert "variation=concern&amp;assurance=fail&amp;agreement=agreed" in page
    assert "No target" not in page, "what has no target is called “Not assessed” everywhere"


def test_each_cell_of_the_matrix_leads_to_as_many_charts(thread: Thread, client: PageClient, build: Builder) -> None:
    falls, idea = followed(thread, thread.board), build.metric(thread.trust, agreed=False)
    thread.reading(falls, thread.ward, "concern-high")
    thread.reading(falls, thread.other_ward, "concern-low")
    thread.reading(falls, thread.medicine, "common-cause", assurance=None)
    thread.reading(idea, thread.ward, "concern-high")
    page = client.sign_in(thread.viewer).get("/board").text
    cells = re.findall(r'<td><a href="/control/summary\?([^"]+)">(\d+)</a>', page)
    assert [count for _, count in cells] == ["2", "1"]
    for query, count in cells:
        text = client.get(f"/control/summary.csv?{html.unescape(query)}").text
        assert len(list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))) == int(count)


def test_empty_boards_teach(build: Builder, client: PageClient) -> None:
    nobody = build.person()
    assert "No unit yet" in client.sign_in(nobody).get("/board").text
    trust = build.trust()
    page = client.get("/board").text
    assert "No objective is on this board yet." in page
    assert client.get(f"/board/units/{trust.id + 99}").status_code == 404


def test_each_person_sees_their_own_board_first(thread: Thread, client: PageClient, build: Builder) -> None:
    division_seat = build.person(RoleName.BOARD_MEMBER, thread.medicine)
    assert "Medicine: our objectives" in client.sign_in(division_seat).get("/board").text
    assert "Riverside Trust: our objectives" in client.sign_in(thread.manager).get("/board").text


def test_the_board_as_csv_holds_the_level_below_and_no_formula(thread: Thread, client: PageClient) -> None:
    thread.board.title = "=SUM(A1)"
    thread.build.commit(thread.board)
    falls = followed(thread, thread.board)
    thread.reading(falls, thread.trust)
    thread.reading(falls, thread.medicine, "concern-high", value=6.5)
    thread.reading(falls, thread.ward, "concern-high")
    client.sign_in(thread.viewer)
    text = client.get("/board.csv").text
    assert text == client.get(f"/board/units/{thread.trust.id}.csv").text
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["unit"], row["variation"], row["value"]) for row in rows] == [
        ("Riverside Trust", "common-cause", "4.6"),
        ("Medicine", "concern-high", "6.5"),
    ]
    assert rows[0]["objective"] == "'=SUM(A1)"
    assert rows[0]["units_concern"] == "1"


def test_the_number_of_queries_does_not_grow(build: Builder, client: PageClient, count_queries: Callable[[], Any]) -> None:
    thread = Thread(build)
    client.sign_in(thread.chair)

    def grow(objectives: int, wards: int) -> None:
        units = [build.unit(parent=thread.medicine) for _ in range(wards)]
        for _ in range(objectives):
            objective = thread.objective(f"Objective {objectives}", thread.trust, owner_id=thread.chair.id)
            metric = followed(thread, objective, f"Metric of {objective.id}")
            thread.reading(metric, thread.trust, "concern-high")
            for number, unit in enumerate([thread.medicine, *units]):
                series = thread.reading(metric, unit, "concern-high" if number % 2 else "improvement-low")
                signal(thread, series.id)

    def queries() -> int:
        client.get("/board")  # whatever is read once and kept is read now
        with count_queries() as statements:
            assert client.get("/board").status_code == 200
        return len(statements)

    grow(3, 4)
    few = queries()
    grow(9, 26)
    assert queries() == few
