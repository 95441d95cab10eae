"""Units and metrics that would be made, standing in the directory before they are: so a preview can count their rows."""

import numpy as np

from qms.control.measurements.creating_missing import Guess, Missing, guess_cadence, guess_data_kind
from qms.control.measurements.directory import Directory, KnownMetric, KnownUnit
from qms.control.measurements.reading_columns import Columns
from qms.golden_thread.metrics.definitions import slug
from qms.golden_thread.metrics.models import Cadence, DataKind, MetricState
from qms.organisation.models import Unit


def with_missing(directory: Directory, missing: Missing, columns: Columns, *, under: Unit, guess: Guess) -> Directory:
    """The directory with the missing names in it; their ids are below zero, so that nothing stored can be theirs."""
    units = {
        plain(name): [KnownUnit(-at, name, None, f"{under.path}-{at}/")] for at, name in enumerate(missing.units, start=1)
    }
    metrics = {plain(name): _metric(-at, name, columns, guess) for at, name in enumerate(missing.metrics, start=1)}
    return Directory({**directory.units, **units}, {**directory.metrics, **metrics}, under.path)


def plain(name: str) -> str:
    """A name as the directory compares names."""
    return " ".join(name.casefold().split())


def _metric(number: int, name: str, columns: Columns, guess: Guess) -> KnownMetric:
    own = np.array([text.casefold() == name.casefold() for text in columns.texts["metric"]])
    kind = guess_data_kind(columns, own, guess)
    return KnownMetric(
        id=number,
        key=slug(name),
        name=name,
        data_kind=kind,
        chart=guess.chart,
        cadence=Cadence.EVENT if kind is DataKind.BETWEEN else guess_cadence(columns, own),
        measured_in="",
        state=MetricState.PROPOSED,
    )
