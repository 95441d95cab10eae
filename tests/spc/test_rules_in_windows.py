"""Every rule of every set against the same rules read window by window, over series with gaps, ghosts and rebases."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.spc import NELSON, RULE_SETS, ControlChart, analyse, analyse_many
from tests.spc import plain_rules

SETS = [rules for rules in RULE_SETS.values() if not rules.anhoej_runs]
SHORT = replace(
    NELSON,
    name="short",
    shift_length=6,
    trend_length=3,
    alternating_length=4,
    hugging_length=4,
    avoiding_length=3,
    neighbours_on_one_side=True,
    beyond_limits_count=False,
)
"""Short enough for every rule to be broken often."""

whole = st.integers(min_value=-9, max_value=9).map(float)
walks = st.lists(st.one_of(whole, whole, whole, whole, st.none()), min_size=1, max_size=60).filter(
    lambda values: any(value is not None for value in values)
)


def agree(chart: ControlChart) -> None:
    assert chart.special_causes == plain_rules.special_causes(chart), chart.values.tolist()


@given(walks, st.sampled_from([*SETS, SHORT, SHORT, SHORT]), st.integers(0, 59), st.integers(0, 59), st.booleans())
@settings(max_examples=400)
def test_of_whole_numbers(values, rules, start, ghost, run):
    last = len(values) - 1
    given_values = {"rebase": [min(start, last)], "exclude": [min(ghost, last)]} if start % 2 else {}
    agree(analyse(values, rules=rules, chart="run" if run else "xmr", **given_values))


@pytest.mark.parametrize("rules", [*SETS, SHORT], ids=lambda rules: rules.name)
@pytest.mark.parametrize("kind", ["xmr", "p", "c"])
def test_of_many_series(rules, kind):
    random = np.random.default_rng(12)
    values = random.normal(50, 5, (60, 70)) + np.cumsum(random.normal(0, 1, (60, 70)), axis=1)
    values[::3] = 50 + 4 * np.sign(random.normal(size=values[::3].shape)) + random.normal(0, 0.5, values[::3].shape)
    values = np.abs(np.round(values))
    values[random.random(values.shape) < 0.04] = np.nan
    below = np.full(values.shape, 120.0) if kind == "p" else None
    for chart in analyse_many(values, denominators=below, rules=rules, chart=kind, rebase=[30]):
        agree(chart)


def test_every_rule_of_nelson_is_broken_somewhere():
    random = np.random.default_rng(3)
    found = set()
    for chart in analyse_many(np.round(random.normal(0, 9, (60, 90))), rules=SHORT):
        found |= set(chart.special_causes)
    assert found == {None, *plain_rules.ORDER}
