"""What holds for every chart kind: awkward series have a defined chart, and many series say what each says alone."""

import json
import warnings

import numpy as np
import pytest

from qms.spc import ChartKind, analyse, analyse_many

KINDS = [kind.value for kind in ChartKind]
RATIOS = ("p", "pp", "u", "up", "ip")
LENGTHS = (1, 2, 3, 7, 30)


def settings_for(kind: str, values: np.ndarray) -> dict[str, np.ndarray]:
    """What the kind needs besides values: denominators from 40 to 40,000, or sizes and deviations."""
    random = np.random.default_rng(values.size)
    if kind in RATIOS:
        return {"denominators": np.maximum(random.integers(40, 40_000, values.shape), np.nan_to_num(values))}
    if kind in ("xbar", "s"):
        return {"sizes": random.integers(1, 30, values.shape), "deviations": np.abs(values) * random.random(values.shape)}
    return {}


def awkward(kind: str, points: int) -> list[np.ndarray]:
    random = np.random.default_rng(points)
    one_miss = np.full(points, 4.0)
    one_miss[points // 2] = 9.0
    gaps = random.poisson(20, points).astype(float)
    gaps[1:3] = np.nan
    wide = 10.0 ** random.integers(-3, 6, points)
    several = [np.full(points, 3.0), np.zeros(points), one_miss, gaps, wide, gaps * 1e80, gaps * 1e-80]
    return [np.where(values <= 0, 0.5, values) if kind == "t" else values for values in several]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("points", LENGTHS)
def test_awkward_series_have_a_chart_without_warnings_or_numbers_that_are_none(kind, points):
    for values in awkward(kind, points):
        for more in ({}, {"rebase": [points // 2]}, {"exclude": [points - 1]}, {"centre": 0.4}, {"rules": "anhoej-cutbox"}):
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                given = settings_for(kind, values)
                chart = analyse(values, chart=kind, direction="increase", target=4.0, **given, **more)
                text = json.dumps(chart.to_dict(), allow_nan=False)
            assert "nan" not in text.lower()
            assert len(chart.signals) <= points
            ordered = (chart.lower <= chart.upper) | np.isnan(chart.lower) | np.isnan(chart.upper)
            assert ordered.all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"freeze": 12},
        {"baseline": (10, 23), "rebase": [10]},
        {"baseline": [(0, 15), (3, 20)] * 6},
        {"centre": 0.6},
        {"centre": [0.6, None] * 6},
        {"screen_moving_ranges": False, "rebase": [10]},
    ],
)
def test_many_series_say_what_each_says_alone(kind, more):
    random = np.random.default_rng(3)
    values = random.poisson(20, (12, 24)) + 1.0
    values[random.random(values.shape) < 0.05] = np.nan
    values[1], values[2, 12], values[:, -1] = 3.0, 90.0, 5.0
    target = random.random((12, 24)) * 20
    target[:, 3] = np.nan
    given, shared = settings_for(kind, values), {"chart": kind, "exclude": [3, 20], "direction": "increase"}
    many = analyse_many(values, target=target, **given, **shared, **more)
    for row, chart in enumerate(many):
        own = {name: setting[row] for name, setting in given.items()}
        kept = {
            name: setting[row] if isinstance(setting, list) and name != "rebase" else setting
            for name, setting in more.items()
        }
        alone = analyse(values[row], target=target[row], **own, **shared, **kept)
        assert chart.to_dict() == alone.to_dict()
        np.testing.assert_array_equal(chart.targets, target[row])


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_the_rows_changes_nothing(kind):
    values = np.random.default_rng(4).poisson(20, 30) + 1.0
    given = settings_for(kind, values)
    dates = np.datetime64("2024-01-01") + np.arange(30)
    target = np.where(np.arange(30) < 12, np.nan, 18.0)
    order = np.random.default_rng(5).permutation(30)
    mixed = {name: setting[order] for name, setting in given.items()}
    settings = {"chart": kind, "baseline": ("2024-01-03", "2024-01-25")}
    plain = analyse(values, periods=dates, target=target, **given, **settings)
    other = analyse(values[order], periods=dates[order], target=target[order], **mixed, **settings)
    assert other.to_dict() == plain.to_dict()


@pytest.mark.parametrize(
    ("word", "kind"), [("p′", "pp"), ("p'", "pp"), ("P-prime", "pp"), ("u’", "up"), ("i′", "ip"), ("x-bar", "xbar")]
)
def test_a_kind_may_be_written_in_several_ways_and_is_answered_in_one(word, kind):
    values = np.array([3.0, 5.0, 4.0])
    assert analyse(values, chart=word, **settings_for(kind, values)).to_dict()["chart"] == kind
