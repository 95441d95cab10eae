"""Units counted by what their charts say."""

import datetime as dt

from qms.golden_thread.board.counting import counts_below, matrix, silent_below
from qms.organisation.models import UnitKind
from tests.builder import Builder
from tests.golden_thread.objectives.thread import Thread

LONG_AGO = dt.date(2026, 5, 1)


def test_wards_are_counted_once_whatever_stands_between(thread: Thread, build: Builder) -> None:
    falls = build.metric(thread.trust)
    thread.reading(falls, thread.trust)
    thread.reading(falls, thread.medicine, "improvement-low")  # sums its wards, so it is not counted beside them
    thread.reading(falls, thread.ward, "concern-high")
    thread.reading(falls, thread.ward, "improvement-low", stratum="Nights")
    thread.reading(falls, thread.other_ward, "improvement-low")
    counts = counts_below(thread.trust, [falls.id])[falls.id]
    assert counts.by_word == {"concern": 1, "improvement": 1}
    assert counts.kinds == {UnitKind.WARD}


def test_a_division_without_measuring_wards_counts_itself(thread: Thread, build: Builder) -> None:
    survey = build.metric(thread.trust, data_kind="other")
    thread.reading(survey, thread.medicine, "neutral-high")
    assert counts_below(thread.trust, [survey.id])[survey.id].by_word == {"neutral": 1}
    assert counts_below(thread.medicine, [survey.id]) == {}


def test_late_and_never_measured_units_are_silent_whatever_they_said_last(thread: Thread, build: Builder) -> None:
    falls = build.metric(thread.trust, name="Falls")
    thread.reading(falls, thread.ward, "concern-high", next_due=LONG_AGO)
    build.series(falls, thread.other_ward)
    third = build.unit("Ward 3", parent=thread.medicine)
    thread.reading(falls, third, "common-cause", next_due=None)  # nobody knows when the next is due
    counts = counts_below(thread.trust, [falls.id])[falls.id]
    assert counts.by_word == {"silent": 2, "common-cause": 1}
    assert [(each.unit, each.reading is None) for each in silent_below(thread.trust, [falls.id], most=5)] == [
        ("Ward 2", True),
        ("Ward 1", False),
    ]
    assert len(silent_below(thread.trust, [falls.id], most=1)) == 1


def test_the_matrix_holds_agreed_whole_charts_of_units_in_use(thread: Thread, build: Builder) -> None:
    falls, idea = build.metric(thread.trust), build.metric(thread.trust, agreed=False)
    thread.reading(falls, thread.ward, "concern-high", assurance="fail")
    thread.reading(falls, thread.other_ward, "concern-low", assurance="fail")
    thread.reading(falls, thread.ward, "common-cause", assurance=None, stratum="Nights")
    thread.reading(falls, thread.medicine, "common-cause", assurance=None)
    thread.reading(idea, thread.ward, "concern-high", assurance="fail")
    retired = build.unit("Closed ward", parent=thread.medicine)
    thread.reading(falls, retired, "concern-high", assurance="fail")
    retired.retired = True
    build.commit(retired)
    assert matrix(thread.trust) == {("concern", "fail"): 2, ("common-cause", ""): 1}
