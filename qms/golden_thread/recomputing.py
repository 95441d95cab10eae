"""How a change of a definition reaches the readings: the thread may not import the room that computes them, so that room
hands its functions in."""

from collections.abc import Callable, Sequence

from flask import Flask, current_app

from qms.golden_thread.readings.reasons import REDEFINED
from qms.people.models import Person

# Recompute the readings and signals of these series, in the present transaction.
Recompute = Callable[..., None]
# Sum these metrics' roll-ups again, and recompute the readings that follow and those of the series named besides.
SumAgain = Callable[..., None]


def init_app(app: Flask, recompute: Recompute, sum_again: SumAgain) -> None:
    """Keep the room's `recompute(series_ids, by=, why=)` and `sum_again(metric_ids, by=, why=, also=)`."""
    app.extensions["qms-recompute"] = recompute
    app.extensions["qms-sum-again"] = sum_again


def recompute(series_ids: Sequence[int], *, by: Person, why: str = REDEFINED) -> None:
    """Bring the readings and signals of the series up to date; `why` is kept with each signal that this closes."""
    current_app.extensions["qms-recompute"](series_ids, by=by, why=why)


def sum_again(metric_ids: Sequence[int], *, by: Person, why: str = REDEFINED, also: Sequence[int] = ()) -> None:
    """Sum the metrics' roll-ups again, with their readings and signals and those of the series `also`."""
    current_app.extensions["qms-sum-again"](metric_ids, by=by, why=why, also=also)
