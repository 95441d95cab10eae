"""The sentences of a panel are, to the letter, those of its charts one by one."""

import numpy as np
import pytest

from qms.spc import RULE_SETS, analyse_many
from qms.spc.explain_many import explanations
from tests.spc.series import months

MONTHS = np.array(months(30), dtype="datetime64[D]")


def check(panel):
    assert explanations(panel.blocks) == [chart.explanation for chart in panel]


def noise(seed, series=60, points=30):
    """Series at many levels and scales, a third of them with a shift, a trend or a last point far out."""
    rng = np.random.default_rng(seed)
    scale = 10.0 ** rng.integers(-3, 6, series)[:, None]
    values = np.round(rng.normal(rng.uniform(-1, 5, series)[:, None], 1, (series, points)), 2) * scale
    values[::6, -9:] += 2.5 * scale[::6]
    values[1::6, -8:] += np.arange(8) * 1.5 * scale[1::6]
    values[2::12, -1] -= 9 * scale[2::12, 0]
    values[3::12, -3:] += 2.2 * scale[3::12]
    return values


@pytest.mark.parametrize("rules", RULE_SETS)
@pytest.mark.parametrize("direction", ["increase", "decrease", "neutral"])
def test_individual_values_under_every_rule_set(rules, direction):
    values = noise(1)
    targets = np.where(np.arange(60) % 4, values.mean(axis=1), np.nan)
    check(analyse_many(values, periods=MONTHS, rules=rules, direction=direction, target=targets))


@pytest.mark.parametrize("kind", ["run", "i", "mr", "g", "ewma", "cusum", "c"])
def test_charts_of_values(kind):
    check(
        analyse_many(np.abs(np.round(noise(2))), periods=MONTHS, chart=kind, rules="nelson", target=3, direction="decrease")
    )


@pytest.mark.parametrize("kind", ["p", "pp", "u", "up", "ip"])
def test_charts_of_ratios(kind):
    rng = np.random.default_rng(3)
    below = rng.integers(20, 900, (60, 30)).astype(float)
    above = rng.binomial(below.astype(int), np.linspace(0, 1, 60)[:, None]).astype(float)
    check(analyse_many(above, denominators=below, periods=MONTHS, chart=kind, target=0.85, direction="increase"))


def test_gaps_exclusions_short_series_and_recalculated_limits():
    values = noise(4)
    rng = np.random.default_rng(5)
    values[rng.random(values.shape) < 0.1] = np.nan
    values[:20, 9:] = np.nan
    values[20] = 4.0
    values[21, :] = [*[4.0] * 29, 5.0]
    values[22, 1:] = np.nan
    values[:, 0] = 1.0
    check(analyse_many(values, periods=MONTHS, target=2, direction="increase"))
    check(analyse_many(values))
    check(analyse_many(values, periods=MONTHS, rebase=[str(MONTHS[14])], exclude=[str(MONTHS[28]), str(MONTHS[29])]))


def test_series_that_are_measured_on_days_of_their_own():
    values = noise(6)
    steps = np.random.default_rng(7).choice([1, 7, 30, 31, 91], 60)
    days = np.datetime64("2020-01-01") + np.arange(30) * steps[:, None]
    check(analyse_many(values, periods=days))


def test_numbers_that_would_sound_alike():
    values = np.tile([1.0, 1.001], (40, 15)) * np.linspace(0.001, 2000, 40)[:, None]
    values[:, -1] *= np.linspace(1, 1.01, 40)
    check(analyse_many(values, periods=MONTHS, target=1.0005, direction="decrease"))
