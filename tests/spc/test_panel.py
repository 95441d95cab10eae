"""A panel says of each series what the series says alone."""

import numpy as np
import pytest

from qms.spc import ASSURANCES, POINT_TYPES, SPECIAL_CAUSES, SeriesError, analyse, analyse_many
from tests.spc.series import STEADY, months
from tests.spc.test_truth_ptd import OURS_DIFFERS
from tests.spc.truth import as_list, number


def padded(rows: list[list], fill: object = np.nan) -> list[list]:
    longest = max(len(row) for row in rows)
    return [[*row, *[fill] * (longest - len(row))] for row in rows]


def agree(panel, charts) -> None:
    assert len(panel) == len(charts)
    for place, chart in enumerate(charts):
        assert panel[place].to_dict() == chart.to_dict()
        assert POINT_TYPES[panel.variation[place]] == chart.variation
        assert ASSURANCES[panel.assurance[place]] == chart.assurance
        assert panel.provisional[place] == chart.provisional
        assert panel.last[place] == chart.last
        length = len(chart.values)
        for name in ("values", "centre", "lower", "upper"):
            np.testing.assert_array_equal(getattr(panel, name)[place, :length], getattr(chart, name))
        causes = [SPECIAL_CAUSES[code] for code in panel.special_causes[place, :length]]
        assert causes == chart.special_causes
        assert panel.runs_signal[place] == bool(chart.runs and chart.runs.signal)


@pytest.mark.parametrize("screened", [True, False])
def test_every_reference_case_in_one_panel(shared_truth, screened):
    cases = [
        case
        for case in shared_truth.ptd_cases
        if not case["error"] and case["fix_after_n_points"] is None and case["screen_outliers"] is screened
    ]
    rows = [shared_truth.ptd_input[case["case"]] for case in cases]
    values = [[np.nan if number(row["y"]) is None else number(row["y"]) for row in series] for series in rows]
    periods = [[row["x"] for row in series] for series in rows]
    settings = [
        {"direction": case["improvement_direction"], "target": case["target"], "rebase": as_list(case["rebase"])}
        for case in cases
    ]
    panel = analyse_many(
        padded(values),
        periods=padded(periods, None),
        screen_moving_ranges=screened,
        **{name: [setting[name] for setting in settings] for name in ("direction", "target", "rebase")},
    )
    charts = [
        analyse(series, periods=dates, screen_moving_ranges=screened, **setting)
        for series, dates, setting in zip(values, periods, settings, strict=True)
    ]
    agree(panel, charts)
    assert set(OURS_DIFFERS) & {case["case"] for case in cases} or not screened


@pytest.mark.parametrize("chart", ["run", "xmr", "i", "mr", "c", "p", "u"])
@pytest.mark.parametrize("rules", ["making-data-count", "anhoej"])
def test_kinds_with_gaps_shared_rebase_and_exclusions(chart, rules):
    random = np.random.default_rng(20)
    values = random.poisson(20, (40, 36)).astype(float)
    values[random.random(values.shape) < 0.05] = np.nan
    below = random.integers(60, 90, values.shape).astype(float) if chart in "pu" else None
    settings = {"rebase": [20], "exclude": [3, 25], "target": 20.0, "chart": chart, "rules": rules}
    values[:, -1] = 20.0  # so that no trailing value is taken for padding
    panel = analyse_many(values, denominators=below, **settings)
    rows = [None] * 40 if below is None else below
    agree(panel, [analyse(row, denominators=under, **settings) for row, under in zip(values, rows, strict=True)])


def test_padding_is_trimmed_and_empty_series_have_no_verdict():
    panel = analyse_many([[*STEADY, np.nan, np.nan], [np.nan] * 18], target=5.0, direction="increase")
    assert panel[0].to_dict() == analyse(STEADY, target=5.0, direction="increase").to_dict()
    assert ASSURANCES[panel.assurance[1]] is None
    assert POINT_TYPES[panel.variation[1]] == "common-cause"
    assert np.isnan(panel.last_value[1])
    with pytest.raises(SeriesError, match="no values"):
        panel[1]
    with pytest.raises(IndexError):
        panel[2]


def test_shared_periods_in_any_order_shared_denominators_and_more_series_than_a_chunk():
    random = np.random.default_rng(3)
    order = random.permutation(16)
    values = random.poisson(30, (4100, 16)).astype(float)
    dates = np.array(months(16), dtype="datetime64[D]")[order]
    below = np.linspace(100, 130, 16)
    panel = analyse_many(values, periods=dates, denominators=below, chart="u", exclude=["2024-05-01"])
    for place in (0, 4095, 4096, 4099):
        alone = analyse(values[place], periods=dates, denominators=below, chart="u", exclude=["2024-05-01"])
        assert panel[place].to_dict() == alone.to_dict()
        assert panel.last_upper[place] == alone.upper[-1]
    assert len(list(panel)) == 4100


def test_a_panel_of_no_series():
    panel = analyse_many(np.zeros((0, 12)))
    assert (len(panel), list(panel), panel.variation.tolist(), panel.upper.size) == (0, [], [], 0)


def test_splitting_a_panel_changes_nothing():
    values = np.random.default_rng(5).normal(50, 5, (30, 24))
    whole = analyse_many(values, direction="increase", target=45.0)
    first, second = (analyse_many(part, direction="increase", target=45.0) for part in (values[:11], values[11:]))
    for name in ("centre", "lower", "special_causes", "variation", "assurance", "last_value"):
        np.testing.assert_array_equal(getattr(whole, name), np.concatenate([getattr(first, name), getattr(second, name)]))


def test_an_exclusion_that_a_series_lacks_is_passed_over_in_a_panel():
    panel = analyse_many([STEADY, STEADY], periods=[months(16), months(16, "2025-01-01")], exclude=["2024-02-01"])
    assert panel[0].excluded[1]
    assert not any(panel[1].excluded)
