"""What must hold for every series, found by search."""

import json
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.spc import analyse, analyse_many
from tests.spc.series import months

whole = st.integers(min_value=-50, max_value=50).map(float)
series = st.lists(whole, min_size=1, max_size=48)
with_gaps = st.lists(st.one_of(whole, whole, whole, st.none()), min_size=1, max_size=40).filter(
    lambda values: any(value is not None for value in values)
)
rules = st.sampled_from(["making-data-count", "anhoej", "making-data-count-improvement-wins"])
kinds = st.sampled_from(["xmr", "run", "i"])
MIRROR = {"increase": "decrease", "decrease": "increase", "neutral": "neutral"}


def mirrored(word: str) -> str:
    """The same word with high and low exchanged."""
    return word.replace("high", "HIGH").replace("low", "high").replace("HIGH", "low")


@given(series, kinds, rules, st.sampled_from([0.001, 0.1, 3.0, 1e6]), st.sampled_from([0.0, 7.0, -1e4]))
def test_unit_and_origin_of_the_scale_change_no_verdict(values, kind, rule_set, scale, shift):
    plain = analyse(values, chart=kind, rules=rule_set, direction="increase", target=10.0)
    # The origin is moved first, in whole numbers, so that equal values stay equal.
    other = analyse(
        [(value + shift) * scale for value in values],
        chart=kind,
        rules=rule_set,
        direction="increase",
        target=(10.0 + shift) * scale,
    )
    assert other.special_causes == plain.special_causes
    assert other.types == plain.types
    assert (other.variation, other.assurance, other.runs) == (plain.variation, plain.assurance, plain.runs)
    np.testing.assert_allclose(other.upper, (plain.upper + shift) * scale, rtol=1e-9, atol=1e-9 * scale)


@given(series, kinds, rules, st.sampled_from(sorted(MIRROR)))
def test_a_mirrored_series_with_the_opposite_aim_mirrors_the_verdict(values, kind, rule_set, direction):
    plain = analyse(values, chart=kind, rules=rule_set, direction=direction, target=5.0)
    other = analyse([-v for v in values], chart=kind, rules=rule_set, direction=MIRROR[direction], target=-5.0)
    assert [mirrored(type_) for type_ in other.types] == plain.types
    assert other.special_causes == plain.special_causes
    assert (other.assurance, other.runs) == (plain.assurance, plain.runs)


@given(with_gaps, st.randoms(use_true_random=False), st.sampled_from(["xmr", "run", "mr"]))
def test_the_order_of_the_input_changes_nothing(values, random, kind):
    dates = months(len(values))
    mixed = list(zip(values, dates, strict=True))
    random.shuffle(mixed)
    chart = analyse([v for v, _ in mixed], periods=[day for _, day in mixed], chart=kind)
    assert chart.to_dict() == analyse(values, periods=dates, chart=kind).to_dict()


@given(with_gaps, st.integers(0, 39), st.integers(0, 39), rules, st.sampled_from(["xmr", "run", "i", "mr", "c", "p", "u"]))
@settings(max_examples=300)
def test_nothing_that_is_not_json_and_no_warning_escapes(values, start, ghost, rule_set, kind):
    counts = kind in ("c", "p", "u")
    given_values = [abs(v) if counts and v is not None else v for v in values]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        chart = analyse(
            given_values,
            chart=kind,
            denominators=[60.0] * len(values) if kind in ("p", "u") else None,
            rebase=[min(start, len(values) - 1)],
            exclude=[min(ghost, len(values) - 1)],
            rules=rule_set,
            direction="decrease",
            target=1.0,
        )
        text = json.dumps(chart.to_dict(), allow_nan=False)
        assert "nan" not in text.lower()
        assert len(chart.signals) <= len(values)
        json.dumps([vars(phase) for phase in chart.phases], default=vars, allow_nan=False)


@given(st.lists(with_gaps, min_size=1, max_size=5), kinds, rules, st.integers(0, 39))
def test_a_series_says_the_same_alone_and_in_a_panel(rows, kind, rule_set, start):
    longest = max(len(row) for row in rows)
    table = np.full((len(rows), longest), np.nan)
    for place, row in enumerate(rows):
        table[place, : len(row)] = [np.nan if value is None else value for value in row]
    starts = [[min(start, len(row) - 1)] for row in rows]
    dates = [[*months(len(row)), *[None] * (longest - len(row))] for row in rows]
    rebases = [[months(len(row))[at] for at in place] for row, place in zip(rows, starts, strict=True)]
    panel = analyse_many(table, periods=dates, chart=kind, rules=rule_set, rebase=rebases)
    for place, row in enumerate(rows):
        alone = analyse(row, periods=months(len(row)), chart=kind, rules=rule_set, rebase=rebases[place])
        assert panel[place].to_dict() == alone.to_dict()


@given(series)
def test_signals_cover_exactly_the_special_points(values):
    chart = analyse(values, direction="increase")
    covered = {place for signal in chart.signals for place in range(signal.first, signal.last + 1)}
    special = {place for place, cause in enumerate(chart.special_causes) if cause}
    assert special <= covered
    for signal in chart.signals:
        assert chart.special_causes[signal.first] is not None
        assert chart.special_causes[signal.last] is not None
        assert signal.current == (signal.last == len(values) - 1)
    assert (chart.variation == "common-cause") == (not any(signal.current for signal in chart.signals))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8])
def test_short_series_of_every_length(count):
    for kind in ("run", "xmr", "i", "mr", "c"):
        for rule_set in ("making-data-count", "anhoej"):
            result = analyse([float(place) for place in range(count)], chart=kind, rules=rule_set, target=1.0)
            assert len(result.to_dict()["points"]) == count
