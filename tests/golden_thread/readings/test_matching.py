"""Which run of special cause is which known signal."""

from qms.golden_thread.readings.matching import KnownSignal, Run, match, runs_of
from qms.golden_thread.readings.models import SignalState
from qms.spc import PointType, Signal, SpecialCause, analyse
from tests.builder import months

MONTHS = months(24)


def known(
    first: int, last: int, *, rule: str = "shift", type_: str = "concern-high", state: SignalState = SignalState.OPEN
) -> KnownSignal:
    """A signal as the database has it."""
    return KnownSignal(1, 1, rule, type_, MONTHS[first], MONTHS[last], "", state, "", vanished=False)


def run(first: int, last: int, rule: str = "shift", type_: str = "concern-high") -> Run:
    found = Signal(
        SpecialCause(rule), PointType(type_), first, last, last - first + 1, str(MONTHS[first]), str(MONTHS[last]), True
    )
    return Run(found, MONTHS[first], MONTHS[last], True)


def test_rule_and_first_period_are_the_identity() -> None:
    signal = known(3, 9)
    assert match([run(3, 12)], [signal]) == [(run(3, 12), signal)]


def test_a_run_that_overlaps_is_carried_on() -> None:
    signal = known(3, 9)
    assert match([run(4, 10)], [signal])[0][1] is signal


def test_another_rule_another_side_or_another_time_is_new() -> None:
    others = [known(4, 10, rule="trend"), known(5, 10, type_="improvement-low"), known(12, 18)]
    assert match([run(3, 11)], others) == [(run(3, 11), None)]


def test_a_signal_is_one_run_only() -> None:
    signal = known(3, 12)
    pairs = match([run(4, 6), run(8, 14)], [signal])
    assert [signal for _, signal in pairs] == [None, signal], "the latest overlapping run carries it on"


def test_an_exact_match_is_never_given_away() -> None:
    exact, other = known(8, 9), known(2, 9)
    assert match([run(8, 14), run(1, 5)], [other, exact]) == [(run(8, 14), exact), (run(1, 5), other)]


def test_live_signals_come_before_closed_ones() -> None:
    closed, live = known(2, 12, state=SignalState.CLOSED), known(9, 12)
    assert match([run(4, 14)], [closed, live])[0][1] is live


def test_runs_that_ended_long_ago_are_history() -> None:
    numbers = [5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 30, 5, 4, 5, 6, 5, 4, 5, 6, 5]
    found = runs_of(analyse(numbers, periods=months(20), direction="decrease"))
    assert [each.recent for each in found if each.found.rule is SpecialCause.OUTSIDE_LIMITS] == [False]


def test_the_last_three_points_are_recent() -> None:
    numbers = [5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5, 30, 5, 4]
    found = runs_of(analyse(numbers, periods=months(20), direction="decrease"))
    assert [each.recent for each in found if each.found.rule is SpecialCause.OUTSIDE_LIMITS] == [True]


def test_a_chart_without_special_cause_has_no_runs() -> None:
    assert runs_of(analyse([5, 6, 5, 4, 5, 6], periods=months(6))) == []
