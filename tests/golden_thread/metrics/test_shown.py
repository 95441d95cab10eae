"""How values are said."""

import pytest

from qms.golden_thread.metrics.models import DataKind, Metric
from qms.golden_thread.metrics.presenters import shown, with_unit, wording
from qms.spc import analyse
from qms.spc.explain import explain


def metric(kind: str = "rate", **fields: object) -> Metric:
    return Metric(data_kind=DataKind(kind), **{"measured_in": "", "decimals": None, **fields})


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.8437, None, "84.4%"),
        (0.95, None, "95%"),
        (1.0, None, "100%"),
        (0.95, 1, "95.0%"),
        (0.8437, 2, "84.37%"),
        (None, 1, "–"),
    ],
)
def test_proportions_are_percentages(value: float | None, decimals: int | None, text: str) -> None:
    assert shown(value, metric("proportion", decimals=decimals)) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (4.63, None, "4.63"),
        (1204.2, None, "1,204"),
        (0.0046, None, "0.0046"),
        (0.5, None, "0.5"),
        (4.0, 1, "4.0"),
        (-3.2, None, "−3.2"),
        (0.0, None, "0"),
    ],
)
def test_other_numbers_have_the_decimals_that_they_need(value: float, decimals: int | None, text: str) -> None:
    assert shown(value, metric(decimals=decimals)) == text


@pytest.mark.parametrize(
    ("kind", "unit", "value", "text"),
    [
        ("rate", "per 1,000 bed days", 4.6, "4.6 per 1,000 bed days"),
        ("proportion", "", 0.844, "84.4%"),
        ("proportion", "of patients", 0.844, "84.4% of patients"),
        ("proportion", "%", 0.844, "84.4%"),
        ("other", "%", 84.4, "84.4%"),
        ("other", "£", 2310.0, "£2,310"),
        ("other", "£", -5.0, "−£5"),
        ("mean", "days", None, "–"),
        ("count", "falls", 1.0, "1 fall"),
        ("count", "falls", 2.0, "2 falls"),
        ("rate", "per 1,000 bed days", 1.0, "1 per 1,000 bed days"),
    ],
)
def test_units_stand_where_people_expect_them(kind: str, unit: str, value: float | None, text: str) -> None:
    assert with_unit(value, metric(kind, measured_in=unit)) == text


def test_the_numbers_of_a_sentence_are_rounded_alike() -> None:
    words = wording(metric("proportion"))([0.9531, 0.9502, 0.95])
    assert [words.say(0.9531), words.say(0.9502), words.say_given(0.95)] == ["95.31%", "95.02%", "95%"]
    assert wording(metric("proportion", decimals=0))([0.9531]).say(0.9531) == "95%"
    assert wording(metric())([4.63, 5.1]).say(4.63) == "4.63"


@pytest.mark.parametrize(("chart", "unit", "decimals"), [("t", "days", 0), ("t", "days", None), ("g", "operations", 0)])
def test_what_lies_between_events_is_said_with_its_unit(chart: str, unit: str, decimals: int | None) -> None:
    drawn = analyse([3, 2, 9, 20, 1, 16, 2, 12], chart=chart)
    said = explain(drawn, wording(metric("between", measured_in=unit, decimals=decimals)))
    assert f"with 12{'' if decimals == 0 else '.0'} {unit} between events," in said
    one = explain(analyse([3, 2, 9, 20, 4, 16, 2, 1], chart=chart), wording(metric("between", measured_in=unit, decimals=0)))
    assert f"with 1 {unit[:-1]} between events," in one


def test_numbers_that_would_be_said_alike_get_more_decimals() -> None:
    said = wording(metric(decimals=1))([4.63, 4.6, 2.0, 2.0])
    assert (said.say(4.63), said.say(4.6), said.say(2.0)) == ("4.63", "4.60", "2.00")
    assert said.say_given(6.0) == "6.0"
    apart = wording(metric(decimals=1))([4.63, 4.4, 2.0])
    assert apart.say(4.63) == "4.6"
