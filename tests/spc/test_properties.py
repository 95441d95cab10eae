"""What must hold for every series, found by search, of every kind of chart that admits it and under every rule set."""

import json
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.spc import RULE_SETS, ChartKind, analyse, analyse_many
from qms.spc.verdicts import REGULAR
from tests.spc.kinds import BESIDE, SUBGROUPS, cut, dressed, panel
from tests.spc.series import months

whole = st.integers(min_value=-50, max_value=50).map(float)
series = st.lists(whole, min_size=1, max_size=48)
with_gaps = st.lists(st.one_of(whole, whole, whole, st.none()), min_size=1, max_size=40).filter(
    lambda values: any(value is not None for value in values)
)
rules = st.sampled_from(sorted(RULE_SETS))
every_kind = pytest.mark.parametrize("kind", list(ChartKind))
MIRROR = {"increase": "decrease", "decrease": "increase", "neutral": "neutral"}
MEASURES = ("run", "xmr", "i", "mr", "ewma", "cusum", "xbar", "s")
"""Kinds whose values have a unit that may be chosen freely."""
MIRRORED = ("run", "xmr", "i", "ewma", "xbar", "p", "pp")
"""Kinds that treat high and low alike (a cusum does too, but where both of its sums are equal it draws the upper)."""


def mirrored(word: str) -> str:
    """The same word with high and low exchanged."""
    return word.replace("high", "HIGH").replace("low", "high").replace("HIGH", "low")


@pytest.mark.parametrize("kind", [*MEASURES, "t"])
@given(series, rules, st.sampled_from([0.001, 0.1, 3.0, 1e6, 1e-90, 1e90]), st.sampled_from([0.0, 7.0, -1e4]))
@settings(max_examples=40)
def test_unit_and_origin_of_the_scale_change_no_verdict(kind, values, rule_set, scale, shift):
    data = dressed(ChartKind(kind), values)
    # The origin is moved first, in whole numbers, so that equal values stay equal.
    shift = 0.0 if kind in ("t", "s") else shift
    moved = dict(data, values=[(value + shift) * scale for value in data["values"]])
    if kind in ("xbar", "s"):
        moved["deviations"] = [deviation * scale for deviation in data["deviations"]]
    plain = analyse(**data, rules=rule_set, direction="increase", target=10.0)
    other = analyse(**moved, rules=rule_set, direction="increase", target=(10.0 + shift) * scale)
    assert other.special_causes == plain.special_causes
    assert other.types == plain.types
    assert (other.variation, other.assurance, other.runs) == (plain.variation, plain.assurance, plain.runs)
    unit, origin = (1, 0) if kind == "cusum" else (scale, 0.0 if kind == "mr" else shift)
    np.testing.assert_allclose(other.upper, (plain.upper + origin) * unit, rtol=1e-9, atol=1e-9 * unit)


@pytest.mark.parametrize("kind", ["u", "up", "ip"])
@given(series, rules, st.sampled_from([1e-3, 1000.0]))
@settings(max_examples=25)
def test_rates_may_be_per_patient_or_per_thousand(kind, values, rule_set, per):
    data = dressed(ChartKind(kind), values)
    plain = analyse(**data, rules=rule_set, direction="decrease", target=0.3)
    others = dict(data, denominators=[below * per for below in data["denominators"]])
    other = analyse(**others, rules=rule_set, direction="decrease", target=0.3 / per)
    assert other.types == plain.types
    assert other.special_causes == plain.special_causes
    assert other.assurance == plain.assurance
    np.testing.assert_allclose(other.upper * per, plain.upper, rtol=1e-9)


@pytest.mark.parametrize("kind", MIRRORED)
@given(series, rules, st.sampled_from(sorted(MIRROR)))
@settings(max_examples=40)
def test_a_mirrored_series_with_the_opposite_aim_mirrors_the_verdict(kind, values, rule_set, direction):
    data = dressed(ChartKind(kind), values)
    proportion = kind in ("p", "pp")
    whole_of = data["denominators"] if proportion else [0.0] * len(values)
    other_values = [of - value for of, value in zip(whole_of, data["values"], strict=True)]
    target = 0.125 if proportion else 5.0
    plain = analyse(**data, rules=rule_set, direction=direction, target=target)
    opposite = {"rules": rule_set, "direction": MIRROR[direction], "target": (1 if proportion else 0) - target}
    other = analyse(**dict(data, values=other_values), **opposite)
    assert other.special_causes == plain.special_causes
    sided = [cause not in REGULAR for cause in plain.special_causes]  # patterns of both sides may lie on the centre
    assert [mirrored(word) for word, one in zip(other.types, sided, strict=True) if one] == [
        word for word, one in zip(plain.types, sided, strict=True) if one
    ]
    assert (other.assurance, other.runs) == (plain.assurance, plain.runs)


