"""How long `qms spc FILE --by unit` takes, as multiples of reading the same file, so that machines compare.

    python benchmarks/files.py [--series N] [--points N] [--denominators] [--runs N] [--folder FOLDER]

Makes a CSV of 100,000 series of 60 months (unit, date, value), and prints the whole command, start-up included, as a multiple
of Python's csv.reader over the file and of polars' own read, for three forms of output, with its memory. Each figure is the
least of several runs, taken in turn.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import polars as pl

FORMS = ("csv", "summary", "json")
LITTLE = 2_000
COMMAND = Path(sys.executable).with_name("qms")


class Cost(NamedTuple):
    """What one run took; `processor` counts the seconds of all processors together."""

    seconds: float
    processor: float
    megabytes: float = 0.0


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--series", type=int, default=100_000)
    arguments.add_argument("--points", type=int, default=60)
    arguments.add_argument("--denominators", action="store_true", help="a p chart of numerators and denominators")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--folder", type=Path, help="where the files are put while it runs")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        file, output = Path(folder) / "series.csv", Path(folder) / "charts"
        make(file, given.series, given.points, given.denominators)
        print(f"{given.series * given.points:,} rows, {file.stat().st_size / 1e6:.0f} MB, {os.cpu_count()} processors")
        alone: list[Cost] = []
        parsed: list[Cost] = []
        charted: dict[str, list[Cost]] = {form: [] for form in FORMS}
        for _ in range(given.runs):  # in turn, so that a busy machine weighs on all alike
            for form in FORMS:
                charted[form].append(chart(file, output, form, given.denominators))
            alone.append(cost(lambda: read(file)))
            # Last: a process begins with the memory of its parent, and after this the parent has much.
            parsed.append(cost(lambda: pl.read_csv(file)))
    reader, polars = min(alone), min(parsed)
    print(f"csv.reader alone: {reader.seconds:.2f} s; polars' own read: {polars.seconds:.2f} s")
    for form in FORMS:
        least, memory = min(charted[form]), min(each.megabytes for each in charted[form])
        print(
            f"qms spc --format {form}: {least.seconds:.2f} s, {least.seconds / reader.seconds:.2f} times csv.reader "
            f"({least.processor / reader.processor:.2f} times its processor time), "
            f"{least.seconds / polars.seconds:.1f} times polars' read, {memory:.0f} MB of memory"
        )
    return 0


def make(file: Path, series: int, points: int, denominators: bool) -> None:
    """Months of made-up series at different levels, one in ten with a shift; little by little, to stay small itself."""
    chance = np.random.default_rng(1)
    with file.open("wb") as rows:
        for first in range(0, series, LITTLE):
            some_series(chance, range(first, min(first + LITTLE, series)), points, denominators).write_csv(
                rows, include_header=first == 0
            )


def some_series(chance: np.random.Generator, numbers: range, points: int, denominators: bool) -> pl.DataFrame:
    """The rows of the series with these numbers."""
    months = np.datetime64("2020-01", "M") + np.arange(points)
    level = chance.uniform(5, 200, (len(numbers), 1))
    values = chance.normal(level, 0.15 * level, (len(numbers), points))
    values[::10, -points // 4 :] *= 1.3
    columns = {
        "unit": np.repeat([f"Ward {number:06}" for number in numbers], points),
        "date": np.tile(np.datetime_as_string(months.astype("datetime64[D]")), len(numbers)),
    }
    if denominators:
        cases = chance.integers(50, 400, values.shape)
        columns |= {"value": chance.binomial(cases, np.clip(level / 250, 0, 1)).ravel(), "denominator": cases.ravel()}
    else:
        columns |= {"value": np.round(values, 2).ravel()}
    return pl.DataFrame(columns)


def read(file: Path) -> None:
    """The least that Python does to have every cell of a file."""
    with file.open(newline="") as lines:
        for _ in csv.reader(lines):
            pass


def chart(file: Path, output: Path, form: str, denominators: bool) -> Cost:
    """One run of the command."""
    numbers = (
        ["--numerator", "value", "--denominator", "denominator", "--chart", "p"] if denominators else ["--value", "value"]
    )
    target = "0.5" if denominators else "100"
    options = ["--date", "date", *numbers, "--by", "unit", "--direction", "decrease", "--target", target]
    start = time.perf_counter()
    command = [COMMAND, "spc", file, *options, "--format", form, "-o", output]
    with subprocess.Popen(command) as run:  # noqa: S603  our own words
        _, status, used = os.wait4(run.pid, 0)
        taken = time.perf_counter() - start
        run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode:
        raise SystemExit(f"qms spc ended with {run.returncode}.")
    output.unlink()
    return Cost(taken, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def cost(work: Callable[[], object]) -> Cost:
    """What the work takes."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return Cost(time.perf_counter() - start, time.process_time() - processor)


if __name__ == "__main__":
    sys.exit(main())
