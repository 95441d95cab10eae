"""How fast the statistics are, as multiples of what numpy needs at best, so that numbers from different machines compare.

    python benchmarks/spc.py [--series N] [--points N] [--runs N]

The measure is the time that numpy takes for the row means and the mean absolute differences of the same array. Charts are
made with all rules, verdicts and assurance, every array of them asked for. Memory is what is held at the most beyond the
input. Times are those of the processor, the best of several runs taken in turns, so that a busy machine weighs little, and
on all alike; its load is printed.
Exits 1 where a figure that has a bound is over it.
"""

import argparse
import os
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from qms.spc import ChartKind, analyse, analyse_many

MOST_TIMES, MOST_MEMORY, MOST_MICROSECONDS = 8.0, 4.0, 300.0
SINGLES = 200
"""Single charts timed together: one alone is too quick to time."""

Work = Callable[[], object]


@dataclass(frozen=True)
class Data:
    """One panel of made-up measurements, and what its variants need."""

    values: np.ndarray
    gaps: np.ndarray
    counts: np.ndarray
    denominators: np.ndarray
    directions: list[str]
    rebases: list[list[int]]

    @classmethod
    def made(cls, series: int, points: int) -> "Data":
        random = np.random.default_rng(20261122)
        values = random.normal(50, 5, (series, points))
        gaps = np.where(random.random(values.shape) < 0.05, np.nan, values)
        denominators = random.integers(80, 400, values.shape).astype(float)
        counts = random.binomial(denominators.astype(int), 0.3).astype(float)
        rebases = [[int(place)] for place in random.integers(points // 3, 2 * points // 3, series)]
        directions = random.choice(["increase", "decrease", "neutral"], series).tolist()
        return cls(values, gaps, counts, denominators, directions, rebases)


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--series", type=int, default=100_000)
    arguments.add_argument("--points", type=int, default=60)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    data = Data.made(given.series, given.points)
    print(f"{given.series:,} series of {given.points} points; numpy {np.__version__}; load {os.getloadavg()[0]:.1f}")
    base, slow = time_of_panels(data, given.runs)
    over = [slow, memory_of_a_panel(data), time_of_one(data, given.runs)]
    time_of_kinds(data, given.runs, base)
    print(f"load {os.getloadavg()[0]:.1f}")
    return int(any(over))


def least(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What any chart of individuals must work out, and nothing else."""
    return values.mean(axis=1), np.abs(np.diff(values, axis=1)).mean(axis=1)


def whole(values: np.ndarray, **setting: Any) -> None:
    """Many charts with every verdict."""
    setting = {"target": 45.0, "direction": "increase"} | setting
    panel = analyse_many(values, **setting)
    for name in ("special_causes", "types", "variation", "assurance"):
        getattr(panel, name)


def best_in_turns(works: Mapping[str, Work], runs: int) -> dict[str, float]:
    """The least seconds of each, with the others in between."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(runs):
        for name, work in works.items():
            start = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - start)
    return best


def time_of_panels(data: Data, runs: int) -> tuple[float, bool]:
    """Prints the panel and its variants; numpy's own seconds, and True where the first is over its bound."""
    values = data.values
    works: dict[str, Work] = {
        "numpy": lambda: least(values),
        "analyse_many": lambda: whole(values),
        "and a direction and target for each series": lambda: whole(
            values, direction=data.directions, target=np.linspace(40, 60, len(values))
        ),
        "with 5 % of the values missing": lambda: whole(data.gaps),
        "with a rebase of its own in each series": lambda: whole(values, rebase=data.rebases),
        "a p chart with denominators": lambda: whole(data.counts, chart="p", denominators=data.denominators, target=0.3),
        "with Western Electric's rules": lambda: whole(values, rules="western-electric"),
        "with Nelson's rules": lambda: whole(values, rules="nelson"),
        "with Anhøj's rules": lambda: whole(values, rules="anhoej"),
    }
    best = best_in_turns(works, runs)
    base = best.pop("numpy")
    print(f"numpy's row means and mean absolute differences: {base * 1000:.1f} ms")
    for name, seconds in best.items():
        bound = f" (at most {MOST_TIMES:g})" if name == "analyse_many" else ""
        print(f"  {name}: {seconds * 1000:.0f} ms, {seconds / base:.1f} times{bound}")
    return base, best["analyse_many"] / base > MOST_TIMES


def memory_of_a_panel(data: Data) -> bool:
    """Prints the most that is held beyond the input; True where that is over its bound."""
    tracemalloc.start()
    whole(data.values)
    most = tracemalloc.get_traced_memory()[1] / data.values.nbytes
    tracemalloc.stop()
    print(f"memory beyond the input: {most:.1f} times the array (at most {MOST_MEMORY:g})")
    return most > MOST_MEMORY


def time_of_one(data: Data, runs: int) -> bool:
    """Prints one series' chart, and what else is asked of it; True where the chart is over its bound."""
    values = data.values[0].tolist()

    def chart() -> object:
        one = analyse(values, target=45.0, direction="increase")
        return one, one.variation, one.assurance

    once = SINGLES * runs
    to_explain, to_file = ([analyse(values, target=45.0, direction="increase") for _ in range(once)] for _ in range(2))
    works: dict[str, Work] = {
        "one chart, its variation and assurance": chart,
        "  its explanation": lambda: to_explain.pop().explanation,
        "  all of it as plain types, with the explanation": lambda: to_file.pop().to_dict(),
    }
    best = best_in_turns({name: partial(_many_times, work) for name, work in works.items()}, runs)
    for name, seconds in best.items():
        bound = f" (at most {MOST_MICROSECONDS:g})" if works[name] is chart else ""
        print(f"{name}: {seconds / SINGLES * 1e6:.0f} µs{bound}")
    return best["one chart, its variation and assurance"] / SINGLES * 1e6 > MOST_MICROSECONDS


def _many_times(work: Work) -> None:
    for _ in range(SINGLES):
        work()


def time_of_kinds(data: Data, runs: int, base: float) -> None:
    """Prints every kind of chart: all are made of whole arrays."""
    below, several = {"denominators": data.denominators}, {"sizes": 5.0, "deviations": np.abs(data.values) / 10}
    needs: dict[ChartKind, tuple[np.ndarray, dict[str, Any]]] = {
        **dict.fromkeys((ChartKind.P, ChartKind.PP, ChartKind.U, ChartKind.UP, ChartKind.IP), (data.counts, below)),
        **dict.fromkeys((ChartKind.XBAR, ChartKind.S), (data.values, several)),
        **dict.fromkeys((ChartKind.C, ChartKind.G), (data.counts, {})),
    }
    works: dict[str, Work] = {}
    for kind in ChartKind:
        values, setting = needs.get(kind, (data.values, {}))
        works[kind] = partial(whole, values, chart=kind, **setting)
    best = best_in_turns(works, min(runs, 3))
    print("every kind, as multiples of numpy's means and differences:")
    print("  " + ", ".join(f"{kind} {seconds / base:.1f}" for kind, seconds in best.items()))


if __name__ == "__main__":
    sys.exit(main())
