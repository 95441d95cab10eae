"""What fits together in a definition, without a database."""

import pytest

from qms.golden_thread.metrics.definitions import (
    CHARTS_FOR,
    EVERY,
    FIELDS,
    UNSIGNED,
    Definition,
    cadence_objection,
    changed_fields,
    chart_objection,
    needs_signing_anew,
    slug,
    target_factor,
)
from qms.golden_thread.metrics.models import Cadence, DataKind, Direction, MetricKind
from qms.golden_thread.metrics.wording import CADENCES, CHARTS, DATA_KINDS, DIRECTIONS, KINDS, LABELS, RULES
from qms.spc import RULE_SETS, ChartKind


def test_every_field_and_choice_has_words() -> None:
    assert set(LABELS) == set(FIELDS)
    assert set(CHARTS) == set(CHARTS_FOR) <= set(ChartKind)
    assert set(RULES) == set(RULE_SETS)
    for words, enumeration in ((DATA_KINDS, DataKind), (DIRECTIONS, Direction), (CADENCES, Cadence), (KINDS, MetricKind)):
        assert set(words) == set(enumeration)


@pytest.mark.parametrize(
    ("chart", "data_kind", "remedy"),
    [
        ("p", DataKind.RATE, "A p chart is for proportions. Choose an XmR chart or a u chart"),
        ("u", DataKind.PROPORTION, "A u chart is for rates. Choose an XmR chart or a p chart"),
        ("c", DataKind.MEAN, "A c chart is for counts. Choose an XmR chart or an X-bar chart"),
        ("ip", DataKind.COUNT, "An I′ chart is for proportions and rates. Choose an XmR chart or a c chart"),
        ("xbar", DataKind.OTHER, "An X-bar chart is for averages. Choose an XmR chart or a run chart"),
        ("t", DataKind.COUNT, "A t chart is for what lies between events. Choose an XmR chart or a c chart"),
        ("u", DataKind.BETWEEN, "A u chart is for rates. Choose an XmR chart or a t chart"),
    ],
)
def test_a_chart_that_does_not_fit_is_refused_with_one_that_does(chart: str, data_kind: DataKind, remedy: str) -> None:
    assert chart_objection(chart, data_kind).startswith(remedy)


@pytest.mark.parametrize("data_kind", DataKind)
def test_xmr_and_run_charts_fit_any_number(data_kind: DataKind) -> None:
    assert not any(chart_objection(chart, data_kind) for chart, kinds in CHARTS_FOR.items() if kinds == EVERY)
    assert {"xmr", "run", "mr", "ewma", "cusum"} <= {chart for chart, kinds in CHARTS_FOR.items() if kinds == EVERY}


@pytest.mark.parametrize(
    ("chart", "data_kind"),
    [
        *(("p", "proportion"), ("pp", "proportion"), ("u", "rate"), ("up", "rate"), ("ip", "rate"), ("c", "count")),
        *(("xbar", "mean"), ("s", "mean"), ("t", "between"), ("g", "between")),
    ],
)
def test_attribute_charts_fit_their_own_number(chart: str, data_kind: str) -> None:
    assert chart_objection(chart, DataKind(data_kind)) == ""


@pytest.mark.parametrize("multiplier", [0, -1, float("nan")])
def test_a_multiplier_that_is_not_above_zero_is_refused(multiplier: float) -> None:
    assert Definition(name="Falls", unit_id=1, multiplier=multiplier).objections()[0][0] == "multiplier"


def test_only_rates_have_a_multiplier() -> None:
    definition = Definition(name="Seen in time", unit_id=1, data_kind=DataKind.PROPORTION, multiplier=100)
    assert "Only rates have a multiplier" in definition.objections()[0][1]


def test_what_must_be_filled_in_before_signing() -> None:
    assert Definition(name="Falls", unit_id=1).missing() == ["purpose", "numerator", "denominator", "source"]
    count = Definition(name="Complaints", unit_id=1, data_kind=DataKind.COUNT, purpose="Why", numerator="   ", source="PALS")
    assert count.missing() == ["numerator"]


def test_owner_decimals_and_readers_change_without_new_signatures() -> None:
    old = Definition(name="Falls", unit_id=1)
    new = Definition(name="Falls", unit_id=1, owner_id=3, decimals=1, read_by=("CQC",))
    assert set(changed_fields(old, new)) == UNSIGNED
    assert not needs_signing_anew(changed_fields(old, new))
    assert needs_signing_anew(changed_fields(old, Definition(name="Falls", unit_id=1, exclusions="Visitors")))


def test_targets_follow_the_scale() -> None:
    per_thousand = Definition(name="Falls", unit_id=1, multiplier=1000)
    per_hundred = Definition(name="Falls", unit_id=1, multiplier=100)
    share = Definition(name="Falls", unit_id=1, data_kind=DataKind.PROPORTION)
    mean = Definition(name="Falls", unit_id=1, data_kind=DataKind.MEAN)
    assert target_factor(per_thousand, per_hundred) == pytest.approx(0.1)
    assert target_factor(per_thousand, share) == pytest.approx(0.001)
    assert target_factor(share, per_thousand) == 1000
    assert target_factor(mean, per_thousand) == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Falls per 1,000 bed days", "falls-per-1000-bed-days"),
        ("A&E: seen within 4 hours", "a-and-e-seen-within-4-hours"),
        ("  Women’s health — waits ", "womens-health-waits"),
        ("???", "metric"),
        ("x" * 200, "x" * 70),
    ],
)
def test_the_short_name_is_made_from_the_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_what_lies_between_events_comes_whenever_it_happens_and_sums_need_a_period() -> None:
    assert cadence_objection(Cadence.EVENT, DataKind.BETWEEN) == ""
    assert "Choose “Whenever it happens”" in cadence_objection(Cadence.MONTHLY, DataKind.BETWEEN)
    assert cadence_objection(Cadence.EVENT, DataKind.RATE).startswith("Rates are added up over a period.")
    gap = Definition(name="Days between infections", unit_id=1, data_kind=DataKind.BETWEEN, chart="t")
    assert [field for field, _ in gap.objections()] == ["cadence"]