@every_kind
@given(with_gaps, rules, st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_the_order_of_the_input_changes_nothing(kind, values, rule_set, random):
    data = dressed(kind, values)
    order = list(range(len(values)))
    random.shuffle(order)
    mixed = {name: [given[at] for at in order] if name in ("values", *BESIDE) else given for name, given in data.items()}
    dates = months(len(values))
    chart = analyse(**mixed, periods=[dates[at] for at in order], rules=rule_set)
    assert chart.to_dict() == analyse(**data, periods=dates, rules=rule_set).to_dict()


@every_kind
@given(with_gaps, st.integers(0, 39), st.integers(0, 39), rules)
@settings(max_examples=40)
def test_nothing_that_is_not_json_and_no_warning_escapes(kind, values, start, ghost, rule_set):
    last = len(values) - 1
    marks = {"rebase": [min(start, last)], "exclude": [min(ghost, last)]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = analyse(**dressed(kind, values), **marks, rules=rule_set, direction="decrease", target=1.0)
        text = json.dumps(chart.to_dict(), allow_nan=False)
        assert "nan" not in text.lower()
        assert len(chart.signals) <= len(values)
        json.dumps([vars(phase) for phase in chart.phases], default=vars, allow_nan=False)


@every_kind
@given(st.lists(with_gaps, min_size=1, max_size=5), rules, st.integers(0, 39), st.booleans())
@settings(max_examples=25)
def test_a_series_says_the_same_alone_and_in_a_panel(kind, table, rule_set, start, rebased):
    data = panel(kind, table)
    longest = data["values"].shape[1]
    dates = [[*months(len(row)), *[None] * (longest - len(row))] for row in table]
    rebases = [[dates[place][min(start, len(row) - 1)]] * rebased for place, row in enumerate(table)]
    whole_panel = analyse_many(**data, periods=dates, rules=rule_set, rebase=rebases if rebased else ())
    for place, row in enumerate(table):
        own = dressed(kind, row)
        alone = analyse(**own, periods=months(len(row)), rules=rule_set, rebase=rebases[place])
        assert whole_panel[place].to_dict() == alone.to_dict()


@every_kind
@given(st.lists(with_gaps, min_size=2, max_size=9), rules, st.integers(1, 8), st.sampled_from(sorted(MIRROR)))
@settings(max_examples=15)
def test_splitting_a_panel_changes_nothing(kind, table, rule_set, place, direction):
    data, setting = panel(kind, table), {"rules": rule_set, "direction": direction, "target": 5.0}
    place = min(place, len(table) - 1)
    parts = [analyse_many(**cut(data, rows), **setting) for rows in (slice(None, place), slice(place, None))]
    together = analyse_many(**data, **setting)
    for name in ("values", "centre", "lower", "upper", "special_causes", "types", "variation", "assurance", "last_value"):
        np.testing.assert_array_equal(getattr(together, name), np.concatenate([getattr(part, name) for part in parts]))


@given(series, rules)
def test_signals_cover_exactly_the_special_points(values, rule_set):
    chart = analyse(values, direction="increase", rules=rule_set)
    covered = {place for signal in chart.signals for place in range(signal.first, signal.last + 1)}
    special = {place for place, cause in enumerate(chart.special_causes) if cause}
    assert special <= covered
    for signal in chart.signals:
        assert chart.special_causes[signal.first] is not None
        assert chart.special_causes[signal.last] is not None
        assert signal.current == (signal.last == len(values) - 1)
    assert (chart.variation == "common-cause") == (not any(signal.current for signal in chart.signals))


@every_kind
@pytest.mark.parametrize("rule_set", ["making-data-count", "nelson", "anhoej-cutbox"])
def test_short_series_of_every_length(kind, rule_set):
    for count in range(1, 20):
        data = dressed(kind, [float(place) for place in range(count)])
        result = analyse(**data, rules=rule_set, target=1.0)
        assert len(result.to_dict()["points"]) == count
        assert analyse_many(**panel(kind, [data["values"]] * 2), rules=rule_set)[1].to_dict()["points"]


@pytest.mark.parametrize("kind", MEASURES)
@pytest.mark.parametrize("scale", [1e-300, 1e-150, 1e150, 1e299])
def test_huge_and_tiny_scales(kind, scale):
    if kind in SUBGROUPS and scale > 1e100:
        pytest.skip("charts that square their numbers refuse such, see test_refusals.py")
    values = [value * scale for value in np.random.default_rng(4).normal(5, 1, 40)]
    beside = {"sizes": 5, "deviations": scale} if kind in SUBGROUPS else {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = analyse(values, chart=kind, **beside, rules="nelson", direction="increase", target=scale)
        json.dumps(chart.to_dict(), allow_nan=False)
    if scale > 1e-200:
        plain = analyse(
            [value / scale for value in values], chart=kind, **beside and dict(beside, deviations=1.0), rules="nelson"
        )
        assert chart.special_causes == plain.special_causes


@every_kind
def test_ten_thousand_points_and_denominators_that_change_a_thousandfold(kind):
    numbers = np.random.default_rng(5).integers(1, 50, 10_000).astype(float)
    data = dressed(kind, numbers.tolist())
    if "denominators" in data:
        data["denominators"] = np.where(np.arange(10_000) % 2, 60.0, 60_000.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = analyse(**data, rules="nelson", direction="increase", target=0.5)
        json.dumps(chart.to_dict(), allow_nan=False)
    assert len(chart.values) == 10_000
    assert np.isfinite(chart.centre).all()
    twin = {name: np.array([given, given]) if name in ("values", *BESIDE) else given for name, given in data.items()}
    assert analyse_many(**twin, rules="nelson")[1].special_causes == chart.special_causes


@every_kind
@pytest.mark.parametrize("rule_set", sorted(RULE_SETS))
@pytest.mark.parametrize("points", [[7.0] * 30, [0.0] * 30, [7.0] * 20 + [6.0] + [7.0] * 9, [7.0, 7.0, 8.0, 8.0] * 8])
def test_constant_zero_almost_constant_and_tied_series(kind, rule_set, points):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = analyse(**dressed(kind, points), rules=rule_set, direction="increase", target=7.0)
        json.dumps(chart.to_dict(), allow_nan=False)
    if len(set(points)) == 1 and kind in ("run", "xmr", "i", "mr", "ewma", "cusum", "t"):
        assert set(chart.special_causes) == {None}
    if len(set(points)) == 1 and kind in ("c", "g"):  # counts that never vary are nearer the centre than chance has it
        assert set(chart.special_causes) == ({"hugging"} if rule_set == "nelson" and points[0] else {None})
