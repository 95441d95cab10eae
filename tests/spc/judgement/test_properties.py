"""What must hold of every judgement, found by search."""

import json
import math
import warnings

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.spc import analyse, cautions, chance_of_target, did_it_work, effect_of, recommend, suggest_rebase
from tests.spc.series import months

values_of = st.lists(st.one_of(*[st.integers(0, 40).map(float)] * 4, st.none()), min_size=1, max_size=50).filter(
    lambda values: any(value is not None for value in values)
)
kinds = st.sampled_from(["run", "xmr", "i", "mr", "p", "u", "c", "pp", "up", "ip", "g", "xbar", "s", "ewma", "cusum"])
MIRROR = {"improvement": "concern", "concern": "improvement"}


def settings_of(kind: str, points: int) -> dict:
    if kind in ("p", "u", "pp", "up", "ip"):
        return {"denominators": [60.0 + at % 7 for at in range(points)]}
    return {"sizes": [5] * points, "deviations": [2.0] * points} if kind in ("xbar", "s") else {}


@given(values_of, kinds, st.integers(0, 50), st.sampled_from(["increase", "decrease", "neutral"]))
@settings(max_examples=400, deadline=None)
def test_nothing_but_numbers_and_sentences_and_no_warning_escapes(values, kind, change, direction):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        more = settings_of(kind, len(values))
        chart = analyse(values, periods=months(len(values)), chart=kind, direction=direction, target=7.0, **more)
        found = [each.sentence for each in cautions(chart)]
        suggestion, chance = suggest_rebase(chart), chance_of_target(chart)
        effect = effect_of(chart, change=months(len(values))[min(change, len(values) - 1)])
        if suggestion is not None:
            found.append(suggestion.sentence)
            assert chart.phases[-1].start < suggestion.position < len(values)
        if chance is not None:
            found.append(chance.sentence)
            assert 0 <= chance.probability <= 1
        if effect is not None:
            found.append(effect.sentence)
            assert math.isfinite(effect.difference)
            assert effect.interval is None or effect.interval[0] <= effect.difference + 1e-9
            assert effect.interval is None or effect.difference - 1e-9 <= effect.interval[1]
            assert 0 <= effect.sustained <= effect.after.points
        assert all(sentence and "nan" not in sentence.lower() and "inf " not in sentence for sentence in found)
        json.dumps(found)


@given(values_of, st.integers(1, 49), st.sampled_from([0.001, 1.0, 1e6]), st.sampled_from([0.0, 1e4]))
@settings(deadline=None)
def test_unit_and_origin_of_the_scale_change_no_judgement(values, change, scale, origin):
    # The origin is moved first, in whole numbers, so that equal values stay equal.
    other = [None if value is None else (value + origin) * scale for value in values]
    plain, moved = (did_it_work(each, change=change, direction="decrease") for each in (values, other))
    if plain is None:
        assert moved is None
        return
    assert (moved.judgement, moved.sustained, moved.rules) == (plain.judgement, plain.sustained, plain.rules)
    np.testing.assert_allclose(moved.difference, plain.difference * scale, rtol=1e-9, atol=1e-6 * scale)
    before, after = (suggest_rebase(analyse(each)) for each in (values, other))
    assert (before and before.position) == (after and after.position)


@given(values_of, st.integers(1, 49))
@settings(deadline=None)
def test_a_mirrored_series_with_the_opposite_aim_is_judged_the_same(values, change):
    other = [None if value is None else -value for value in values]
    plain = did_it_work(values, change=change, direction="decrease")
    mirrored = did_it_work(other, change=change, direction="increase")
    assert (plain is None) == (mirrored is None)
    if plain is not None:
        assert (plain.judgement, plain.sustained, plain.began) == (mirrored.judgement, mirrored.sustained, mirrored.began)
        against = did_it_work(values, change=change, direction="increase")
        assert MIRROR.get(plain.judgement, plain.judgement) == against.judgement


@given(values_of, st.sampled_from([None, "proportion", "rate", "count", "mean", "between", "other"]), st.booleans())
@settings(deadline=None)
def test_something_is_always_recommended_and_can_be_drawn(values, data_kind, over):
    denominators = [60.0] * len(values) if over else None
    found = recommend(values, denominators=denominators, data_kind=data_kind)
    assert found.reason
    assert found.chart not in {each.chart for each in found.alternatives}
    more = {"denominators": denominators} if found.chart in ("p", "pp", "u", "up") else {}
    analyse(values, chart=found.chart, **more)
