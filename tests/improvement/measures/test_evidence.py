"""Before and since a change: the arithmetic and the judgement, without a database."""

import datetime as dt

import pytest

from qms.golden_thread.metrics.models import Cadence, DataKind, Direction, Metric, MetricKind, Series
from qms.improvement.measures.evidence import Evidence, Judgement, compare, split_at
from qms.improvement.measures.presenters import Change, change_of, evidence_words
from qms.improvement.pdsa.models import Decision, PdsaCycle
from tests.builder import months

CHANGE = dt.date(2026, 3, 3)
BEFORE = [6, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5]


def metric(direction: Direction = Direction.DECREASE, **fields: object) -> Metric:
    usual = {"name": "Falls", "kind": MetricKind.OUTCOME, "data_kind": DataKind.RATE, "cadence": Cadence.MONTHLY}
    return Metric(**(usual | {"direction": direction, "decimals": None} | fields))


def values(since: list[float], before: list[float] = BEFORE) -> list[tuple[dt.date, float]]:
    """Months before March 2026, then months from March on."""
    last = dt.date(2026, 2 + len(since), 1)
    return list(zip(months(len(before) + len(since), until=last), [*before, *since], strict=True))


def compared(since: list[float], direction: Direction = Direction.DECREASE) -> Evidence:
    found = compare(values(since), metric(direction), CHANGE)
    assert found is not None
    return found


def test_averages_are_those_of_the_months_before_and_of_those_since() -> None:
    found = compared([3, 2, 3, 4, 3, 2, 3, 4])
    assert found.before == pytest.approx(sum(BEFORE) / 12)
    assert found.after == pytest.approx(3.0)
    assert (found.periods_before, found.periods_after) == (12, 8)


@pytest.mark.parametrize(
    ("since", "direction", "judgement"),
    [
        ([3, 2, 3, 4, 3, 2, 3, 4], Direction.DECREASE, Judgement.IMPROVEMENT),
        ([3, 2, 3, 4, 3, 2, 3, 4], Direction.INCREASE, Judgement.CONCERN),
        ([3, 2, 3, 4, 3, 2, 3, 4], Direction.NEUTRAL, Judgement.CHANGE),
        ([6, 5, 7, 5, 6], Direction.DECREASE, Judgement.CHANCE),
        ([5, 7, 1, 6, 7, 6], Direction.DECREASE, Judgement.FADED),
    ],
)
def test_the_chart_decides_whether_a_difference_is_more_than_chance(
    since: list[float], direction: Direction, judgement: Judgement
) -> None:
    assert compared(since, direction).judgement is judgement


def test_too_few_points_before_say_so() -> None:
    found = compare(values([3, 2, 3], before=[6, 5, 7]), metric(), CHANGE)
    assert found is not None
    assert found.judgement is Judgement.TOO_EARLY


def test_there_is_nothing_to_compare_without_both_sides() -> None:
    assert compare([], metric(), CHANGE) is None
    assert compare(values([3, 2]), metric(), dt.date(2030, 1, 1)) is None
    assert compare(values([3, 2]), metric(), dt.date(2020, 1, 1)) is None


def test_months_without_a_value_are_passed_over() -> None:
    gappy = [(period, None if at % 5 == 4 else value) for at, (period, value) in enumerate(values([3, 2, 3, 4]))]
    found = compare(gappy, metric(), CHANGE)
    assert found is not None
    assert found.periods_before + found.periods_after == sum(value is not None for _, value in gappy)


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
    ],
)
def test_the_period_that_the_change_falls_into_counts_on_the_side_where_most_of_it_lies(
    change: dt.date, cadence: Cadence, place: int
) -> None:
    periods = [dt.date(2026, 1, 1), dt.date(2026, 2, 1), dt.date(2026, 3, 1)]
    assert split_at(periods, change, cadence) == place


def test_the_sentence_names_the_direction_and_keeps_percentages() -> None:
    share = metric(Direction.INCREASE, name="Four hours", data_kind=DataKind.PROPORTION)
    found = Evidence(0.70, 0.84, 12, 8, Judgement.IMPROVEMENT, 8)
    sentence, judgement = evidence_words(found, Series(metric=share), Change(CHANGE, "the change on 3 March 2026"))
    assert sentence == (
        "Since the change on 3 March 2026 the average of Four hours is higher: 70.0% before, 84.0% after (8 months)."
    )
    assert judgement.startswith("The chart shows a real improvement: 8 months")


def test_averages_that_are_the_same_are_called_unchanged() -> None:
    found = Evidence(4.0, 4.0, 12, 1, Judgement.CHANCE)
    sentence, judgement = evidence_words(found, Series(metric=metric()), Change(CHANGE, "the change on 3 March 2026"))
    assert "is unchanged: 4.0 before, 4.0 after (1 month)" in sentence
    assert "may be chance" in judgement


def test_the_change_is_the_first_adopted_one_or_else_the_first_test() -> None:
    tried = PdsaCycle(starts_on=dt.date(2026, 1, 5), decision=None)
    adopted = PdsaCycle(starts_on=dt.date(2026, 2, 1), decision=Decision.ADOPT, decided_on=CHANGE)
    to_come = PdsaCycle(starts_on=dt.date(2999, 1, 1), decision=None)
    assert change_of([]) is None
    assert change_of([to_come]) is None
    assert change_of([tried]) == Change(dt.date(2026, 1, 5), "testing began on 5 January 2026")
    assert change_of([tried, adopted]) == Change(CHANGE, "the change on 3 March 2026")
