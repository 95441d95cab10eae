"""A pasted table of groups as a Pareto chart or a funnel plot; nothing of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qms.control.chart_something.charting import RATIOS, Choices
from qms.control.chart_something.layout import Layout, Shape
from qms.control.chart_something.refusing import PasteRefused
from qms.control.measurements.checking_rows import LARGEST
from qms.golden_thread.metrics.models import DataKind
from qms.kernel.screening import screen_columns
from qms.kernel.uploads import RowError, RowErrors, parse_number_column, parse_text_column
from qms.spc import Funnel, Pareto, SeriesError, funnel, pareto
from qms.spc.arrays import Floats

LONGEST = 120
FEWEST_UNITS = 3
SHARE_FROM = 0.1
"""From so large a median on, numerators that never exceed whole denominators are taken for shares of them."""


@dataclass(frozen=True)
class Compared:
    """Units beside each other. `unit` is the values' unit in words; `percent`: they are shares; `size_scale` turns the
    funnel's denominators back into those that were pasted."""

    title: str
    funnel: Funnel
    direction: str
    unit: str
    percent: bool
    size_label: str
    size_scale: float


@dataclass(frozen=True)
class Ranked:
    """Categories by how often they occurred."""

    title: str
    pareto: Pareto
    counted: str  # the heading of the counts, "" where each row counts once


Grouped = Compared | Ranked


def grouped(layout: Layout, choices: Choices) -> Grouped:
    """The groups compared or ranked. Raises PasteRefused with every row error together, or what is wrong with the whole."""
    names, numbers = _read(layout)
    try:
        if layout.shape is Shape.UNITS:
            return _compared(layout, choices, names, numbers)
        counted = layout.numbers[0] if layout.numbers else ""
        return Ranked(choices.name or "Your data", pareto(names, numbers[0] if numbers else None), counted)
    except SeriesError as error:
        raise PasteRefused(f"{str(error)[:1].upper()}{str(error)[1:]}.") from error


def _read(layout: Layout) -> tuple[list[str], list[Floats]]:
    table, rows = layout.table, layout.table.row_numbers
    errors = RowErrors(table.errors)
    suspects = screen_columns({name: table.column(name) for name in table.columns}, row_numbers=rows)
    errors.extend(suspects)
    hidden = {(each.row, each.column) for each in suspects}
    cells = table.column(layout.first)
    names, wrong = parse_text_column(cells, required=True, longest=LONGEST, row_numbers=rows, column=layout.first)
    numbers = []
    for name in layout.numbers:
        parsed = parse_number_column(table.column(name), row_numbers=rows, column=name)
        wrong = [*wrong, *parsed.errors]
        numbers.append(np.array([np.nan if each is None else each for each in parsed.values], dtype=float))
    errors.extend(each for each in wrong if (each.row, each.column) not in hidden)
    errors.extend(_no_counts(layout, numbers))
    if len(errors):
        raise PasteRefused(f"{errors.summary()}. Nothing was charted.", errors.first())
    return list(names), numbers


def _no_counts(layout: Layout, numbers: Sequence[Floats]) -> list[RowError]:
    rows, correct = layout.table.row_numbers, "Correct it, or leave the row out."
    below_zero, too_large = "A count can’t be below zero.", "That is too large to be a count."
    return [
        RowError(rows[at], name, f"{column[at]:g}", words, correct)
        for name, column in zip(layout.numbers, numbers, strict=True)
        for wrong, words in ((column < 0, below_zero), (column > LARGEST, too_large))
        for at in np.flatnonzero(wrong).tolist()
    ]


def _compared(layout: Layout, choices: Choices, names: list[str], numbers: Sequence[Floats]) -> Compared:
    above, below = numbers
    if len(set(names)) < FEWEST_UNITS:
        raise PasteRefused(f"A funnel plot compares {FEWEST_UNITS} units or more. Copy the other units, too.")
    if (below == 0).any():
        row = layout.table.row_numbers[int(np.flatnonzero(below == 0)[0])]
        raise PasteRefused(f"The denominator in row {row:,} is 0, so there is no rate. Leave the row out.")
    kind, per, words = RATIOS[choices.ratio or _ratio(above, below)]
    title, heading = choices.name or "Your data", layout.numbers[1]
    if kind is DataKind.PROPORTION:
        if (above > below).any():
            row = layout.table.row_numbers[int(np.flatnonzero(above > below)[0])]
            raise PasteRefused(f"In row {row:,} the numerator is above the denominator. Show them as rates, or correct it.")
        found = funnel(above, below, groups=names, method="pr", overdispersion=choices.overdispersion)
        return Compared(title, found, choices.direction.value, "", True, heading, 1.0)
    overall = float(above.sum() / below.sum())
    if overall == 0:
        raise PasteRefused("Every numerator is 0, so the units do not differ.")
    # events against those expected at the overall rate: what is above or below it by chance follows from their number alone
    found = funnel(
        above, below * overall, groups=names, method="sr", overdispersion=choices.overdispersion, multiplier=overall * per
    )
    return Compared(title, found, choices.direction.value, words, False, heading, 1 / overall)


def _ratio(above: Floats, below: Floats) -> str:
    """Shares as percentages, rates so that the overall one is above 1."""
    whole = bool((above % 1 == 0).all() and (below % 1 == 0).all())
    if whole and (above <= below).all() and np.median(above / below) >= SHARE_FROM:
        return "percent"
    overall = above.sum() / below.sum()
    rates = [(name, multiplier) for name, (kind, multiplier, _) in RATIOS.items() if kind is DataKind.RATE]
    return next((name for name, multiplier in rates if overall * multiplier >= 1), rates[-1][0])
