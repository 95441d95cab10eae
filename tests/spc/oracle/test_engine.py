"""The engine against the oracle, which shares no code with it: thousands of made-up series of every kind and rule set."""

from collections import defaultdict
from math import nan
from typing import Any

import numpy as np
import pytest

from qms.spc import ASSURANCES, POINT_TYPES, SPECIAL_CAUSES, analyse, analyse_many
from tests.spc.oracle.limits import KINDS
from tests.spc.oracle.made import made
from tests.spc.oracle.series import Series
from tests.spc.oracle.verdicts import Verdict, judge

SEEDS = 60
LINES = {"values": "plotted", "centre": "centre", "lower": "lower", "upper": "upper"}
BESIDE = ("denominators", "sizes", "deviations")


def settings(series: Series) -> dict[str, Any]:
    given: dict[str, Any] = {
        "chart": series.kind,
        "rules": series.rules,
        "direction": series.direction,
        "freeze": series.freeze,
        "baseline": series.baseline,
        "centre": series.centre,
        "rebase": series.rebase,
        "exclude": series.exclude,
        "screen_moving_ranges": series.screen,
    }
    if series.targets:
        given["target"] = series.targets if len(series.targets) > 1 else series.targets[0]
    return given | {name: getattr(series, name) for name in BESIDE if getattr(series, name)}


def agree(lines: dict[str, np.ndarray], verdict: Verdict, seed: int) -> None:
    for name, ours in lines.items():
        theirs = np.array(getattr(verdict.drawn, LINES[name]), dtype=float)
        scale = np.max(np.abs(theirs), initial=1.0, where=~np.isnan(theirs))
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-11 * scale, err_msg=f"{name} of series {seed}")


@pytest.mark.parametrize("kind", KINDS)
def test_one_series_at_a_time(kind):
    for seed in range(SEEDS):
        series = made(seed, kind)
        chart, verdict = analyse(series.values, **settings(series)), judge(series)
        agree({name: getattr(chart, name) for name in LINES}, verdict, seed)
        runs = chart.runs and tuple(vars(chart.runs).values())
        ours = (chart.special_causes, chart.types, chart.variation, chart.assurance, chart.provisional, runs)
        assert ours == (
            verdict.causes,
            verdict.types,
            verdict.variation,
            verdict.assurance,
            verdict.provisional,
            verdict.runs,
        ), seed


@pytest.mark.parametrize("kind", KINDS)
def test_many_series_side_by_side_in_any_order_of_their_points(kind):
    panels = defaultdict(list)
    for seed in range(SEEDS, 2 * SEEDS):
        series = made(seed, kind)
        panels[series.rules, series.freeze, series.screen, series.baseline is None].append((seed, series))
    for (rules, freeze, screen, no_baseline), members in panels.items():
        side_by_side = [series for _, series in members]
        given = shuffled(side_by_side)
        chart = analyse_many(
            given.pop("values"),
            chart=kind,
            rules=rules,
            freeze=freeze,
            screen_moving_ranges=screen,
            direction=[series.direction for series in side_by_side],
            centre=[nan if series.centre is None else series.centre for series in side_by_side],
            rebase=[[day(at) for at in series.rebase] for series in side_by_side],
            exclude=[[day(at) for at in series.exclude] for series in side_by_side],
            baseline=None if no_baseline else [[day(at) for at in series.baseline or ()] for series in side_by_side],
            **given,
        )
        for row, (seed, series) in enumerate(members):
            verdict, points = judge(series), slice(0, len(series.values))
            agree({name: getattr(chart, name)[row, points] for name in LINES}, verdict, seed)
            assert [SPECIAL_CAUSES[code] for code in chart.special_causes[row, points]] == verdict.causes, seed
            assert [POINT_TYPES[code] for code in chart.types[row, points]] == verdict.types, seed
            ours = (POINT_TYPES[chart.variation[row]], ASSURANCES[chart.assurance[row]], bool(chart.provisional[row]))
            assert ours == (verdict.variation, verdict.assurance, verdict.provisional), seed
            assert bool(chart.runs_signal[row]) == bool(verdict.runs and verdict.runs[-1]), seed


def day(at: int) -> str:
    return str(np.datetime64("2020-01-01") + 31 * at)


def shuffled(side_by_side: list[Series]) -> dict[str, Any]:
    """The series as padded arrays with their periods, the points of each in an order of its own."""
    longest, rng = max(len(series.values) for series in side_by_side), np.random.default_rng(1)

    def padded(rows: list[list[Any]], filling: Any) -> list[list[Any]]:
        return [[*row, *[filling] * (longest - len(row))] for row in rows]

    points = [len(series.values) for series in side_by_side]
    targets = [
        series.targets * (count if len(series.targets) == 1 else 1)
        for series, count in zip(side_by_side, points, strict=True)
    ]
    tables: dict[str, list[list[Any]]] = {
        "values": padded([series.values for series in side_by_side], nan),
        "target": padded(targets, nan),
        "periods": padded([[day(at) for at in range(count)] for count in points], None),
    }
    for name in BESIDE:
        if getattr(side_by_side[0], name):
            tables[name] = padded([getattr(series, name) for series in side_by_side], nan)
    orders = [rng.permutation(longest) for _ in side_by_side]
    return {
        name: [[row[at] for at in order] for row, order in zip(table, orders, strict=True)] for name, table in tables.items()
    }
