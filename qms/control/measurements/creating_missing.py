"""Units and metrics that a file names and nobody has made yet, made from what the file shows.

What is guessed, and how:
- Kind of number: the chart decides where it can (p a proportion, u a rate, c a count, X-bar an average, t what lies between
  events, and so on). Otherwise numerators and denominators
  are a proportion where all are whole, no numerator exceeds its denominator, and the target (or without one the median ratio)
  looks like a share: a target of at most 1, a median of at least 0.1. Else they are a rate. Values with n are means; whole
  values from 0 upwards are counts; others are other numbers.
- How often: from the usual distance between two measurements of the same series.
- ODS codes: where every missing name is 3 to 6 capitals and digits, and one has a digit, they are codes.
"""

import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qms.control.measurements.directory import Directory
from qms.control.measurements.reading_columns import Columns
from qms.golden_thread.metrics.actions import propose_metric
from qms.golden_thread.metrics.definitions import CHARTS_FOR, Definition, slug
from qms.golden_thread.metrics.models import Cadence, DataKind, Direction
from qms.kernel import clock
from qms.kernel.formats import day
from qms.organisation import rules
from qms.organisation.actions import create_units
from qms.organisation.models import Unit, UnitKind
from qms.people.models import Person
from qms.spc.arrays import Booleans

CHART_KINDS = {chart: next(iter(kinds)) for chart, kinds in CHARTS_FOR.items() if len(kinds) == 1}
SHARE_FROM = 0.1
_CODE = re.compile(r"[A-Z0-9]{3,6}")

# The most days between two measurements of each cadence.
CADENCES = ((1.5, Cadence.DAILY), (10, Cadence.WEEKLY), (45, Cadence.MONTHLY), (135, Cadence.QUARTERLY))


@dataclass(frozen=True)
class Guess:
    """What the person said about the metrics to make; everything else is guessed from the file."""

    chart: str = "xmr"
    direction: Direction = Direction.NEUTRAL
    target: float | None = None
    source: str = ""


@dataclass(frozen=True)
class Missing:
    """The names in a file that nothing has, in the order of the file."""

    units: list[str]
    metrics: list[str]

    def __bool__(self) -> bool:
        return bool(self.units or self.metrics)


def missing_names(columns: Columns, directory: Directory) -> Missing:
    """The units and metrics that the file names and the directory does not know."""
    return Missing(
        [name for name in dict.fromkeys(columns.texts["unit"]) if name and not directory.knows_unit(name)],
        [name for name in dict.fromkeys(columns.texts["metric"]) if name and not directory.knows_metric(name)],
    )


def create_missing(missing: Missing, columns: Columns, *, under: Unit, guess: Guess, by: Person) -> None:
    """Make the missing units below `under` and the missing metrics, proposed, owned by `under`.

    Raises RefusedError where a metric can't be made so, UnitRefusedError where nothing can stand below `under`."""
    kind = UnitKind.TRUST if under.kind is UnitKind.SYSTEM else UnitKind.WARD
    names = list({" ".join(name.casefold().split()): name for name in reversed(missing.units)}.values())[::-1]
    codes = all(map(_CODE.fullmatch, names)) and any(any(sign.isdigit() for sign in name) for name in names)
    if names:
        rules.stands_below(kind, under)
    create_units(names=names, kind=kind, parent=under, names_are_codes=codes, by=by)
    for name in list({each.casefold(): each for each in missing.metrics}.values()):
        rows = np.array([text.casefold() == name.casefold() for text in columns.texts["metric"]])
        first = min((period for period, own in zip(columns.periods, rows, strict=True) if own and period), default=None)
        propose_metric(
            definition=_definition(name, columns, rows, under, guess),
            key=slug(name),
            target=guess.target,
            target_from=first or clock.today(),
            by=by,
        )


def _definition(name: str, columns: Columns, rows: Booleans, under: Unit, guess: Guess) -> Definition:
    readable = name if " " in name or not name.islower() else re.sub(r"[-_]+", " ", name).capitalize()
    source = f" from {guess.source}" if guess.source else ""
    kind = guess_data_kind(columns, rows, guess)
    return Definition(
        name=readable,
        unit_id=under.id,
        data_kind=kind,
        chart=guess.chart,
        direction=guess.direction,
        cadence=Cadence.EVENT if kind is DataKind.BETWEEN else guess_cadence(columns, rows),
        measured_in="days" if kind is DataKind.BETWEEN and "value" not in columns.numbers else "",
        purpose=f"Made on {day(clock.today())} when its measurements were imported{source}. Say here why it is measured.",
        source=guess.source[:200],
    )


def guess_data_kind(columns: Columns, rows: Booleans, guess: Guess) -> DataKind:
    """The kind of number of these rows; see the module."""
    if guess.chart in CHART_KINDS:
        return CHART_KINDS[guess.chart]
    if {"numerator", "denominator"} <= columns.numbers.keys():
        above, below = columns.numbers["numerator"][rows], columns.numbers["denominator"][rows]
        known = ~np.isnan(above) & (below > 0)
        above, below = above[known], below[known]
        whole = (above % 1 == 0).all() and (below % 1 == 0).all() and (above >= 0).all()
        if not (len(above) and whole and (above <= below).all()):
            return DataKind.RATE
        share = guess.target <= 1 if guess.target is not None else np.median(above / below) >= SHARE_FROM
        return DataKind.PROPORTION if share else DataKind.RATE
    if "n" in columns.numbers:
        return DataKind.MEAN
    if "value" not in columns.numbers:
        return DataKind.OTHER
    values = columns.numbers["value"][rows]
    values = values[~np.isnan(values)]
    return DataKind.COUNT if len(values) and (values >= 0).all() and (values % 1 == 0).all() else DataKind.OTHER


def guess_cadence(columns: Columns, rows: Booleans) -> Cadence:
    """How often the rows come: by the median distance within their series, or by a lone day's place in its month."""
    series: dict[tuple[str, str], set[dt.date]] = {}
    for unit, stratum, period, own in zip(columns.texts["unit"], columns.strata, columns.periods, rows, strict=True):
        if own and period:
            series.setdefault((unit, stratum), set()).add(period)
    distances = [later - earlier for days in series.values() for earlier, later in pairwise(sorted(days))]
    if not distances:
        lone = next(iter(next(iter(series.values()), {clock.today()})))
        ends_month = lone.day == 1 or (lone + dt.timedelta(days=1)).day == 1
        return Cadence.MONTHLY if ends_month else Cadence.DAILY
    usual = float(np.median([distance.days for distance in distances]))
    return next((cadence for most, cadence in CADENCES if usual <= most), Cadence.YEARLY)
