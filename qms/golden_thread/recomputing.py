"""How a change of a definition reaches the readings: the thread may not import the room that computes them, so that room
hands its function in."""

from collections.abc import Callable, Sequence

from flask import Flask, current_app

from qms.people.models import Person

# Recompute the readings and signals of these series, in the present transaction.
Recompute = Callable[..., None]


def init_app(app: Flask, recompute: Recompute) -> None:
    """Keep the room's `recompute(series_ids, by=person)` with the application."""
    app.extensions["qms-recompute"] = recompute


def recompute(series_ids: Sequence[int], *, by: Person) -> None:
    """Bring the readings and signals of the series up to date."""
    current_app.extensions["qms-recompute"](series_ids, by=by)
