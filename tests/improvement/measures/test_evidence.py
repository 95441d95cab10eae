"""Before and since a change in the words of a measure, without a database."""

import datetime as dt

from qms.golden_thread.metrics.models import Cadence, DataKind, Direction, Metric, MetricKind
from qms.golden_thread.metrics.presenters import wording
from qms.improvement.measures.evidence import Evidence, evidence_of
from qms.improvement.measures.presenters import Change, change_of
from qms.improvement.measures.study import ended_on
from qms.improvement.pdsa.models import Decision, PdsaCycle
from qms.spc import did_it_work
from tests.builder import months

CHANGE = dt.date(2026, 3, 3)
BEFORE = [6.0, 5, 7, 6, 5, 6, 7, 5, 6, 7, 6, 5]
SINCE = [3.0, 2, 3, 4, 3, 2, 3, 4]


def metric(**fields: object) -> Metric:
    usual = {"name": "Falls", "kind": MetricKind.OUTCOME, "data_kind": DataKind.RATE, "cadence": Cadence.MONTHLY}
    return Metric(**(usual | {"direction": Direction.DECREASE, "decimals": None} | fields))


def evidence(values: list[float], of: Metric) -> Evidence:
    """Twelve months before March 2026, the others from March on."""
    periods = months(len(values), until=dt.date(2026, 2 + len(values) - 12, 1))
    effect = did_it_work(values, change=periods[12], periods=periods, direction=of.direction.value)
    assert effect is not None
    return evidence_of(effect, wording(of), of.name, "the change on 3 March 2026")


def test_the_sentences_name_measure_change_difference_and_judgement() -> None:
    found = evidence([*BEFORE, *SINCE], metric())
    assert found.sentence == (
        "Since the change on 3 March 2026 the average of Falls is lower: 5.9 before, 3.0 after (8 months)."
    )
    assert found.difference == "The difference is −2.9 (95% interval −3.7 to −2.2)."
    assert found.judgement == "The chart shows a real improvement, sustained for 8 months."
    assert (found.before, found.after, found.tone) == ("5.9", "3.0", "improvement")
    assert found.in_one == f"{found.sentence} {found.difference} {found.judgement}"


def test_percentages_stay_percentages() -> None:
    share = metric(name="Four hours", data_kind=DataKind.PROPORTION, direction=Direction.INCREASE)
    found = evidence([0.1 * value for value in [*BEFORE, *SINCE]], share)
    assert "59.2% before, 30.0% after" in found.sentence
    assert "−29.2 percentage points" in found.difference
    assert found.tone == "concern"


def test_one_point_on_a_side_has_no_interval_and_says_what_is_missing() -> None:
    effect = did_it_work([5.0, 4.0], change=1)
    assert effect is not None
    found = evidence_of(effect, wording(metric()), "Falls", "testing began on 1 March 2026")
    assert found.difference == ""
    assert found.judgement.startswith("Too little was measured before the change")


def test_the_change_is_the_first_adopted_one_or_else_the_first_test() -> None:
    tried = PdsaCycle(starts_on=dt.date(2026, 1, 5), decision=None)
    adopted = PdsaCycle(starts_on=dt.date(2026, 2, 1), decision=Decision.ADOPT, decided_on=CHANGE)
    to_come = PdsaCycle(starts_on=dt.date(2999, 1, 1), decision=None)
    assert change_of([]) is None
    assert change_of([to_come]) is None
    assert change_of([tried]) == Change(dt.date(2026, 1, 5), "testing began on 5 January 2026")
    assert change_of([tried, adopted]) == Change(CHANGE, "the change on 3 March 2026")


def test_a_test_that_was_not_adopted_ends_with_its_decision() -> None:
    assert ended_on(PdsaCycle(decision=None)) is None
    assert ended_on(PdsaCycle(decision=Decision.ADOPT, decided_on=CHANGE)) is None
    assert ended_on(PdsaCycle(decision=Decision.ADAPT, decided_on=CHANGE)) == CHANGE
    assert ended_on(PdsaCycle(decision=Decision.ABANDON, decided_on=CHANGE)) == CHANGE
