"""The pieces that a row of CSV and a point of JSON are made of."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from qms.commands.spc.batch import Array
from qms.commands.spc.charting import Charted
from qms.commands.spc.pieces import numbers, pick, runs
from qms.spc import POINT_TYPES, SPECIAL_CAUSES

if TYPE_CHECKING:
    import polars as pl

POINT_COLUMNS = ("date", "value", "centre", "lower", "upper", "special_cause", "type", "excluded")

VERDICTS = [
    (cause and cause.value, kind.value, excluded)
    for cause in SPECIAL_CAUSES
    for kind in POINT_TYPES
    for excluded in (False, True)
]
"""Every special cause with every type, each for points that are not excluded and that are."""


def verdicts(charted: Charted) -> Array:
    """The place of each point's verdict in VERDICTS."""
    causes = charted.points(lambda panel: panel.special_causes).astype(np.int64)
    types = charted.points(lambda panel: panel.types)
    places: Array = (causes * len(POINT_TYPES) + types) * 2 + charted.excluded
    return places


def days(charted: Charted) -> tuple[list[str], Array]:
    """The days as text, and the place of each point's day among them."""
    first, last = charted.batch.days.min(), charted.batch.days.max()
    return _every_day(int(first.astype(int)), int(last.astype(int))), (charted.batch.days - first).astype(np.int64)


@lru_cache(maxsize=4)
def _every_day(first: int, last: int) -> list[str]:
    """Few enough in two centuries, and found without a search."""
    texts: list[str] = np.datetime_as_string(np.arange(first, last + 1).astype("datetime64[D]")).tolist()
    return texts


def values(charted: Charted, *, whole_as_such: bool) -> "pl.Series":
    """What is plotted."""
    return numbers(charted.points(lambda panel: panel.values), whole_as_such=whole_as_such)


def lines(charted: Charted, template: str, *, null: str, whole_as_such: bool) -> "pl.Series":
    """Centre and limits of each point, in a template with three places {}. Written once where they stay the same."""
    import polars as pl

    three = [
        charted.points(lambda panel: panel.centre),
        charted.points(lambda panel: panel.lower),
        charted.points(lambda panel: panel.upper),
    ]
    at, places = runs(three)
    texts = [numbers(line[at], whole_as_such=whole_as_such).fill_null(null) for line in three]
    together = pl.select(pl.format(template, *texts)).to_series()
    return together if len(at) == len(places) else pick(together, places)
